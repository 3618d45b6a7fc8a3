package io.multimodal4j.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.multimodal4j.media.FrameSampling;
import io.multimodal4j.media.ImageItem;
import io.multimodal4j.media.ImageLoading;
import io.multimodal4j.media.ImageReader;
import io.multimodal4j.media.ImageSize;
import io.multimodal4j.media.MediaException;
import io.multimodal4j.media.MediaPolicy;
import io.multimodal4j.media.OpenedImage;
import io.multimodal4j.media.OpenedItem;
import io.multimodal4j.media.VideoItem;
import io.multimodal4j.media.VideoReader;
import io.multimodal4j.media.VideoSize;
import io.multimodal4j.tensor.Tensor;
import io.multimodal4j.tensor.TensorAllocator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Files that libraries decode differently are what Pillow makes of them under each loading rule, or are refused; see src/test/python/make_decoding.py. */
class DecodingGoldenTest {

    private static final Path FIXTURES = Path.of("src/test/resources/decoding");

    private static final Map<String, ImageLoading> RULES = Map.of(
            "default", ImageLoading.DEFAULT,
            "on_102030", ImageLoading.DEFAULT.onBackground(16, 32, 48),
            "drop_alpha", ImageLoading.DEFAULT.droppingAlpha(),
            "apply_orientation", ImageLoading.DEFAULT.applyingOrientation());

    private static final Set<String> REFUSED = Set.of("rgb16.tiff", "lab.tiff", "cmyk-sampled.jpg");

    private final TensorAllocator allocator = new TensorAllocator();

    static List<JsonNode> list(String name) throws IOException {
        JsonNode list = new ObjectMapper()
                .readTree(Path.of("src/test/resources/goldens/decoding.json").toFile())
                .required(name);
        return StreamSupport.stream(list.spliterator(), false).toList();
    }

    static Stream<Arguments> pictures() throws IOException {
        return list("pictures").stream()
                .flatMap(golden ->
                        RULES.keySet().stream().sorted().map(rule -> Arguments.of(file(golden), rule, golden)));
    }

    static Stream<Arguments> animations() throws IOException {
        return list("animations").stream().map(golden -> Arguments.of(file(golden), golden));
    }

    private static String file(JsonNode golden) {
        return golden.get("file").asText();
    }

    @AfterEach
    void everythingIsReturned() {
        assertThat(allocator.liveTensors()).isZero();
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("pictures")
    void picturesEqualPillow(String file, String rule, JsonNode golden) throws IOException {
        ImageReader reader = new ImageReader(MediaPolicy.DEFAULT, RULES.get(rule));
        ImageItem item = ImageItem.of(Files.readAllBytes(FIXTURES.resolve(file)));
        if (REFUSED.contains(file)) {
            assertThatExceptionOfType(MediaException.class)
                    .isThrownBy(() -> reader.open(item))
                    .withMessageContaining("save it as");
            return;
        }
        OpenedImage picture = reader.open(item);
        JsonNode size = golden.get(rule + "_size");
        assertThat(picture.size())
                .isEqualTo(new ImageSize(size.get(0).asInt(), size.get(1).asInt()));
        try (Tensor pixels = picture.decode(allocator)) {
            assertThat(pixels.shape())
                    .containsExactly(picture.size().height(), picture.size().width(), 3);
            assertThat(pixels.sha256()).isEqualTo(golden.get(rule).asText());
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("animations")
    void framesEqualPillow(String file, JsonNode golden) {
        VideoReader reader = new VideoReader(MediaPolicy.DEFAULT, ImageLoading.DEFAULT);
        JsonNode frames = golden.get("frames");
        OpenedItem<VideoSize> all = reader.open(new VideoItem.File(FIXTURES.resolve(file), new FrameSampling.All()));
        assertThat(all.size().frames()).isEqualTo(frames.size());
        assertThat(all.size().width()).isEqualTo(golden.get("size").get(0).asInt());
        assertThat(all.size().height()).isEqualTo(golden.get("size").get(1).asInt());
        try (Tensor video = all.decode(allocator)) {
            for (int i = 0; i < frames.size(); i++) {
                assertThat(video.slice(i).sha256())
                        .as("frame %d", i)
                        .isEqualTo(frames.get(i).asText());
            }
        }
        OpenedItem<VideoSize> some =
                reader.open(new VideoItem.File(FIXTURES.resolve(file), new FrameSampling.Uniform(2)));
        List<Integer> indices = some.size().metadata().orElseThrow().frameIndices();
        assertThat(indices).containsExactlyElementsOf(new FrameSampling.Uniform(2).indices(frames.size(), 1));
        try (Tensor video = some.decode(allocator)) {
            for (int i = 0; i < indices.size(); i++) {
                assertThat(video.slice(i).sha256())
                        .isEqualTo(frames.get(indices.get(i)).asText());
            }
        }
    }

    /** As a picture, an animation is its first frame, and it does not matter what comes behind it. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("animations")
    void anAnimationIsItsFirstFrame(String file, JsonNode golden) throws IOException {
        ImageReader reader = new ImageReader(MediaPolicy.DEFAULT, ImageLoading.DEFAULT);
        try (Tensor picture = reader.open(ImageItem.of(FIXTURES.resolve(file))).decode(allocator)) {
            assertThat(picture.sha256()).isEqualTo(golden.get("frames").get(0).asText());
        }
    }
}
