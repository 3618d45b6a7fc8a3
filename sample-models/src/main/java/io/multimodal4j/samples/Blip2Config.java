package io.multimodal4j.samples;

import io.multimodal4j.annotations.ConfigKey;

/**
 * What BLIP-2's token count needs of {@code config.json}.
 *
 * @param numQueryTokens the queries
 */
public record Blip2Config(@ConfigKey(defaultValue = "32") int numQueryTokens) {}
