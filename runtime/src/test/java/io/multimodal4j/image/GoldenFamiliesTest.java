package io.multimodal4j.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.multimodal4j.kernel.JavaKernels;
import io.multimodal4j.tensor.Tensor;
import io.multimodal4j.tensor.TensorAllocator;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every image record of the reference goldens, on the Java back end. */
class GoldenFamiliesTest {

    private final TensorAllocator allocator = new TensorAllocator();
    private final JavaKernels kernels = new JavaKernels();

    static Stream<JsonNode> records() {
        return GoldenFamilies.records();
    }

    @AfterEach
    void everythingIsReturned() {
        assertThat(allocator.liveTensors()).isZero();
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
