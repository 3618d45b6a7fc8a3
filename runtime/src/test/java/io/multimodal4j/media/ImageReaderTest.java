package io.multimodal4j.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.multimodal4j.GoldenPictures;
import io.multimodal4j.TestPictures;
import io.multimodal4j.tensor.Tensor;
import io.multimodal4j.tensor.TensorAllocator;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageReaderTest {

    private final TensorAllocator allocator = new TensorAllocator();
    private final ImageReader reader = new ImageReader(MediaLimits.DEFAULT);

    @AfterEach
    void everythingIsReturned() {
        assertThat(allocator.liveTensors()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"640, 480", "37, 53", "1, 1", "5, 1", "1, 7"})
    void decodesPngExactly(int width, int height) {
        OpenedImage picture = reader.open(ImageItem.of(TestPictures.png(width, height, 0)));
        assertThat(picture.size()).isEqualTo(new ImageSize(width, height));
        try (Tensor pixels = picture.decode(allocator)) {
            assertThat(pixels.shape()).containsExactly(height, width, 3);
            assertThat(pixels.toByteArray()).isEqualTo(GoldenPictures.rgb(width, height, 0));
        }
    }

    /** vLLM's T22: the size of one picture as a file and in each layout. It is said with the pixels, not guessed from which end looks like channels. */
    @Test
    void theSizeOfPixelsIsTheOneThatWasGiven() {
        ImageSize size = new ImageSize(640, 480);
        assertThat(reader.open(ImageItem.of(TestPictures.png(640, 480, 0))).size())
                .isEqualTo(size);
        for (PixelLayout layout : PixelLayout.values()) {
            int bytes = 640 * 480 * layout.channels();
            assertThat(reader.open(ImageItem.ofPixels(new byte[bytes], layout, size))
                            .size())
                    .as(layout.name())
                    .isEqualTo(size);
            assertThatIllegalArgumentException()
                    .as(layout.name())
                    .isThrownBy(() -> ImageItem.ofPixels(new byte[bytes - 1], layout, size));
        }
    }

    @Test
    void readsFiles(@TempDir Path folder) throws IOException {
        Path file = Files.write(folder.resolve("picture.png"), TestPictures.png(9, 4, 1));
        try (Tensor pixels = reader.open(ImageItem.of(file)).decode(allocator)) {
            assertThat(pixels.toByteArray()).isEqualTo(GoldenPictures.rgb(9, 4, 1));
        }
    }

    /** An endless stream is read as far as the limit. */
    @Test
    void readsStreamsWithinTheLimit() throws IOException {
        MediaLimits thousand = MediaLimits.DEFAULT.withMaxEncodedBytes(1_000);
        byte[] exactly = new byte[1_000];
        assertThat(ImageItem.of(new ByteArrayInputStream(exactly), thousand))
                .usingRecursiveComparison()
                .isEqualTo(ImageItem.of(exactly));
        assertThat(AudioItem.of(new ByteArrayInputStream(exactly), thousand))
                .usingRecursiveComparison()
                .isEqualTo(AudioItem.of(exactly));
        assertThat(VideoItem.of(new ByteArrayInputStream(exactly), thousand))
                .usingRecursiveComparison()
                .isEqualTo(VideoItem.of(exactly));
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return 7;
            }
        };
        assertThatExceptionOfType(MediaException.class)
                .isThrownBy(() -> ImageItem.of(endless, thousand))
                .withMessage("a stream with a picture has more bytes than the limit of 1000");
    }

    @Test
    void greyIsRepeated() {
        BufferedImage grey = new BufferedImage(3, 2, BufferedImage.TYPE_BYTE_GRAY);
        grey.getRaster().setSample(2, 1, 0, 200);
        try (Tensor pixels =
                reader.open(ImageItem.of(TestPictures.encode(grey, "png"))).decode(allocator)) {
            assertThat(pixels.slice(1).slice(2).toByteArray()).containsExactly(200, 200, 200);
            assertThat(pixels.slice(0).slice(0).toByteArray()).containsExactly(0, 0, 0);
        }
    }

    @Test
    void alphaIsBlendedOnWhiteAsPillowDoes() {
        BufferedImage image = new BufferedImage(3, 1, BufferedImage.TYPE_INT_ARGB);
        image.setRGB(0, 0, 0x00102030);
        image.setRGB(1, 0, 0x80102030);
        image.setRGB(2, 0, 0xff102030);
        try (Tensor pixels =
                reader.open(ImageItem.of(TestPictures.encode(image, "png"))).decode(allocator)) {
            assertThat(pixels.toByteArray()).containsExactly(255, 255, 255, 135, 143, 151, 0x10, 0x20, 0x30);
        }
    }

    @Test
    void aBlankPictureIsWhite() {
        try (Tensor pixels = reader.open(ImageItem.blank(new ImageSize(3, 2))).decode(allocator)) {
            byte[] white = new byte[18];
            Arrays.fill(white, (byte) 255);
            assertThat(pixels.toByteArray()).isEqualTo(white);
        }
    }

    @Test
    void saysWhatIsNotAPicture(@TempDir Path folder) throws IOException {
        Path text = Files.writeString(folder.resolve("notes.txt"), "this is a text and no picture at all");
        Path empty = Files.createFile(folder.resolve("empty.png"));
        fails(ImageItem.of(text), "notes.txt is not a picture");
        fails(ImageItem.of(empty), "empty.png is empty");
        fails(
                ImageItem.of(new byte[] {1, 2, 3}),
                "a picture of 3 encoded bytes is not a picture; JPEG, PNG, WebP, GIF, BMP and TIFF can be read");
        fails(ImageItem.of(folder.resolve("missing.png")), "there is no file");
        fails(ImageItem.of(folder), "is not a file");
        byte[] avif = Arrays.copyOf("....ftypavif".getBytes(java.nio.charset.StandardCharsets.US_ASCII), 64);
        fails(ImageItem.of(avif), "AVIF");
    }

    private void fails(ImageItem item, String message) {
        assertThatExceptionOfType(MediaException.class)
                .isThrownBy(() -> reader.open(item))
                .withMessageContaining(message);
    }

    @Test
    void aCutOffPictureIsAnErrorAtEveryByte() {
        byte[] whole = TestPictures.png(23, 17, 0);
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            int at = length;
            assertThatExceptionOfType(MediaException.class)
                    .as("cut after %d of %d bytes", at, whole.length)
                    .isThrownBy(() ->
                            reader.open(ImageItem.of(cut)).decode(allocator).close());
        }
    }

    @Test
    void thePixelLimitIsCheckedOnTheHeader() {
        byte[] bomb = TestPictures.png(2, 2, 0);
        // The width and height of the PNG header become 50,000: nothing of this is ever allocated.
        for (int at : new int[] {16, 20}) {
            bomb[at + 2] = (byte) (50_000 >> 8);
            bomb[at + 3] = (byte) 50_000;
        }
        fails(ImageItem.of(bomb), "has 50000x50000 = 2500000000 pixels, more than the limit of 178956970");
        ImageReader strict = new ImageReader(MediaLimits.DEFAULT.withMaxImagePixels(99));
        assertThatExceptionOfType(MediaException.class)
                .isThrownBy(() -> strict.open(ImageItem.of(TestPictures.png(10, 10, 0))))
                .withMessageContaining("limit of 99");
        assertThatExceptionOfType(MediaException.class)
                .isThrownBy(() -> strict.open(ImageItem.blank(new ImageSize(10, 10))));
    }
}
