package io.multimodal4j.image;

import io.multimodal4j.config.ConfigNode;
import io.multimodal4j.kernel.NormalizeTable;
import io.multimodal4j.kernel.Parity;
import java.util.List;
import java.util.Optional;

/**
 * What an image processor makes of bytes.
 *
 * @param rescaleFactor what they are multiplied with, if they are
 * @param mean what is subtracted then, per channel; empty if pictures are not normalised
 * @param std what they are divided by then, per channel; empty if pictures are not normalised
 * @param parity whose arithmetic
 */
record Normalization(Optional<Double> rescaleFactor, List<Double> mean, List<Double> std, Parity parity) {

    static final List<Double> CLIP_MEAN = List.of(0.48145466, 0.4578275, 0.40821073);
    static final List<Double> CLIP_STD = List.of(0.26862954, 0.26130258, 0.27577711);
    private static final List<Double> IMAGENET_MEAN = List.of(0.485, 0.456, 0.406);
    private static final List<Double> IMAGENET_STD = List.of(0.229, 0.224, 0.225);
    static final List<Double> HALF = List.of(0.5, 0.5, 0.5);
    private static final double BYTE = 1.0 / 255.0;

    static Normalization read(OptionReader options, List<Double> defaultMean, List<Double> defaultStd) {
        return read(options, defaultMean, defaultStd, Parity.PIL);
    }

    static Normalization read(
            OptionReader options, List<Double> defaultMean, List<Double> defaultStd, Parity defaultParity) {
        boolean rescale = options.flag("do_rescale", true);
        double factor = options.number("rescale_factor", BYTE);
        boolean normalize = options.flag("do_normalize", true);
        List<Double> mean = perChannel(options, "image_mean", defaultMean);
        List<Double> std = perChannel(options, "image_std", defaultStd);
        if (!rescale && !normalize) {
            throw options.find("do_rescale")
                    .orElseThrow()
                    .wrong("true, or do_normalize true: without either the output would not be float32");
        }
        return new Normalization(
                rescale ? Optional.of(factor) : Optional.empty(),
                normalize ? mean : List.of(),
                normalize ? std : List.of(),
                options.parity(defaultParity));
    }

    /** For processors that always rescale and normalise. */
    static Normalization withMeanAndStd(OptionReader options, List<Double> defaultMean, List<Double> defaultStd) {
        return new Normalization(
                Optional.of(BYTE),
                perChannel(options, "image_mean", defaultMean),
                perChannel(options, "image_std", defaultStd),
                options.parity());
    }

    /** For processors with the mean and deviation of ImageNet, whatever the model directory says. */
    static Normalization imageNet(Parity parity) {
        return new Normalization(Optional.of(BYTE), IMAGENET_MEAN, IMAGENET_STD, parity);
    }

    private static List<Double> perChannel(OptionReader options, String name, List<Double> defaults) {
        Optional<ConfigNode> node = options.find(name);
        if (node.isEmpty()) {
            return defaults;
        }
        List<Double> numbers = node.get().asList(ConfigNode::asDouble);
        if (numbers.size() != Resampling.CHANNELS) {
            throw node.get().wrong("a list of 3 numbers, for red, green and blue");
        }
        return numbers;
    }

    NormalizeTable table() {
        NormalizeTable.Builder table =
                NormalizeTable.builder(Resampling.CHANNELS).parity(parity);
        rescaleFactor.ifPresent(table::rescale);
        if (!mean.isEmpty()) {
            table.normalize(array(mean), array(std));
        }
        return table.build();
    }

    private static double[] array(List<Double> numbers) {
        return numbers.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
