package io.multimodal4j.media;

import io.multimodal4j.annotations.DType;
import io.multimodal4j.tensor.Tensor;
import io.multimodal4j.tensor.TensorAllocator;
import java.util.List;

/** Frames of an animated picture. */
final class AnimatedVideo implements OpenedItem<VideoSize> {

    private final byte[] encoded;
    private final Animation animation;
    private final VideoSize size;
    private final List<Integer> wanted;
    private final ImageLoading loading;

    AnimatedVideo(byte[] encoded, Animation animation, VideoSize size, List<Integer> wanted, ImageLoading loading) {
        this.encoded = encoded;
        this.animation = animation;
        this.size = size;
        this.wanted = wanted;
        this.loading = loading;
    }

    @Override
    public VideoSize size() {
        return size;
    }

    @Override
    public void identify(ContentWriter content) {
        content.text("kind", "encoded").text("loading", loading.optionsKey());
        VideoIdentity.write(size, content);
        content.bytes("file", encoded);
    }

    @Override
    public Tensor decode(TensorAllocator allocator) {
        Tensor video = allocator.allocate(DType.UINT8, size.frames(), size.height(), size.width(), 3);
        try {
            animation.decode(
                    wanted,
                    AlphaRule.of(loading),
                    (position, rgb) -> video.slice(position).put(rgb));
            return video;
        } catch (Throwable e) {
            video.close();
            throw e;
        }
    }
}
