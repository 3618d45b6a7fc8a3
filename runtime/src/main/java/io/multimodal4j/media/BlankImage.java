package io.multimodal4j.media;

import io.multimodal4j.annotations.DType;
import io.multimodal4j.tensor.Tensor;
import io.multimodal4j.tensor.TensorAllocator;
import java.util.Arrays;

/** A white picture that never was a file. */
record BlankImage(ImageSize size) implements OpenedImage {

    @Override
    public String kind() {
        return "blank";
    }

    @Override
    public byte[] content() {
        return new byte[0];
    }

    @Override
    public Tensor decode(TensorAllocator allocator) {
        Tensor white = allocator.allocate(DType.UINT8, size.height(), size.width(), 3);
        byte[] row = new byte[size.width() * 3];
        Arrays.fill(row, (byte) 255);
        for (int y = 0; y < size.height(); y++) {
            white.slice(y).put(row);
        }
        return white;
    }
}
