package com.acme;

import io.multimodal4j.annotations.ConfigFile;
import io.multimodal4j.annotations.ConfigKey;
import java.util.List;
import java.util.Optional;

/** Every kind of component. */
public record OmniConfig(
        int patch,
        long bigNumber,
        double layerNormEps,
        boolean useFlash,
        String modelType,
        Select select,
        Optional<Integer> maxLength,
        Optional<Select> maybeSelect,
        Optional<Tower> audioTower,
        Optional<List<Double>> imageMean,
        List<Integer> layers,
        List<List<String>> names,
        List<Tower> towers,
        List<Select> selects,
        List<List<Select>> grid,
        @ConfigKey({"text_config", "llm_config"}) Tower textConfig,
        @ConfigKey(defaultValue = "-1") long offset,
        @ConfigKey(defaultValue = "1e-6") double eps,
        @ConfigKey(defaultValue = "true") boolean bias,
        @ConfigKey(defaultValue = "224") String textual,
        @ConfigKey(defaultValue = "") String suffix,
        @ConfigKey(defaultValue = "full") Select fallback,
        int numKVHeads2D,
        @ConfigFile("preprocessor_config.json") Pictures pictures,
        @ConfigFile(ConfigFile.GENERATION) Optional<Generation> generation) {

    /** Which features are used. */
    public enum Select {
        /** All but the first. */
        DEFAULT,
        /** All. */
        FULL
    }

    /** A tower, inside which there may be another. */
    public record Tower(int hiddenSize, Optional<Tower> inner) {}

    /** A file that may be missing, because its keys may be. */
    public record Pictures(@ConfigKey(defaultValue = "3136") long minPixels, Optional<Tower> size) {}

    /** A file that need not be there, but if it is, with this key. */
    public record Generation(int maxNewTokens) {}
}
