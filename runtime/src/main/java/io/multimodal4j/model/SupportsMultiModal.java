package io.multimodal4j.model;

/**
 * Implemented by every model class that takes media. The contract itself is declared with annotations and checked by the compiler; see
 * {@code io.multimodal4j.annotations.RegisterProcessor}.
 */
public interface SupportsMultiModal {}
