package io.multimodal4j.image;

import io.multimodal4j.kernel.Parity;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the image processors of this package have in common. All their pixels go through kernels, which write half precision as well as float32. */
abstract class PictureProcessor implements ImageProcessor {

    private final String type;
    private final OptionReader options;
    private final List<String> fieldNames;

    /**
     * A processor.
     *
     * @param type the class's name in {@code preprocessor_config.json}
     * @param options reads its options, all of them before the constructor ends
     * @param fieldNames the fields that it makes
     */
    PictureProcessor(String type, OptionReader options, String... fieldNames) {
        this.type = type;
        this.options = options;
        this.fieldNames = List.of(fieldNames);
    }

    final OptionReader options() {
        return options;
    }

    @Override
    public final String type() {
        return type;
    }

    @Override
    public final Set<String> optionNames() {
        return options.names();
    }

    @Override
    public final Optional<Parity> parity() {
        return Optional.of(options.parity());
    }

    @Override
    public final List<String> fieldNames() {
        return fieldNames;
    }

    @Override
    public final boolean writesHalfPrecision() {
        return true;
    }
}
