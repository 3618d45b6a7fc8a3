package io.multimodal4j.model;

/** The configuration of a model that reads nothing from {@code config.json}. */
public record NoConfig() {}
