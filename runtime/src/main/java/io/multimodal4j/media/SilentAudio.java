package io.multimodal4j.media;

import io.multimodal4j.annotations.DType;
import io.multimodal4j.tensor.Tensor;
import io.multimodal4j.tensor.TensorAllocator;

/** Silence that never was a file. */
record SilentAudio(AudioLength size) implements OpenedItem<AudioLength> {

    @Override
    public void identify(ContentWriter content) {
        content.text("kind", "silence").number("samples", size.samples()).number("sampling rate", size.samplingRate());
    }

    @Override
    public Tensor decode(TensorAllocator allocator) {
        return allocator.allocate(DType.FLOAT32, size.samples()).fill((byte) 0);
    }
}
