package io.multimodal4j.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The positions of nearest neighbours, against the loops of the two libraries written out. */
class NearestTest {

    @Test
    void theReferencesExample() {
        assertThat(AxisPlan.of(ResampleFilter.NEAREST, 5, 3, 0, 3).starts()).containsExactly(0, 2, 4);
    }

    @ParameterizedTest
    @CsvSource({"640, 336", "336, 640", "1, 7", "7, 1", "97, 211", "4000, 448", "53, 53", "3, 2000"})
    void pillowAccumulatesItsPosition(int inputSize, int outputSize) {
        int[] expected = new int[outputSize];
        double step = (double) inputSize / outputSize;
        double position = step * 0.5;
        for (int i = 0; i < outputSize; i++) {
            expected[i] = (int) position;
            position += step;
        }
        AxisPlan whole = AxisPlan.of(ResampleFilter.NEAREST, inputSize, outputSize, 0, outputSize);
        assertThat(whole.starts()).containsExactly(expected);
        assertThat(whole.counts()).containsOnly(1);
        int last = outputSize - 1;
        assertThat(AxisPlan.of(ResampleFilter.NEAREST, inputSize, outputSize, last, 1)
                        .starts())
                .as("a window")
                .containsExactly(expected[last]);
    }

    @Test
    void accumulatedPositionsAreNotMultipliedOnes() {
        int different = 0;
        int[] starts = AxisPlan.of(ResampleFilter.NEAREST, 640, 336, 0, 336).starts();
        for (int i = 0; i < 336; i++) {
            different += starts[i] != (int) ((i + 0.5) * (640.0 / 336)) ? 1 : 0;
        }
        assertThat(different).isEqualTo(6);
    }

    /** What PyTorch 2.5.1 takes where rounding product and difference one after the other would give the sample before or behind. */
    @ParameterizedTest
    @CsvSource({
        "2, 141, 70, 1",
        "2, 477, 238, 1",
        "4, 218, 54, 1",
        "4, 330, 82, 1",
        "6, 141, 23, 1",
        "8, 484, 60, 1",
        "12, 246, 20, 1",
        "12, 582, 48, 1",
        "20, 470, 23, 1",
        "26, 533, 20, 1"
    })
    void torchvisionRoundsOnce(int inputSize, int outputSize, int position, int sample) {
        assertThat(AxisPlan.of(Parity.TORCHVISION, ResampleFilter.NEAREST, inputSize, outputSize, position, 1)
                        .starts())
                .containsExactly(sample);
    }

    @ParameterizedTest
    @CsvSource({"640, 336", "336, 640", "1, 7", "7, 1", "97, 211", "4000, 448"})
    void torchvisionRoundsTheExactCentre(int inputSize, int outputSize) {
        int[] starts = AxisPlan.of(Parity.TORCHVISION, ResampleFilter.NEAREST, inputSize, outputSize, 0, outputSize)
                .starts();
        for (int i = 0; i < outputSize; i++) {
            long exact = (2L * i + 1) * inputSize / (2L * outputSize);
            assertThat((long) starts[i]).isBetween(exact - 1, exact);
        }
    }
}
