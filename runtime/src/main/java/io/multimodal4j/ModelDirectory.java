package io.multimodal4j;

import io.multimodal4j.annotations.ConfigFile;
import io.multimodal4j.annotations.Modality;
import io.multimodal4j.config.ConfigException;
import io.multimodal4j.config.ConfigNode;
import io.multimodal4j.config.ProcessorKwargs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The files of a Hugging Face model directory. */
final class ModelDirectory {

    private static final String CONFIG = "config.json";
    private static final String PREPROCESSOR = ConfigFile.PREPROCESSOR;
    private static final String VIDEO_PREPROCESSOR = ConfigFile.VIDEO_PREPROCESSOR;
    private static final String PROCESSOR = ConfigFile.PROCESSOR;
    private static final List<String> OTHERS =
            List.of(ConfigFile.PROCESSOR, ConfigFile.GENERATION, ConfigFile.ADDED_TOKENS);

    /** What a processor of a modality is called in the file that newer checkpoints have for all of them. */
    private static final Map<String, String> PARTS = Map.of(
            Modality.IMAGE, "image_processor", Modality.VIDEO, "video_processor", Modality.AUDIO, "feature_extractor");

    private final Path path;
    private final ConfigNode config;
    private final Map<String, ConfigNode> files = new LinkedHashMap<>();

    /** Reads the JSON files now: those of a directory that is in use do not change. Files that are not there are missed by who needs them. */
    ModelDirectory(Path path) {
        if (!Files.isDirectory(path)) {
            throw new ConfigException("there is no model directory at " + path.toAbsolutePath()
                    + "; give a directory with config.json, preprocessor_config.json and tokenizer.json");
        }
        this.path = path;
        this.config = ConfigNode.read(path.resolve(CONFIG));
        for (String name : ConfigFile.ALL) {
            if (Files.exists(path.resolve(name))) {
                files.put(name, ConfigNode.read(path.resolve(name)));
            }
        }
    }

    /** The model's own file. */
    ConfigNode config() {
        return config;
    }

    /** The model's own file, with the other ones from which its config record may be read, and the options laid over them. */
    ConfigNode config(ProcessorKwargs kwargs) {
        ConfigNode whole = config;
        for (Map.Entry<String, ConfigNode> file : processorFiles(kwargs).entrySet()) {
            whole = whole.withFile(file.getKey(), file.getValue());
        }
        return whole;
    }

    /**
     * What configures the processor of a modality. Older checkpoints have a file of its own for it, newer ones a part of a file for all of them; pictures and videos may share
     * one.
     */
    ConfigNode processorConfig(String modality) {
        if (modality.equals(Modality.VIDEO)) {
            return Optional.ofNullable(files.get(VIDEO_PREPROCESSOR))
                    .or(() -> part(modality))
                    .orElseGet(() -> processorConfig(Modality.IMAGE));
        }
        return Optional.ofNullable(files.get(PREPROCESSOR))
                .or(() -> part(modality))
                .orElseGet(() -> ConfigNode.read(path.resolve(PREPROCESSOR)));
    }

    private Optional<ConfigNode> part(String modality) {
        return Optional.ofNullable(files.get(PROCESSOR))
                .flatMap(whole -> whole.find(PARTS.getOrDefault(modality, modality)));
    }

    /**
     * The files beside {@code config.json}, with options laid over those that configure processors: {@code preprocessor_config.json} is that of pictures, or of sounds where a
     * model takes no pictures.
     */
    private Map<String, ConfigNode> processorFiles(ProcessorKwargs kwargs) {
        Map<String, ConfigNode> result = new LinkedHashMap<>();
        Optional<ConfigNode> pictures =
                Optional.ofNullable(files.get(PREPROCESSOR)).or(() -> part(Modality.IMAGE));
        Optional<ConfigNode> sounds =
                Optional.ofNullable(files.get(PREPROCESSOR)).or(() -> part(Modality.AUDIO));
        pictures.or(() -> sounds)
                .map(file -> kwargs.overlay(Modality.IMAGE, kwargs.overlay(Modality.AUDIO, file)))
                .ifPresent(file -> result.put(PREPROCESSOR, file));
        Optional.ofNullable(files.get(VIDEO_PREPROCESSOR))
                .or(() -> part(Modality.VIDEO))
                .or(() -> pictures)
                .map(file -> kwargs.overlay(Modality.VIDEO, file))
                .ifPresent(file -> result.put(VIDEO_PREPROCESSOR, file));
        for (String name : OTHERS) {
            Optional.ofNullable(files.get(name)).ifPresent(file -> result.put(name, file));
        }
        return result;
    }

    Path tokenizer() {
        return path.resolve("tokenizer.json");
    }

    /**
     * The names under which a model may be registered, in order: each architecture together with the type of its vision tower, if it has one, and then alone.
     */
    static List<String> architectures(ConfigNode config) {
        List<String> names = new ArrayList<>();
        Optional<String> visionType = config.find("vision_config")
                .filter(ConfigNode::isObject)
                .flatMap(vision -> vision.find("model_type"))
                .map(ConfigNode::asString);
        for (String architecture : config.at("architectures").asList(ConfigNode::asString)) {
            visionType.ifPresent(type -> names.add(architecture + ":" + type));
            names.add(architecture);
        }
        return names;
    }
}
