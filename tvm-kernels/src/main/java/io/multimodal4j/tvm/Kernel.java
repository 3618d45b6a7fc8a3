package io.multimodal4j.tvm;

import java.util.List;

/** The symbols that this back end calls, with the arguments that it gives them. */
enum Kernel {
    /** Both passes of a resize of three channels. */
    RESIZE_RGB("resize_rgb_u8", resizeArguments()),
    /** The same for weights of the first pass that fit 16 bits once they are shifted. */
    RESIZE_RGB_SHORT("resize_rgb_u8_short", resizeArguments()),
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
    /** The nearest neighbour. */
    NEAREST("nearest_u8", "uint8 source[3]", "int32 rows[1]", "int32 columns[1]", "uint8 target[3]"),
    /** A window with a fill outside. */
    CROP("crop_u8", "uint8 source[2]", "int32 top", "int32 left", "int32 fill", "uint8 target[2]"),
    /** A look-up per sample of a window, in floats. */
    NORMALIZE_FLOATS("normalize_u8_f32", normalizeArguments("float32")),
    /** The same in the bits of 16-bit floats. */
    NORMALIZE_HALVES("normalize_u8_u16", normalizeArguments("uint16")),
    /** A look-up per sample, in rows of patches of floats. */
    PATCHIFY_FLOATS("patchify_u8_f32", patchifyArguments("float32")),
    /** The same in the bits of 16-bit floats. */
    PATCHIFY_HALVES("patchify_u8_u16", patchifyArguments("uint16")),
    /** PyTorch's bicubic interpolation. */
    FLOAT_BICUBIC(
            "float_bicubic",
            "float32 source[3]",
            "int32 columns[2]",
            "float32 column_weights[2]",
            "int32 rows[2]",
            "float32 row_weights[2]",
            "float32 ring[2]",
            "float32 target[3]"),
    /** To bfloat16. */
    CAST_TO_BFLOAT16("cast_f32_bf16", "uint32 source[1]", "uint16 target[1]"),
    /** From bfloat16. */
    CAST_FROM_BFLOAT16("cast_bf16_f32", "uint16 source[1]", "uint32 target[1]"),
    /** To float16. */
    CAST_TO_FLOAT16("cast_f32_f16", "float32 source[1]", "float16 target[1]"),
    /** From float16. */
    CAST_FROM_FLOAT16("cast_f16_f32", "float16 source[1]", "float32 target[1]"),
    /** Rows that a mask marks. */
    MERGE_ROWS("merge_rows_u8", "uint8 mask[1]", "uint8 embeddings[2]", "int32 marked[1]", "uint8 target[2]"),
    /** Whisper's spectrogram. */
    LOG_MEL(
            "log_mel_f32",
            "float32 samples[1]",
            "int32 hop",
            "float64 window[1]",
            "float64 twiddles[2]",
            "int32 first_bins[1]",
            "int32 offsets[1]",
            "float64 weights[1]",
            "float32 padded[1]",
            "float64 data_memory[1]",
            "float64 spectrum_memory[1]",
            "float32 logs[2]",
            "float32 target[2]");

    /** The version of all of the above; {@code ABI} in the Python sources. */
    static final int ABI = 2;

    private final String symbol;

    @SuppressWarnings("ImmutableEnumChecker") // List.of makes it immutable.
    private final List<String> arguments;

    Kernel(String symbol, String... arguments) {
        this.symbol = symbol;
        this.arguments = List.of(arguments);
    }

    private static String[] resizeArguments() {
        return new String[] {
            "uint8 source[2]",
            "int32 x_starts[1]",
            "int32 x_weights[2]",
            "int32 x_shift",
            "int32 y_starts[1]",
            "int32 y_counts[1]",
            "int32 y_weights[2]",
            "int32 shifts[2]",
            "int32 plan[4]",
            "uint8 ring[2]",
            "uint8 target[2]"
        };
    }

    private static String[] normalizeArguments(String entry) {
        return new String[] {
            "uint8 source[3]", "int32 top", "int32 left", "int32 fill", entry + " table[2]", entry + " target[3]"
        };
    }

    private static String[] patchifyArguments(String entry) {
        return new String[] {
            "uint8 frames[4]",
            "int32 patch",
            "int32 temporal",
            "int32 merge",
            entry + " table[2]",
            entry + " stage[1]",
            "int32 lead",
            entry + " target[1]"
        };
    }

    String symbol() {
        return symbol;
    }

    /** Each as {@code dtype name[rank]}, a scalar as {@code dtype name}. */
    List<String> arguments() {
        return arguments;
    }
}
