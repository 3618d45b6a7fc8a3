package io.multimodal4j.samples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.multimodal4j.image.GoldenFamilies;
import io.multimodal4j.kernel.KernelBackend;
import io.multimodal4j.kernel.KernelBackends;
import io.multimodal4j.tensor.Tensor;
import io.multimodal4j.tensor.TensorAllocator;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every image record of the reference goldens, on every back end that this machine has. */
class ReferenceRecordsTest {

    private static final Map<String, KernelBackend> BACKENDS = new HashMap<>();

    private final TensorAllocator allocator = new TensorAllocator();

    static Stream<Arguments> records() {
        return GoldenFamilies.records().flatMap(entry -> Backends.here().map(backend -> Arguments.of(backend, entry)));
    }

    @AfterEach
    void everythingIsReturned() {
        assertThat(allocator.liveTensors()).isZero();
    }

    @AfterAll
    static void close() {
        BACKENDS.values().forEach(KernelBackend::close);
        BACKENDS.clear();
    }

    @ParameterizedTest
    @MethodSource("records")
    void equalsHuggingFace(String backend, JsonNode entry) {
        KernelBackend kernels = BACKENDS.computeIfAbsent(backend, KernelBackends::open);
        Map<String, Tensor> fields = GoldenFamilies.process(entry, kernels, allocator);
        try {
            GoldenFamilies.requireEqual(entry, fields);
        } finally {
            fields.values().forEach(Tensor::close);
        }
    }
}
