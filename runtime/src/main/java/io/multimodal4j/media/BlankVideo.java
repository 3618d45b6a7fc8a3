package io.multimodal4j.media;

import io.multimodal4j.annotations.DType;
import io.multimodal4j.tensor.Tensor;
import io.multimodal4j.tensor.TensorAllocator;

/** A white video that never was a file. */
record BlankVideo(VideoSize size) implements OpenedItem<VideoSize> {

    @Override
    public void identify(ContentWriter content) {
        content.text("kind", "blank");
        VideoIdentity.write(size, content);
    }

    @Override
    public Tensor decode(TensorAllocator allocator) {
        return allocator
                .allocate(DType.UINT8, size.frames(), size.height(), size.width(), 3)
                .fill((byte) 255);
    }
}
