package io.multimodal4j.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.multimodal4j.GoldenAudio;
import io.multimodal4j.annotations.DType;
import io.multimodal4j.tensor.Tensor;
import io.multimodal4j.tensor.TensorAllocator;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Spectrograms against those of the real Whisper feature extractor. */
class LogMelTest {

    private final TensorAllocator allocator = new TensorAllocator();
    private final JavaKernels kernels = new JavaKernels();

    static List<JsonNode> goldens() {
        return GoldenAudio.records();
    }

    @ParameterizedTest
    @MethodSource("goldens")
    void equalsWhisper(JsonNode golden) {
        int mels = golden.at("/shape/0").asInt();
        int frames = golden.at("/shape/1").asInt();
        try (Tensor samples = GoldenAudio.samples(golden, allocator);
                Tensor target = allocator.allocate(DType.FLOAT32, mels, frames)) {
            kernels.logMel(samples, LogMelPlan.of(400, 160, 16000, mels), target);
            GoldenAudio.requireEqual(golden, target);
        }
    }

    @ParameterizedTest
    @CsvSource({"80, 391, 1.9990241029", "128, 394, 3.1909855286"})
    void filtersAreSlaneys(int mels, int weights, double sum) {
        LogMelPlan plan = LogMelPlan.of(400, 160, 16000, mels);
        assertThat(plan.offsets()[mels]).isEqualTo(weights);
        assertThat(Arrays.stream(plan.weights()).sum()).isCloseTo(sum, within(1e-10));
        for (int m = 0; m < mels; m++) {
            assertThat(plan.firstBins()[m] + plan.offsets()[m + 1] - plan.offsets()[m])
                    .isLessThanOrEqualTo(plan.bins());
        }
    }

    @Test
    void samplesBehindTheLastFrameDoNotCount() {
        LogMelPlan plan = LogMelPlan.of(400, 160, 16000, 80);
        try (Tensor samples = allocator.allocate(DType.FLOAT32, 1000);
                Tensor target = allocator.allocate(DType.FLOAT32, 80, 3);
                Tensor cut = allocator.allocate(DType.FLOAT32, 80, 3)) {
            for (int i = 0; i < 1000; i++) {
                samples.asByteBuffer().putFloat(4 * i, (float) Math.sin(i * 0.3));
            }
            kernels.logMel(samples, plan, target);
            kernels.logMel(samples.narrow(0, 480), plan, cut);
            assertThat(target.toFloatArray()).isEqualTo(cut.toFloatArray());
        }
    }

    @Test
    void silenceIsTheFloor() {
        try (Tensor samples = allocator.allocate(DType.FLOAT32, 0);
                Tensor target = allocator.allocate(DType.FLOAT32, 80, 2)) {
            kernels.logMel(samples, LogMelPlan.of(400, 160, 16000, 80), target);
            assertThat(target.toFloatArray()).containsOnly((-10f + 4f) / 4f);
        }
    }

    @Test
    void tooFewFramesAreRefused() {
        try (Tensor samples = allocator.allocate(DType.FLOAT32, 480);
                Tensor target = allocator.allocate(DType.FLOAT32, 80, 1)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> kernels.logMel(samples, LogMelPlan.of(400, 160, 16000, 80), target))
                    .withMessageContaining("at least 2 frames")
                    .withMessageContaining("float32[80, 1]");
        }
    }

    private static double[] roots(int size) {
        double[] roots = new double[2 * size];
        for (int i = 0; i < size; i++) {
            roots[2 * i] = Math.cos(2 * Math.PI * i / size);
            roots[2 * i + 1] = -Math.sin(2 * Math.PI * i / size);
        }
        return roots;
    }

    @ParameterizedTest
    @CsvSource({"1", "2", "3", "5", "7", "12", "97", "128", "400", "402"})
    void transformsEqualTheDefinition(int size) {
        double[] real = new double[size];
        double[] imaginary = new double[size];
        for (int i = 0; i < size; i++) {
            real[i] = Math.sin(i * i * 0.7) + 0.1;
            imaginary[i] = Math.cos(i * 1.3);
        }
        double[] outReal = new double[size];
        double[] outImaginary = new double[size];
        new Fft(roots(size)).transform(real, imaginary, outReal, outImaginary);
        for (int k = 0; k < size; k++) {
            double sumReal = 0;
            double sumImaginary = 0;
            for (int n = 0; n < size; n++) {
                double angle = -2 * Math.PI * ((long) k * n % size) / size;
                sumReal += real[n] * Math.cos(angle) - imaginary[n] * Math.sin(angle);
                sumImaginary += real[n] * Math.sin(angle) + imaginary[n] * Math.cos(angle);
            }
            assertThat(outReal[k]).isCloseTo(sumReal, within(1e-12 * size));
            assertThat(outImaginary[k]).isCloseTo(sumImaginary, within(1e-12 * size));
        }
    }
}
