package io.multimodal4j.media;

import io.multimodal4j.annotations.DType;
import io.multimodal4j.tensor.Tensor;
import io.multimodal4j.tensor.TensorAllocator;

/** A white picture that never was a file. */
record BlankImage(ImageSize size) implements OpenedImage {

    @Override
    public void identify(ContentWriter content) {
        content.text("kind", "blank").number("width", size.width()).number("height", size.height());
    }

    @Override
    public Tensor decode(TensorAllocator allocator) {
        return allocator.allocate(DType.UINT8, size.height(), size.width(), 3).fill((byte) 255);
    }
}
