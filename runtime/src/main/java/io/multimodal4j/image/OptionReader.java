package io.multimodal4j.image;

import io.multimodal4j.config.ConfigException;
import io.multimodal4j.config.ConfigNode;
import io.multimodal4j.kernel.Parity;
import io.multimodal4j.kernel.ResampleFilter;
import io.multimodal4j.media.ImageSize;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Reads the options of an image processor, and remembers their names: what is read and what may be set can not part. Every option must therefore be read, whether
 * another one makes it meaningless or not. Not safe for use by several threads.
 */
final class OptionReader {

    private static final Set<ResampleFilter> NOT_IN_TORCHVISION = Set.of(ResampleFilter.BOX, ResampleFilter.HAMMING);

    private final ConfigNode config;
    private final Set<String> names = new TreeSet<>();

    OptionReader(ConfigNode config) {
        this.config = config;
    }

    /** The names of all options that were read. */
    Set<String> names() {
        return Set.copyOf(names);
    }

    Optional<ConfigNode> find(String name) {
        names.add(name);
        return config.find(name);
    }

    boolean flag(String name, boolean defaultValue) {
        return find(name).map(ConfigNode::asBoolean).orElse(defaultValue);
    }

    /** A step that this processor cannot leave out. */
    void requireTrue(String name, String reason) {
        find(name).filter(node -> !node.asBoolean()).ifPresent(node -> {
            throw node.wrong("true: " + reason);
        });
    }

    int positive(String name, int defaultValue) {
        return find(name).map(OptionReader::positive).orElse(defaultValue);
    }

    double number(String name, double defaultValue) {
        return find(name).map(ConfigNode::asDouble).orElse(defaultValue);
    }

    /** A length that is written as a number or as an object with one key. */
    int edge(String name, String key, int defaultValue) {
        return find(name)
                .map(node -> positive(node.isObject() ? node.at(key) : node))
                .orElse(defaultValue);
    }

    /** A size that is written as a number, for squares, or as an object with height and width. */
    ImageSize size(String name, ImageSize defaultValue) {
        return find(name).map(OptionReader::size).orElse(defaultValue);
    }

    static ImageSize size(ConfigNode node) {
        return node.isObject()
                ? new ImageSize(positive(node.at("width")), positive(node.at("height")))
                : new ImageSize(positive(node), positive(node));
    }

    static int positive(ConfigNode number) {
        int value = number.asInt();
        if (value < 1) {
            throw number.wrong("a number of at least 1");
        }
        return value;
    }

    /** The filter, and whose bytes; torchvision has no Lanczos filter, and Hugging Face takes the bicubic one there. */
    Resampling resampling(ResampleFilter defaultFilter) {
        return resampling(defaultFilter, Parity.PIL);
    }

    Resampling resampling(ResampleFilter defaultFilter, Parity defaultParity) {
        Parity parity = parity(defaultParity);
        Optional<ConfigNode> resample = find("resample");
        ResampleFilter filter = resample.map(OptionReader::filter).orElse(defaultFilter);
        if (parity == Parity.TORCHVISION && NOT_IN_TORCHVISION.contains(filter)) {
            throw resample.orElse(config)
                    .wrong("a filter that torchvision has, since parity is torchvision: it has none like " + filter);
        }
        return new Resampling(
                parity == Parity.TORCHVISION && filter == ResampleFilter.LANCZOS ? ResampleFilter.BICUBIC : filter,
                parity);
    }

    private static ResampleFilter filter(ConfigNode resample) {
        int code = resample.asInt();
        return Arrays.stream(ResampleFilter.values())
                .filter(filter -> filter.pillowCode() == code)
                .findFirst()
                .orElseThrow(() -> resample.wrong("one of "
                        + Arrays.stream(ResampleFilter.values())
                                .map(filter -> filter.pillowCode() + " (" + filter + ")")
                                .collect(Collectors.joining(", "))));
    }

    Parity parity() {
        return parity(Parity.PIL);
    }

    Parity parity(Parity defaultParity) {
        return find(Resampling.PARITY).map(node -> node.asEnum(Parity.values())).orElse(defaultParity);
    }

    /** What options mean together, to a constructor that checks them. */
    <T> T checked(Supplier<T> value) {
        try {
            return value.get();
        } catch (IllegalArgumentException e) {
            throw new ConfigException(config + ": " + e.getMessage(), e);
        }
    }
}
