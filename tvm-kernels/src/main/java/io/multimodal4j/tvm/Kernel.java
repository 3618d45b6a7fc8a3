package io.multimodal4j.tvm;

import java.util.List;

/** The symbols that this back end calls, with the arguments that it gives them. */
enum Kernel {
    /** Both passes of a resize of three channels. */
    RESIZE_RGB(
            "resize_rgb_u8",
            "uint8 source[2]",
            "int32 x_starts[1]",
            "int32 x_weights[2]",
            "int32 y_starts[1]",
            "int32 y_counts[1]",
            "int32 y_weights[2]",
            "int32 shifts[2]",
            "int32 plan[4]",
            "uint8 ring[2]",
            "uint8 target[2]"),
    /** The horizontal pass for any number of channels. */
    RESAMPLE_COLUMNS(
            "resample_columns_u8",
            "uint8 source[3]",
            "int32 starts[1]",
            "int32 counts[1]",
            "int32 weights[2]",
            "uint8 target[3]"),
    /** The vertical pass. */
    RESAMPLE_ROWS(
            "resample_rows_u8",
            "uint8 source[2]",
            "int32 starts[1]",
            "int32 counts[1]",
            "int32 weights[2]",
            "uint8 target[2]"),
    /** A window with zeros outside. */
    CROP("crop_u8", "uint8 source[2]", "int32 top", "int32 left", "uint8 target[2]"),
    /** A look-up per sample. */
    NORMALIZE("normalize_u8_f32", "uint8 source[2]", "float32 table[2]", "float32 target[2]");

    /** The version of all of the above; {@code ABI} in the Python sources. */
    static final int ABI = 1;

    private final String symbol;

    @SuppressWarnings("ImmutableEnumChecker") // List.of makes it immutable.
    private final List<String> arguments;

    Kernel(String symbol, String... arguments) {
        this.symbol = symbol;
        this.arguments = List.of(arguments);
    }

    String symbol() {
        return symbol;
    }

    /** Each as {@code dtype name[rank]}, a scalar as {@code dtype name}. */
    List<String> arguments() {
        return arguments;
    }
}
