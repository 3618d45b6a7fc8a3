package io.multimodal4j;

import io.multimodal4j.config.ConfigException;
import io.multimodal4j.config.ConfigNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The files of a Hugging Face model directory. */
final class ModelDirectory {

    private final Path path;

    ModelDirectory(Path path) {
        if (!Files.isDirectory(path)) {
            throw new ConfigException("there is no model directory at " + path.toAbsolutePath()
                    + "; give a directory with config.json, preprocessor_config.json and tokenizer.json");
        }
        this.path = path;
    }

    ConfigNode config() {
        return ConfigNode.read(path.resolve("config.json"));
    }

    /**
     * Older checkpoints have a file of its own for the image processor, newer ones a part of the processor's file. That file is read in any case, so that a
     * damaged one is found now.
     */
    ConfigNode imageProcessorConfig() {
        return processorConfig("image_processor");
    }

    ConfigNode featureExtractorConfig() {
        return processorConfig("feature_extractor");
    }

    /** Some checkpoints have a file of its own for videos; in others, pictures and videos share one. */
    ConfigNode videoProcessorConfig() {
        Path own = path.resolve("video_preprocessor_config.json");
        return Files.exists(own)
                ? ConfigNode.read(own)
                : processorPart("video_processor").orElseGet(this::imageProcessorConfig);
    }

    private ConfigNode processorConfig(String part) {
        Path own = path.resolve("preprocessor_config.json");
        Optional<ConfigNode> whole = processorPart(part);
        return Files.exists(own) ? ConfigNode.read(own) : whole.orElseGet(() -> ConfigNode.read(own));
    }

    private Optional<ConfigNode> processorPart(String name) {
        Path whole = path.resolve("processor_config.json");
        return Files.exists(whole) ? ConfigNode.read(whole).find(name) : Optional.empty();
    }

    Path tokenizer() {
        return path.resolve("tokenizer.json");
    }

    static List<String> architectures(ConfigNode config) {
        return config.at("architectures").asList(ConfigNode::asString);
    }
}
