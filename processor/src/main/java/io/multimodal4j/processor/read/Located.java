package io.multimodal4j.processor.read;

import io.multimodal4j.processor.diag.Finding.Place;

/** A value and where it is written. */
public record Located<T>(T value, Place place) {}
