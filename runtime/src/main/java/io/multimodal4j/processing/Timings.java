package io.multimodal4j.processing;

/**
 * How long the stages of a request took, in nanoseconds.
 *
 * @param decode reading and decoding media
 * @param preprocess the image processor
 * @param tokenize text to token ids
 * @param expand placeholders to ranges
 */
public record Timings(long decode, long preprocess, long tokenize, long expand) {}
