package io.multimodal4j.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.multimodal4j.TestPictures;
import io.multimodal4j.media.AudioItem;
import io.multimodal4j.media.AudioReader;
import io.multimodal4j.media.ImageItem;
import io.multimodal4j.media.ImageLoading;
import io.multimodal4j.media.ImageReader;
import io.multimodal4j.media.ImageSize;
import io.multimodal4j.media.MediaException;
import io.multimodal4j.media.MediaLimits;
import io.multimodal4j.media.MediaPolicy;
import io.multimodal4j.media.OpenedImage;
import io.multimodal4j.media.VideoItem;
import io.multimodal4j.media.VideoReader;
import io.multimodal4j.tensor.Tensor;
import io.multimodal4j.tensor.TensorAllocator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Small files that would become large are refused on their headers, under the limits that everybody has. */
class BombTest {

    private static final Path PICTURES = Path.of("../sample-models/src/test/resources/pictures");

    private final TensorAllocator allocator = new TensorAllocator();
    private final ImageReader images = new ImageReader(MediaLimits.DEFAULT);
    private final VideoReader videos = new VideoReader(MediaPolicy.DEFAULT, ImageLoading.DEFAULT);

    @AfterEach
    void nothingWasEverAllocated() {
        assertThat(allocator.liveTensors()).isZero();
        assertThat(allocator.peakBytes()).isLessThan(1 << 20);
    }

    private void refused(byte[] picture, String message) {
        assertThatExceptionOfType(MediaException.class)
                .isThrownBy(() ->
                        images.open(ImageItem.of(picture)).decode(allocator).close())
                .withMessageContaining(message);
    }

    /** A gigantic picture in a few bytes: the size is what a format's header can say. */
    @Test
    void giganticPicturesAreRefused() throws IOException {
        ByteBuffer png = ByteBuffer.wrap(TestPictures.png(2, 2, 0));
        refused(png.putInt(16, 50_000).putInt(20, 50_000).array(), "50000x50000 = 2500000000 pixels");
        ByteBuffer gif = ByteBuffer.wrap(gif(1)).order(ByteOrder.LITTLE_ENDIAN);
        refused(gif.putShort(6, (short) -1).putShort(8, (short) -1).array(), "65535x65535");
        ByteBuffer gifFrame = ByteBuffer.wrap(gif(1)).order(ByteOrder.LITTLE_ENDIAN);
        refused(gifFrame.putShort(24, (short) -1).putShort(26, (short) -1).array(), "65535x65535");
        byte[] jpeg = Files.readAllBytes(PICTURES.resolve("grey.jpg"));
        int frame = startOfFrame(jpeg);
        refused(
                ByteBuffer.wrap(jpeg)
                        .putShort(frame + 5, (short) -36)
                        .putShort(frame + 7, (short) -36)
                        .array(),
                "65500x65500");
        byte[] bmp = Files.readAllBytes(PICTURES.resolve("rgb.bmp"));
        refused(
                ByteBuffer.wrap(bmp)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putInt(18, 40_000)
                        .putInt(22, 40_000)
                        .array(),
                "is damaged");
        ByteBuffer tiff = ByteBuffer.wrap(Files.readAllBytes(PICTURES.resolve("../decoding/rgba.tiff")));
        // The values of the first two entries, width and height, are 16 bits wide.
        refused(tiff.putShort(18, (short) -1).putShort(30, (short) -1).array(), "65535x65535");
    }

    private static int startOfFrame(byte[] jpeg) {
        for (int at = 2; ; at += 2 + ((jpeg[at + 2] & 0xff) << 8 | (jpeg[at + 3] & 0xff))) {
            if ((jpeg[at + 1] & 0xff) == 0xc0) {
                return at;
            }
        }
    }

    /** A hundred thousand frames of one pixel. */
    @Test
    void ofAHundredThousandFramesAPictureIsTheFirst() {
        byte[] gif = gif(100_000);
        OpenedImage picture = images.open(ImageItem.of(gif));
        assertThat(picture.size()).isEqualTo(new ImageSize(1, 1));
        try (Tensor pixels = picture.decode(allocator)) {
            assertThat(pixels.toByteArray()).containsExactly(255, 255, 255);
        }
        assertThatExceptionOfType(MediaException.class)
                .isThrownBy(() -> videos.open(VideoItem.of(gif)))
                .withMessageContaining("holds more frames than the limit of 65536");
    }

    /** Few frames, but of many pixels. */
    @Test
    void animationsAreLimitedByTheirPixels() {
        ByteBuffer gif = ByteBuffer.wrap(gif(1_000)).order(ByteOrder.LITTLE_ENDIAN);
        gif.putShort(6, (short) 10_000).putShort(8, (short) 10_000);
        assertThatExceptionOfType(MediaException.class)
                .isThrownBy(() -> videos.open(VideoItem.of(gif.array())))
                .withMessageContaining("holds 1000 frames of 10000x10000, more pixels than the limit");
    }

    private static byte[] gif(int frames) {
        ByteArrayOutputStream gif = new ByteArrayOutputStream();
        gif.writeBytes("GIF89a".getBytes(StandardCharsets.US_ASCII));
        gif.writeBytes(new byte[] {1, 0, 1, 0, (byte) 0x80, 0, 0, -1, -1, -1, 0, 0, 0});
        // An image of one pixel: clear, index 0, end, in codes of 3 bits.
        byte[] frame = {0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0};
        for (int i = 0; i < frames; i++) {
            gif.writeBytes(frame);
        }
        gif.write(0x3b);
        return gif.toByteArray();
    }

    /** Each scan goes over the whole picture once more. */
    @Test
    void aJpegHasNotMoreThanAHundredScans() throws IOException {
        byte[] jpeg = Files.readAllBytes(PICTURES.resolve("progressive.jpg"));
        int lastScan = jpeg.length;
        for (int at = jpeg.length - 3; at > 0; at--) {
            if (jpeg[at] == (byte) 0xff && jpeg[at + 1] == (byte) 0xda) {
                lastScan = at;
                break;
            }
        }
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        bomb.write(jpeg, 0, lastScan);
        for (int i = 0; i < 200; i++) {
            bomb.write(jpeg, lastScan, jpeg.length - 2 - lastScan);
        }
        bomb.write(jpeg, jpeg.length - 2, 2);
        refused(bomb.toByteArray(), "scans, more than the limit of 100");
    }

    @Test
    void aWavFileThatDeclaresFourGigabytesIsRefused() throws IOException {
        byte[] wav = Files.readAllBytes(Path.of("../sample-models/src/test/resources/sounds/s16.wav"));
        ByteBuffer file = ByteBuffer.wrap(wav).order(ByteOrder.LITTLE_ENDIAN);
        AudioReader sounds = new AudioReader(MediaPolicy.DEFAULT, 16_000);
        for (int declared : new int[] {0xffff_fffe, 0x8000_0000, 0x7fff_ffff}) {
            assertThatExceptionOfType(MediaException.class)
                    .isThrownBy(() ->
                            sounds.open(AudioItem.of(file.putInt(40, declared).array())))
                    .withMessageContaining("is cut off: it declares " + Integer.toUnsignedString(declared));
        }
        // Half an hour at one sample a second, which would be spread out to sixteen thousand.
        assertThatExceptionOfType(MediaException.class)
                .isThrownBy(() -> sounds.open(AudioItem.ofSamples(new float[1_801], 1)))
                .withMessageContaining("28816000 samples at 16000 Hz, more than the limit of 28800000");
    }
}
