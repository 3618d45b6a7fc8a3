package io.multimodal4j.image;

import io.multimodal4j.config.ConfigNode;
import io.multimodal4j.kernel.NormalizeTable;
import io.multimodal4j.kernel.ResampleFilter;
import io.multimodal4j.media.ImageSize;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The options of {@code CLIPImageProcessor} with the class's own defaults for what {@code preprocessor_config.json} leaves out.
 *
 * @param shortestEdge the resized picture's shorter side, if it keeps its proportions
 * @param exactSize the resized picture's size, if it does not
 * @param filter how it is resized
 * @param crop the window that is cut from the middle, if any
 * @param rescaleFactor what bytes are multiplied with, if they are
 * @param mean what is subtracted, if pictures are normalised
 * @param std what is divided by, if pictures are normalised
 */
record ClipOptions(
        OptionalInt shortestEdge,
        Optional<ImageSize> exactSize,
        ResampleFilter filter,
        Optional<ImageSize> crop,
        Optional<Double> rescaleFactor,
        List<Double> mean,
        List<Double> std) {

    static final Set<String> NAMES = Set.of(
            "do_resize",
            "size",
            "resample",
            "do_center_crop",
            "crop_size",
            "do_rescale",
            "rescale_factor",
            "do_normalize",
            "image_mean",
            "image_std");

    private static final int DEFAULT_SIZE = 224;
    private static final int CHANNELS = 3;
    private static final List<Double> CLIP_MEAN = List.of(0.48145466, 0.4578275, 0.40821073);
    private static final List<Double> CLIP_STD = List.of(0.26862954, 0.26130258, 0.27577711);

    static ClipOptions read(ConfigNode config) {
        boolean resize = flag(config, "do_resize");
        Optional<ConfigNode> size = config.find("size");
        OptionalInt shortestEdge = OptionalInt.empty();
        Optional<ImageSize> exact = Optional.empty();
        if (resize) {
            exact = size.filter(node ->
                            node.isObject() && node.find("shortest_edge").isEmpty())
                    .map(ClipOptions::heightAndWidth);
            shortestEdge = exact.isPresent()
                    ? OptionalInt.empty()
                    : OptionalInt.of(size.map(ClipOptions::shortestEdge).orElse(DEFAULT_SIZE));
        }
        Optional<ImageSize> crop = flag(config, "do_center_crop")
                ? Optional.of(config.find("crop_size")
                        .map(ClipOptions::square)
                        .orElse(new ImageSize(DEFAULT_SIZE, DEFAULT_SIZE)))
                : Optional.empty();
        Optional<Double> factor = flag(config, "do_rescale")
                ? Optional.of(
                        config.find("rescale_factor").map(ConfigNode::asDouble).orElse(1.0 / 255.0))
                : Optional.empty();
        boolean normalize = flag(config, "do_normalize");
        if (factor.isEmpty() && !normalize) {
            throw config.at("do_rescale")
                    .wrong("true, or do_normalize true: without either the output would not be float32");
        }
        return new ClipOptions(
                shortestEdge,
                exact,
                filter(config),
                crop,
                factor,
                normalize ? perChannel(config, "image_mean", CLIP_MEAN) : List.of(),
                normalize ? perChannel(config, "image_std", CLIP_STD) : List.of());
    }

    private static boolean flag(ConfigNode config, String key) {
        return config.atOr("true", key).asBoolean();
    }

    private static int shortestEdge(ConfigNode size) {
        return positive(size.isObject() ? size.at("shortest_edge") : size);
    }

    private static ImageSize square(ConfigNode size) {
        return size.isObject() ? heightAndWidth(size) : new ImageSize(positive(size), positive(size));
    }

    private static ImageSize heightAndWidth(ConfigNode size) {
        return new ImageSize(positive(size.at("width")), positive(size.at("height")));
    }

    private static int positive(ConfigNode number) {
        int value = number.asInt();
        if (value < 1) {
            throw number.wrong("a number of at least 1");
        }
        return value;
    }

    private static ResampleFilter filter(ConfigNode config) {
        ConfigNode resample = config.atOr(Integer.toString(ResampleFilter.BICUBIC.pillowCode()), "resample");
        int code = resample.asInt();
        return Arrays.stream(ResampleFilter.values())
                .filter(filter -> filter.pillowCode() == code)
                .findFirst()
                .orElseThrow(() -> resample.wrong("one of "
                        + Arrays.stream(ResampleFilter.values())
                                .map(filter -> filter.pillowCode() + " (" + filter + ")")
                                .collect(Collectors.joining(", "))));
    }

    private static List<Double> perChannel(ConfigNode config, String key, List<Double> defaults) {
        Optional<ConfigNode> node = config.find(key);
        if (node.isEmpty()) {
            return defaults;
        }
        List<Double> numbers = node.get().asList(ConfigNode::asDouble);
        if (numbers.size() != CHANNELS) {
            throw node.get().wrong("a list of 3 numbers, for red, green and blue");
        }
        return numbers;
    }

    NormalizeTable table() {
        NormalizeTable.Builder table = NormalizeTable.builder(CHANNELS);
        rescaleFactor.ifPresent(table::rescale);
        if (!mean.isEmpty()) {
            table.normalize(array(mean), array(std));
        }
        return table.build();
    }

    private static double[] array(List<Double> numbers) {
        return numbers.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** The size to which a picture is resized, as {@code get_resize_output_image_size} computes it. */
    ImageSize resized(ImageSize size) {
        if (exactSize.isPresent()) {
            return exactSize.get();
        }
        if (shortestEdge.isEmpty()) {
            return size;
        }
        int edge = shortestEdge.getAsInt();
        int shorter = Math.min(size.width(), size.height());
        int longer = Math.max(size.width(), size.height());
        int newLonger = (int) ((double) ((long) edge * longer) / shorter);
        return size.width() <= size.height() ? new ImageSize(edge, newLonger) : new ImageSize(newLonger, edge);
    }
}
