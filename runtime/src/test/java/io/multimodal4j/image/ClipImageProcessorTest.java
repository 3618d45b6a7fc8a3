package io.multimodal4j.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.multimodal4j.GoldenPictures;
import io.multimodal4j.annotations.DType;
import io.multimodal4j.config.ConfigException;
import io.multimodal4j.config.ConfigNode;
import io.multimodal4j.kernel.JavaKernels;
import io.multimodal4j.media.ImageSize;
import io.multimodal4j.media.ItemProcessor;
import io.multimodal4j.tensor.Tensor;
import io.multimodal4j.tensor.TensorAllocator;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ClipImageProcessorTest {

    private static final String LLAVA = """
            {"image_processor_type": "CLIPImageProcessor", "size": {"shortest_edge": 336},
             "crop_size": {"height": 336, "width": 336}, "rescale_factor": 0.00392156862745098}
            """;

    private final TensorAllocator allocator = new TensorAllocator();
    private final JavaKernels kernels = new JavaKernels();

    static List<JsonNode> goldens() {
        return GoldenPictures.records("llava15_");
    }

    @AfterEach
    void everythingIsReturned() {
        assertThat(allocator.liveTensors()).isZero();
    }

    @ParameterizedTest
    @MethodSource("goldens")
    void equalsHuggingFace(JsonNode golden) {
        try (Tensor picture = GoldenPictures.picture(golden, allocator);
                Tensor pixelValues = process(LLAVA, picture)) {
            JsonNode expected = golden.at("/outputs/pixel_values");
            assertThat(pixelValues.shape()).containsExactly(3, 336, 336);
            assertThat(pixelValues.sha256()).isEqualTo(expected.get("sha256").asText());
        }
    }

    private Tensor process(String config, Tensor picture) {
        ImageProcessor processor = processor(config);
        ImageSize size = new ImageSize((int) picture.dim(1), (int) picture.dim(0));
        ItemProcessor.Output output = processor.outputs(size).get(0);
        assertThat(output.name()).isEqualTo("pixel_values");
        Tensor target = allocator.allocate(
                output.dtype(),
                output.shape().stream().mapToLong(Long::longValue).toArray());
        processor.process(picture, Map.of("pixel_values", target), kernels, allocator);
        return target;
    }

    private static ImageProcessor processor(String config) {
        return ImageProcessors.create(
                ConfigNode.parse("preprocessor_config.json", config.getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @CsvSource({
        "336, 336, 336, 336",
        "640, 480, 448, 336",
        "480, 640, 336, 448",
        "1920, 1080, 597, 336",
        "1080, 1920, 336, 597",
        "100, 37, 908, 336",
        "900, 50, 6048, 336",
        "37, 53, 336, 481",
        "2500, 1, 840000, 336",
    })
    void resizesTheShortestEdge(int width, int height, int resizedWidth, int resizedHeight) {
        ImageProcessor uncropped =
                processor(LLAVA.replace("\"crop_size\"", "\"do_center_crop\": false, \"crop_size\""));
        assertThat(uncropped.outputs(new ImageSize(width, height)).get(0).shape())
                .containsExactly(3L, (long) resizedHeight, (long) resizedWidth);
    }

    @Test
    void padsWithZeroBytesWhereTheWindowReachesOverTheEdge() {
        String config = """
                {"image_processor_type": "CLIPImageProcessor", "do_resize": false, "do_normalize": false,
                 "rescale_factor": 1.0, "crop_size": {"height": 6, "width": 3}}
                """;
        try (Tensor picture = allocator.allocate(DType.UINT8, 3, 5, 3)) {
            byte[] bytes = new byte[45];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) (i + 1);
            }
            picture.put(bytes);
            try (Tensor result = process(config, picture)) {
                float[] red = result.slice(0).toFloatArray();
                assertThat(red).containsExactly(0, 0, 0, 0, 0, 0, 4, 7, 10, 19, 22, 25, 34, 37, 40, 0, 0, 0);
            }
        }
    }

    @Test
    void usesTheClassDefaults() {
        ImageProcessor processor = processor("{\"image_processor_type\": \"CLIPImageProcessorFast\"}");
        assertThat(processor.outputs(new ImageSize(640, 480)).get(0).shape()).containsExactly(3L, 224L, 224L);
        assertThat(processor.sizeWithMostFeatures()).isEqualTo(new ImageSize(224, 224));
        assertThat(processor.optionsKey())
                .isEqualTo(processor("{\"feature_extractor_type\": \"CLIPFeatureExtractor\"}")
                        .optionsKey());
    }

    @Test
    void everyOptionIsPartOfTheKey() {
        String key = processor(LLAVA).optionsKey();
        for (String changed : List.of(
                LLAVA.replace("\"shortest_edge\": 336", "\"shortest_edge\": 337"),
                LLAVA.replace("\"width\": 336", "\"width\": 335"),
                LLAVA.replace("0.00392156862745098", "0.0039"),
                LLAVA.replace("\"size\"", "\"resample\": 2, \"size\""),
                LLAVA.replace("\"size\"", "\"image_mean\": [0.5, 0.5, 0.5], \"size\""),
                LLAVA.replace("\"size\"", "\"image_std\": [0.5, 0.5, 0.5], \"size\""),
                LLAVA.replace("\"size\"", "\"do_resize\": false, \"size\""),
                LLAVA.replace("\"size\"", "\"do_center_crop\": false, \"size\""),
                LLAVA.replace("\"size\"", "\"do_normalize\": false, \"size\""))) {
            assertThat(processor(changed).optionsKey()).as(changed).isNotEqualTo(key);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '#',
            value = {
                "{} | the key image_processor_type or feature_extractor_type is missing",
                "{\"image_processor_type\": \"NopeImageProcessor\"} | expected one of [BlipImageProcessor, CLIPImageProcessor, FuyuImageProcessor",
                "{\"image_processor_type\": \"CLIPImageProcessor\", \"resample\": 9} | resample is 9, expected one of 0 (NEAREST), 1 (LANCZOS)",
                "{\"image_processor_type\": \"CLIPImageProcessor\", \"size\": {\"shortest_edge\": 0}} | size.shortest_edge is 0, expected a number of at least 1",
                "{\"image_processor_type\": \"CLIPImageProcessor\", \"image_mean\": [1]} | image_mean is a list, expected a list of 3 numbers",
                "{\"image_processor_type\": \"CLIPImageProcessor\", \"do_resize\": \"yes\"} | do_resize is \"yes\", expected true or false",
            })
    void saysWhichOptionIsWrong(String config, String message) {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> processor(config))
                .withMessageContaining("preprocessor_config.json")
                .withMessageContaining(message);
    }
}
