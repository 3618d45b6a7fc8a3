package io.multimodal4j.audio;

import io.multimodal4j.config.ConfigNode;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** The feature extractors by the names that {@code preprocessor_config.json} gives them. */
public final class AudioProcessors {

    private static final Map<String, Function<ConfigNode, AudioProcessor>> BY_TYPE =
            new TreeMap<>(Map.of("WhisperFeatureExtractor", WhisperFeatureExtractor::new));

    private AudioProcessors() {}

    /**
     * Makes the feature extractor that a model directory asks for.
     *
     * @param config the top level of {@code preprocessor_config.json}
     * @return the processor
     * @throws io.multimodal4j.config.ConfigException if the type is missing or unknown, or an option is wrong
     */
    public static AudioProcessor create(ConfigNode config) {
        ConfigNode type = config.at("feature_extractor_type");
        return Optional.ofNullable(BY_TYPE.get(type.asString()))
                .orElseThrow(() -> type.wrong("one of " + BY_TYPE.keySet()))
                .apply(config);
    }
}
