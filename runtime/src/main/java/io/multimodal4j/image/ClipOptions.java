package io.multimodal4j.image;

import io.multimodal4j.config.ConfigNode;
import io.multimodal4j.kernel.ResampleFilter;
import io.multimodal4j.media.ImageSize;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The options of {@code CLIPImageProcessor} with the class's own defaults for what {@code preprocessor_config.json} leaves out.
 *
 * @param shortestEdge the resized picture's shorter side, if it keeps its proportions
 * @param exactSize the resized picture's size, if it does not
 * @param resampling how it is resized
 * @param crop the window that is cut from the middle, if any
 * @param normalization what becomes of its bytes
 */
record ClipOptions(
        OptionalInt shortestEdge,
        Optional<ImageSize> exactSize,
        Resampling resampling,
        Optional<ImageSize> crop,
        Normalization normalization) {

    private static final int DEFAULT_SIZE = 224;

    static ClipOptions read(OptionReader options) {
        boolean resize = options.flag("do_resize", true);
        Optional<ConfigNode> size = options.find("size");
        Optional<ImageSize> exact = size.filter(ConfigNode::isObject)
                .filter(node -> node.find("shortest_edge").isEmpty())
                .map(OptionReader::size);
        int shortestEdge = exact.isPresent() ? 0 : options.edge("size", "shortest_edge", DEFAULT_SIZE);
        boolean crop = options.flag("do_center_crop", true);
        ImageSize cropSize = options.size("crop_size", new ImageSize(DEFAULT_SIZE, DEFAULT_SIZE));
        return new ClipOptions(
                resize && exact.isEmpty() ? OptionalInt.of(shortestEdge) : OptionalInt.empty(),
                resize ? exact : Optional.empty(),
                options.resampling(ResampleFilter.BICUBIC),
                crop ? Optional.of(cropSize) : Optional.empty(),
                Normalization.read(options, Normalization.CLIP_MEAN, Normalization.CLIP_STD));
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
