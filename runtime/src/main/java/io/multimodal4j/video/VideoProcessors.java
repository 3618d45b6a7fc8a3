package io.multimodal4j.video;

import io.multimodal4j.config.ConfigNode;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** The video processors by the names that {@code video_preprocessor_config.json} or {@code preprocessor_config.json} gives them. */
public final class VideoProcessors {

    private static final Map<String, Function<ConfigNode, VideoProcessor>> BY_TYPE = new TreeMap<>(Map.of(
            "Qwen2VLImageProcessor", Qwen2VlVideoProcessor::new,
            "Qwen2VLVideoProcessor", Qwen2VlVideoProcessor::new));

    private VideoProcessors() {}

    /**
     * Makes the video processor that a model directory asks for.
     *
     * @param config the top level of the file
     * @return the processor
     * @throws io.multimodal4j.config.ConfigException if the type is missing or unknown, or an option is wrong
     */
    public static VideoProcessor create(ConfigNode config) {
        // Older checkpoints have one class for pictures and videos.
        ConfigNode type = config.at("video_processor_type", "image_processor_type");
        String name = type.asString().replaceFirst("Fast$", "");
        return Optional.ofNullable(BY_TYPE.get(name))
                .orElseThrow(() -> type.wrong("one of " + BY_TYPE.keySet()))
                .apply(config);
    }
}
