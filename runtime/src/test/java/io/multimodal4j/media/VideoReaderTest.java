package io.multimodal4j.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.multimodal4j.GoldenPictures;
import io.multimodal4j.TestPictures;
import io.multimodal4j.tensor.Tensor;
import io.multimodal4j.tensor.TensorAllocator;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VideoReaderTest {

    private final TensorAllocator allocator = new TensorAllocator();

    @AfterEach
    void everythingIsReturned() {
        assertThat(allocator.liveTensors()).isZero();
    }

    private static VideoReader reader(MediaLimits limits) {
        return new VideoReader(MediaPolicy.builder().limits(limits).build(), ImageLoading.DEFAULT);
    }

    private static OpenedItem<VideoSize> open(VideoItem item) {
        return reader(MediaLimits.DEFAULT).open(item);
    }

    private static void fails(MediaLimits limits, VideoItem item, String message) {
        assertThatExceptionOfType(MediaException.class)
                .isThrownBy(() -> reader(limits).open(item))
                .withMessageContaining(message);
    }

    private static ImageItem png(int width, int height, int seed) {
        return ImageItem.of(TestPictures.png(width, height, seed));
    }

    @Test
    void framesAreStacked() {
        OpenedItem<VideoSize> video = open(VideoItem.ofFrames(List.of(png(5, 4, 0), png(5, 4, 1))));
        assertThat(video.size()).isEqualTo(new VideoSize(2, 5, 4));
        try (Tensor frames = video.decode(allocator)) {
            assertThat(frames.shape()).containsExactly(2, 4, 5, 3);
            assertThat(frames.slice(1).toByteArray()).isEqualTo(GoldenPictures.rgb(5, 4, 1));
        }
    }

    @Test
    void aFolderIsReadInTheOrderOfItsNumbers(@TempDir Path folder) throws IOException {
        for (int i = 8; i <= 11; i++) {
            Files.write(folder.resolve("frame" + i + ".png"), TestPictures.png(5, 4, i));
        }
        Files.writeString(folder.resolve("notes.txt"), "no picture");
        OpenedItem<VideoSize> all = open(VideoItem.of(folder));
        assertThat(all.size()).isEqualTo(new VideoSize(4, 5, 4));
        try (Tensor frames = all.decode(allocator)) {
            for (int i = 0; i < 4; i++) {
                assertThat(frames.slice(i).toByteArray()).isEqualTo(GoldenPictures.rgb(5, 4, 8 + i));
            }
        }
        OpenedItem<VideoSize> two = open(new VideoItem.File(folder, new FrameSampling.Uniform(2)));
        try (Tensor frames = two.decode(allocator)) {
            assertThat(frames.slice(1).toByteArray()).isEqualTo(GoldenPictures.rgb(5, 4, 11));
        }
        fails(
                MediaLimits.DEFAULT,
                new VideoItem.File(folder, new FrameSampling.Rate(1, 9)),
                "a folder of pictures, which has no rate");
        fails(
                MediaLimits.DEFAULT.withMaxVideoSourceFrames(3),
                VideoItem.of(folder),
                "holds more frames than the limit of 3");
    }

    @Test
    void anEmptyFolderIsNoVideo(@TempDir Path folder) {
        fails(MediaLimits.DEFAULT, VideoItem.of(folder), "is a folder without pictures");
        fails(MediaLimits.DEFAULT, VideoItem.of(folder.resolve("none.mp4")), "there is no file");
    }

    @Test
    void namesAreOrderedByTheirNumbers() {
        List<String> ordered = List.of(
                "a.png",
                "a01.png",
                "a1.png",
                "a2.png",
                "a10.png",
                "a10b1.png",
                "a10b02.png",
                "a99999999999999999999.png",
                "a100000000000000000000.png",
                "b.png");
        List<String> shuffled = new ArrayList<>(ordered);
        Collections.reverse(shuffled);
        shuffled.sort(PictureFolder::compareNames);
        assertThat(shuffled).containsExactlyElementsOf(ordered);
    }

    @Test
    void framesHaveOneSize() {
        fails(
                MediaLimits.DEFAULT,
                VideoItem.ofFrames(List.of(png(5, 4, 0), png(4, 5, 0))),
                "frame 1 of a video of 2 pictures is 4x5 but the first one is 5x4");
    }

    @Test
    void jpegsOfADataUrlAreFrames() {
        String png = Base64.getEncoder().encodeToString(TestPictures.png(5, 4, 3));
        OpenedItem<VideoSize> video = open(VideoItem.of(URI.create("data:video/jpeg;base64," + png + "," + png)));
        assertThat(video.size()).isEqualTo(new VideoSize(2, 5, 4));
    }

    @Test
    void framesAndPixelsAreLimited() {
        List<ImageItem> three = List.of(png(5, 4, 0), png(5, 4, 0), png(5, 4, 0));
        VideoItem video = VideoItem.ofFrames(three);
        fails(MediaLimits.DEFAULT.withMaxVideoFrames(2), video, "has 3 frames, more than the limit of 2");
        fails(MediaLimits.DEFAULT.withMaxVideoPixels(59), video, "3x5x4 = 60 pixels, more than the limit of 59");
        fails(MediaLimits.DEFAULT.withMaxImagePixels(19), video, "5x4 = 20 pixels, more than the limit of 19");
        fails(MediaLimits.DEFAULT.withMaxEncodedBytes(200), video, "bytes, more than the limit of 200");
        VideoItem blank = VideoItem.blank(new VideoSize(3, 5, 4));
        fails(MediaLimits.DEFAULT.withMaxVideoPixels(59), blank, "more than the limit of 59");
        VideoItem raw = new VideoItem.Pixels(new byte[60], PixelLayout.HW_GREY, new VideoSize(3, 5, 4));
        fails(MediaLimits.DEFAULT.withMaxVideoFrames(2), raw, "more than the limit of 2");
    }

    @Test
    void rawPixelsOfEveryLayoutBecomeRgb() {
        byte[] rgb = {1, 2, 3, 4, 5, 6};
        assertThat(decoded(rgb, PixelLayout.HWC_RGB)).isEqualTo(rgb);
        assertThat(decoded(new byte[] {3, 2, 1, 6, 5, 4}, PixelLayout.HWC_BGR)).isEqualTo(rgb);
        assertThat(decoded(new byte[] {1, 4, 2, 5, 3, 6}, PixelLayout.CHW_RGB)).isEqualTo(rgb);
        assertThat(decoded(new byte[] {7, 8}, PixelLayout.HW_GREY)).containsExactly(7, 7, 7, 8, 8, 8);
        byte[] rgba = {1, 2, 3, -1, 16, 32, 48, -128};
        assertThat(decoded(rgba, PixelLayout.HWC_RGBA)).containsExactly(1, 2, 3, 135, 143, 151);
        ImageReader black = new ImageReader(MediaPolicy.DEFAULT, ImageLoading.DEFAULT.onBackground(0, 0, 0));
        ImageItem item = ImageItem.ofPixels(rgba, PixelLayout.HWC_RGBA, new ImageSize(2, 1));
        try (Tensor pixels = black.open(item).decode(allocator)) {
            assertThat(pixels.toByteArray()).containsExactly(1, 2, 3, 8, 16, 24);
        }
    }

    private byte[] decoded(byte[] samples, PixelLayout layout) {
        VideoItem item = new VideoItem.Pixels(samples, layout, new VideoSize(1, 2, 1, Optional.empty()));
        try (Tensor frames = open(item).decode(allocator)) {
            return frames.toByteArray();
        }
    }
}
