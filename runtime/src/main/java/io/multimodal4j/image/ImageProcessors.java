package io.multimodal4j.image;

import io.multimodal4j.config.ConfigNode;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** The image processors by the names that {@code preprocessor_config.json} gives them. */
public final class ImageProcessors {

    private static final Map<String, Function<ConfigNode, ImageProcessor>> BY_TYPE = new TreeMap<>(Map.ofEntries(
            Map.entry("BlipImageProcessor", DirectImageProcessor::blip),
            Map.entry("CLIPImageProcessor", ClipImageProcessor::new),
            Map.entry("FuyuImageProcessor", FuyuImageProcessor::new),
            Map.entry("Gemma3ImageProcessor", Gemma3ImageProcessor::new),
            Map.entry("Idefics3ImageProcessor", Idefics3ImageProcessor::idefics3),
            Map.entry("LlavaNextImageProcessor", LlavaNextImageProcessor::new),
            Map.entry("Phi3VImageProcessor", Phi3vImageProcessor::new),
            Map.entry("PixtralImageProcessor", PixtralImageProcessor::new),
            Map.entry("Qwen2VLImageProcessor", Qwen2VlImageProcessor::new),
            Map.entry("SiglipImageProcessor", DirectImageProcessor::siglip),
            Map.entry("SmolVLMImageProcessor", Idefics3ImageProcessor::smolVlm)));

    private ImageProcessors() {}

    /**
     * Makes the image processor that a model directory asks for.
     *
     * @param config the top level of {@code preprocessor_config.json}
     * @return the processor
     * @throws io.multimodal4j.config.ConfigException if the type is missing or unknown, or an option is wrong
     */
    public static ImageProcessor create(ConfigNode config) {
        // The older spelling is that of checkpoints saved before image processors were told from feature extractors.
        ConfigNode type = config.at("image_processor_type", "feature_extractor_type");
        String name = type.asString().replaceFirst("FeatureExtractor$", "ImageProcessor");
        String exact = name.endsWith("Fast") ? name.substring(0, name.length() - "Fast".length()) : name;
        return Optional.ofNullable(BY_TYPE.get(exact))
                .orElseThrow(() -> type.wrong("one of " + BY_TYPE.keySet()))
                .apply(config);
    }
}
