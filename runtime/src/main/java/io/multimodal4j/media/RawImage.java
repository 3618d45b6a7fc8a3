package io.multimodal4j.media;

import io.multimodal4j.annotations.DType;
import io.multimodal4j.tensor.Tensor;
import io.multimodal4j.tensor.TensorAllocator;

/** Pixels that the caller decoded. */
record RawImage(ImageItem.Pixels pixels, ImageLoading loading) implements OpenedImage {

    @Override
    public ImageSize size() {
        return pixels.size();
    }

    @Override
    public void identify(ContentWriter content) {
        content.text("kind", "pixels")
                .text("layout", pixels.layout().name())
                .text("loading", loading.optionsKey())
                .number("width", size().width())
                .number("height", size().height())
                .bytes("pixels", pixels.bytes());
    }

    @Override
    public Tensor decode(TensorAllocator allocator) {
        Tensor rgb = allocator.allocate(DType.UINT8, size().height(), size().width(), 3);
        RawPixels.toRgb(pixels.bytes(), 0, pixels.layout(), size(), AlphaRule.of(loading), rgb);
        return rgb;
    }
}
