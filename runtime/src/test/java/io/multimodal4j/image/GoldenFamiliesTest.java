package io.multimodal4j.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.multimodal4j.GoldenAudio;
import io.multimodal4j.GoldenPictures;
import io.multimodal4j.kernel.JavaKernels;
import io.multimodal4j.tensor.Tensor;
import io.multimodal4j.tensor.TensorAllocator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every image record of the reference goldens, on the Java back end. */
class GoldenFamiliesTest {

    private static final int IMAGE_RECORDS = 56;
    private static final int AUDIO_RECORDS = 6;

    private final TensorAllocator allocator = new TensorAllocator();
    private final JavaKernels kernels = new JavaKernels();

    static Stream<JsonNode> records() {
        return GoldenFamilies.records();
    }

    @AfterEach
    void everythingIsReturned() {
        assertThat(allocator.liveTensors()).isZero();
    }

    /** So that a record that is added is in some test: of the picture alone, of Pillow's resize (here and in the kernels' tests) or of a processor. */
    @Test
    void noRecordIsForgotten() {
        List<JsonNode> all = GoldenPictures.records();
        assertThat(all).hasSize(IMAGE_RECORDS);
        assertThat(Stream.of(inputs(), GoldenPictures.resizes(), records()).flatMap(stream -> stream))
                .containsExactlyInAnyOrderElementsOf(all);
        assertThat(GoldenAudio.records()).hasSize(AUDIO_RECORDS);
    }

    static Stream<JsonNode> inputs() {
        return GoldenPictures.records("input_").stream();
    }

    @ParameterizedTest
    @MethodSource("inputs")
    void theFormulaPictureIsThatOfTheReference(JsonNode entry) {
        try (Tensor picture = GoldenPictures.picture(entry, allocator)) {
            assertThat(picture.sha256())
                    .isEqualTo(entry.at("/outputs/rgb_hwc/sha256").asText());
        }
    }

    @ParameterizedTest
    @MethodSource("records")
    void equalsHuggingFace(JsonNode entry) {
        Map<String, Tensor> fields = GoldenFamilies.process(entry, kernels, allocator);
        try {
            GoldenFamilies.requireEqual(entry, fields);
        } finally {
            fields.values().forEach(Tensor::close);
        }
    }
}
