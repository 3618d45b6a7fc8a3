package io.multimodal4j.samples;

/**
 * What Whisper's token count needs of {@code config.json}.
 *
 * @param maxSourcePositions the positions of its encoder
 */
public record WhisperConfig(int maxSourcePositions) {}
