package io.multimodal4j.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.multimodal4j.tensor.Tensor;
import io.multimodal4j.tensor.TensorAllocator;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class VideoItemsTest {

    private static final ImageItem FRAME =
            ImageItem.ofPixels(new byte[] {1, 2, 3, 4, 5, 6}, PixelLayout.HWC_RGB, new ImageSize(2, 1));

    /** What {@code numpy.linspace(0, total - 1, frames, dtype=int)} gives. */
    @Test
    void framesAreSpreadAsNumPyDoes() {
        assertThat(new FrameSampling.Uniform(5).indices(7, 25)).containsExactly(0, 1, 3, 4, 6);
        assertThat(new FrameSampling.Uniform(2).indices(10, 25)).containsExactly(0, 9);
        assertThat(new FrameSampling.Uniform(8).indices(1000, 25))
                .containsExactly(0, 142, 285, 428, 570, 713, 856, 999);
        assertThat(new FrameSampling.Uniform(1).indices(10, 25)).containsExactly(0);
        assertThat(FrameSampling.DEFAULT.indices(100, 25)).hasSize(32).endsWith(99);
        assertThat(FrameSampling.DEFAULT.indices(31, 25))
                .isEqualTo(IntStream.range(0, 31).boxed().toList());
        assertThat(new FrameSampling.All().indices(3, 25)).containsExactly(0, 1, 2);
        assertThat(new FrameSampling.Rate(2, 100).indices(100, 25))
                .hasSize(8)
                .startsWith(0)
                .endsWith(99);
        assertThat(new FrameSampling.Rate(2, 5).indices(100, 25)).hasSize(5);
        assertThat(new FrameSampling.Rate(0.001, 5).indices(100, 25)).containsExactly(0);
        assertThatIllegalArgumentException().isThrownBy(() -> new FrameSampling.Uniform(0));
        assertThatIllegalArgumentException().isThrownBy(() -> new FrameSampling.Rate(Double.NaN, 1));
    }

    @Test
    void framesBecomeOneTensor() {
        TensorAllocator allocator = new TensorAllocator();
        VideoReader reader = new VideoReader(MediaPolicy.DEFAULT, ImageLoading.DEFAULT);
        OpenedItem<VideoSize> opened =
                reader.open(VideoItem.ofFrames(List.of(FRAME, ImageItem.blank(new ImageSize(2, 1)))));
        assertThat(opened.size()).isEqualTo(new VideoSize(2, 2, 1));
        try (Tensor video = opened.decode(allocator)) {
            assertThat(video.shape()).containsExactly(2, 1, 2, 3);
            assertThat(video.toByteArray()).containsExactly(1, 2, 3, 4, 5, 6, -1, -1, -1, -1, -1, -1);
        }
        VideoItem raw = new VideoItem.Pixels(
                new byte[] {3, 2, 1, 6, 5, 4, 9, 8, 7, 0, 0, 0}, PixelLayout.HWC_BGR, new VideoSize(2, 2, 1));
        try (Tensor video = reader.open(raw).decode(allocator)) {
            assertThat(video.toByteArray()).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 0, 0);
        }
        assertThat(allocator.liveTensors()).isZero();
        assertThatExceptionOfType(MediaException.class)
                .isThrownBy(() -> reader.open(VideoItem.ofFrames(List.of(FRAME, ImageItem.blank(new ImageSize(1, 1))))))
                .withMessageContaining("frame 1 of a video of 2 pictures is 1x1 but the first one is 2x1");
        assertThatExceptionOfType(MediaException.class)
                .isThrownBy(() -> new VideoReader(
                                MediaPolicy.builder()
                                        .limits(MediaLimits.DEFAULT.withMaxVideoPixels(1))
                                        .build(),
                                ImageLoading.DEFAULT)
                        .open(VideoItem.blank(new VideoSize(1, 2, 1))))
                .withMessageContaining("has 1x2x1 = 2 pixels, more than the limit of 1");
    }

    @Test
    void whatCannotBeIsRefusedAtOnce() {
        assertThatIllegalArgumentException().isThrownBy(() -> VideoItem.ofFrames(List.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new VideoItem.Pixels(new byte[5], PixelLayout.HWC_RGB, new VideoSize(1, 2, 1)))
                .withMessageContaining("has 6 bytes, got 5");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ImageItem.ofPixels(new byte[5], PixelLayout.HWC_RGB, new ImageSize(2, 1)));
        VideoMetadata two = new VideoMetadata(10, 25, List.of(0, 9));
        assertThatIllegalArgumentException().isThrownBy(() -> new VideoSize(3, 2, 1, Optional.of(two)));
        assertThatIllegalArgumentException().isThrownBy(() -> new VideoItem.Frames(List.of(FRAME), Optional.of(two)));
        assertThatIllegalArgumentException().isThrownBy(() -> new VideoMetadata(10, 25, List.of(9, 0)));
        assertThatIllegalArgumentException().isThrownBy(() -> new VideoMetadata(10, 0, List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> AudioItem.ofSamples(new float[0], 1000));
        assertThatIllegalArgumentException().isThrownBy(() -> new AudioItem.Samples(new float[3], 2, 1000));
    }

    @Test
    void addressesAreShownWithoutSecrets() {
        assertThat(ImageItem.of(URI.create("https://user:secret@example.org/a.png?token=secret")))
                .hasToString("a picture behind https://example.org/a.png");
        assertThat(VideoItem.of(URI.create("data:video/mp4;base64,AAAA"))).hasToString("a video behind a data: URL");
    }
}
