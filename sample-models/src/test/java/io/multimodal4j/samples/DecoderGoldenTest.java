package io.multimodal4j.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.multimodal4j.media.ImageItem;
import io.multimodal4j.media.ImageReader;
import io.multimodal4j.media.ImageSize;
import io.multimodal4j.media.MediaException;
import io.multimodal4j.media.MediaLimits;
import io.multimodal4j.media.OpenedImage;
import io.multimodal4j.tensor.Tensor;
import io.multimodal4j.tensor.TensorAllocator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One file per format, sampling, depth and kind of transparency: pixels equal Pillow's under vLLM's loading rule. */
class DecoderGoldenTest {

    private final TensorAllocator allocator = new TensorAllocator();
    private final ImageReader reader = new ImageReader(MediaLimits.DEFAULT);

    static List<JsonNode> pictures() {
        return LlavaGoldens.list("pictures");
    }

    @ParameterizedTest
    @MethodSource("pictures")
    void pixelsEqualPillow(JsonNode golden) {
        OpenedImage picture = reader.open(LlavaGoldens.picture(golden));
        assertThat(picture.size())
                .isEqualTo(new ImageSize(
                        golden.get("width").asInt(), golden.get("height").asInt()));
        try (Tensor pixels = picture.decode(allocator)) {
            assertThat(pixels.sha256()).isEqualTo(golden.get("vllm_sha256").asText());
        }
        assertThat(allocator.liveTensors()).isZero();
    }

    static Stream<Path> oneOfEachFormat() {
        return Stream.of(
                        "420.jpg",
                        "progressive.jpg",
                        "rgb8.png",
                        "lossy.webp",
                        "lossless.webp",
                        "rgb.gif",
                        "rgb.bmp",
                        "rgb.tiff")
                .map(name -> Path.of("src/test/resources/pictures", name));
    }

    /** Wherever a file is cut off, it is our exception, and all memory comes back. */
    @ParameterizedTest
    @MethodSource("oneOfEachFormat")
    void aCutOffFileIsRefused(Path file) throws IOException {
        byte[] whole = Files.readAllBytes(file);
        for (int length = 0; length < whole.length; length += Math.max(1, whole.length / 1_000)) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatExceptionOfType(MediaException.class)
                    .as("%s cut after %d of %d bytes", file, length, whole.length)
                    .isThrownBy(() ->
                            reader.open(ImageItem.of(cut)).decode(allocator).close());
        }
        assertThat(allocator.liveTensors()).isZero();
    }

    /** Random damage is our exception or a picture of the right size, never a crash. */
    @ParameterizedTest
    @MethodSource("oneOfEachFormat")
    void aDamagedFileNeverCrashes(Path file) throws IOException {
        byte[] whole = Files.readAllBytes(file);
        Random random = new Random(20261123);
        for (int round = 0; round < 300; round++) {
            byte[] damaged = whole.clone();
            for (int hits = 1 + random.nextInt(8); hits > 0; hits--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            try {
                OpenedImage picture = reader.open(ImageItem.of(damaged));
                if (picture.size().pixels() > 1_000_000) {
                    continue;
                }
                try (Tensor pixels = picture.decode(allocator)) {
                    assertThat(pixels.shape())
                            .containsExactly(
                                    picture.size().height(), picture.size().width(), 3);
                }
            } catch (MediaException e) {
                assertThat(e).hasMessageStartingWith("a picture of " + whole.length + " encoded bytes ");
            }
        }
        assertThat(allocator.liveTensors()).isZero();
    }
}
