package io.multimodal4j.media;

import io.multimodal4j.annotations.DType;
import io.multimodal4j.tensor.Tensor;
import io.multimodal4j.tensor.TensorAllocator;

/** Frames that the caller decoded. */
record RawVideo(VideoItem.Pixels pixels, ImageLoading loading) implements OpenedItem<VideoSize> {

    @Override
    public VideoSize size() {
        return pixels.size();
    }

    @Override
    public void identify(ContentWriter content) {
        content.text("kind", "pixels").text("layout", pixels.layout().name()).text("loading", loading.optionsKey());
        VideoIdentity.write(size(), content);
        content.bytes("pixels", pixels.bytes());
    }

    @Override
    public Tensor decode(TensorAllocator allocator) {
        VideoSize size = size();
        Tensor video = allocator.allocate(DType.UINT8, size.frames(), size.height(), size.width(), 3);
        AlphaRule alpha = AlphaRule.of(loading);
        int frame = (int) pixels.layout().bytes(size.frameSize());
        for (int i = 0; i < size.frames(); i++) {
            RawPixels.toRgb(pixels.bytes(), i * frame, pixels.layout(), size.frameSize(), alpha, video.slice(i));
        }
        return video;
    }
}
