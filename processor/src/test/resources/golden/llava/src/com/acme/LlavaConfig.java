package com.acme;

import io.multimodal4j.annotations.ConfigKey;

record LlavaConfig(
        VisionConfig visionConfig,
        @ConfigKey({"image_token_index", "image_token_id"}) int imageTokenIndex,
        @ConfigKey(defaultValue = "-2") int visionFeatureLayer) {

    record VisionConfig(int imageSize, int patchSize) {}
}
