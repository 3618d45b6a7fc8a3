package io.multimodal4j.processor.model;

import io.multimodal4j.annotations.DType;
import io.multimodal4j.annotations.Layout;

/** One field of a model. */
public record FieldDescriptor(
        String name,
        String modality,
        Layout layout,
        DType dtype,
        String shape,
        String sizes,
        boolean keepOnCpu,
        int unitsPerRow,
        Merging merging,
        boolean optional) {

    /** What becomes of items whose shapes differ; the names of the runtime's {@code Ragged}. */
    public enum Merging {
        ERROR,
        LIST,
        PAD
    }
}
