package io.multimodal4j.processor.read;

/** One entry of a model's limits. */
public record LimitDeclaration(Located<String> modality, Located<Integer> max) {}
