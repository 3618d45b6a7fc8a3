package io.multimodal4j.media;

import io.multimodal4j.annotations.DType;
import io.multimodal4j.tensor.Tensor;
import io.multimodal4j.tensor.TensorAllocator;
import java.util.List;

/** A video of pictures whose headers have been read. */
record FrameVideo(List<OpenedImage> frames, VideoSize size) implements OpenedItem<VideoSize> {

    @Override
    public void identify(ContentWriter content) {
        content.text("kind", "frames").number("frames", frames.size());
        VideoIdentity.write(size, content);
        frames.forEach(frame -> frame.identify(content));
    }

    @Override
    public Tensor decode(TensorAllocator allocator) {
        Tensor video = allocator.allocate(DType.UINT8, size.frames(), size.height(), size.width(), 3);
        try {
            for (int i = 0; i < frames.size(); i++) {
                try (Tensor frame = frames.get(i).decode(allocator)) {
                    video.slice(i).put(frame);
                }
            }
            return video;
        } catch (Throwable e) {
            video.close();
            throw e;
        }
    }
}
