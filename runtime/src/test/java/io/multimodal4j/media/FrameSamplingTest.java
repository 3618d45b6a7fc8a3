package io.multimodal4j.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FrameSamplingTest {

    /** Vectors of Hugging Face's Qwen2-VL video processor. */
    @Test
    void qwen2VlTakesTheFirstFrameOfEachPart() {
        assertThat(FrameSampling.Qwen2Vl.ofRate(2).indices(100, 25)).containsExactly(0, 12, 25, 37, 50, 62, 75, 87);
        assertThat(FrameSampling.Qwen2Vl.ofRate(2).indices(10, 30)).containsExactly(0, 2, 5, 7);
        assertThat(FrameSampling.Qwen2Vl.ofRate(2).indices(3_000, 24)).hasSize(250);
        assertThat(FrameSampling.Qwen2Vl.ofFrames(33).indices(100, 25)).hasSize(32);
        assertThat(FrameSampling.Qwen2Vl.ofRate(100).indices(5_000, 25)).hasSize(768);
        assertThat(FrameSampling.Qwen2Vl.ofRate(30).indices(3_000, 24)).hasSize(768);
        assertThat(FrameSampling.Qwen2Vl.ofFrames(4).indices(4, 1)).containsExactly(0, 1, 2, 3);
    }

    /** The product of step and index is rounded to float32 before its fraction is cut off. */
    @Test
    void qwen2VlRoundsAsTorchDoes() {
        List<Integer> indices = FrameSampling.Qwen2Vl.ofFrames(738).indices(2_998, 1);
        assertThat(indices).hasSize(738).contains(1_499).doesNotContain(1_498);
    }

    @Test
    void qwen2VlNeverLeavesTheVideo() {
        for (int total = 2; total < 400; total++) {
            for (int frames = 2; frames <= total; frames += 2) {
                List<Integer> indices = FrameSampling.Qwen2Vl.ofFrames(frames).indices(total, 1);
                assertThat(indices).hasSize(frames).isSorted().doesNotHaveDuplicates();
                assertThat(indices.get(0)).isZero();
                assertThat(indices.get(frames - 1)).isLessThan(total);
            }
        }
    }

    @Test
    void qwen2VlRefusesWhatCannotBeTaken() {
        assertThatExceptionOfType(MediaException.class)
                .isThrownBy(() -> FrameSampling.Qwen2Vl.ofFrames(8).indices(7, 25))
                .withMessageContaining("a video of 7 frames cannot be sampled to 8");
        assertThatExceptionOfType(MediaException.class)
                .isThrownBy(() -> FrameSampling.Qwen2Vl.ofRate(2).indices(1, 25));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FrameSampling.Qwen2Vl(OptionalInt.of(8), OptionalDouble.of(2), 4, 768, 2))
                .withMessageContaining("exactly one");
        assertThatIllegalArgumentException().isThrownBy(() -> FrameSampling.Qwen2Vl.ofRate(Double.NaN));
    }

    /** numpy.linspace(0, total - 1, n, dtype=int), made with NumPy 2.4.6. */
    @Test
    void uniformIsLinspace() {
        assertThat(FrameSampling.DEFAULT.indices(100, 1))
                .containsExactly(
                        0, 3, 6, 9, 12, 15, 19, 22, 25, 28, 31, 35, 38, 41, 44, 47, 51, 54, 57, 60, 63, 67, 70, 73, 76,
                        79, 83, 86, 89, 92, 95, 99);
        assertThat(new FrameSampling.Uniform(7).indices(50, 1)).containsExactly(0, 8, 16, 24, 32, 40, 49);
        assertThat(new FrameSampling.Uniform(1).indices(50, 1)).containsExactly(0);
        assertThat(FrameSampling.DEFAULT.indices(32, 1))
                .isEqualTo(IntStream.range(0, 32).boxed().toList());
        assertThat(FrameSampling.DEFAULT.indices(5, 1)).containsExactly(0, 1, 2, 3, 4);
    }

    /** vLLM: the smaller of num_frames and floor(duration * fps), at least 1. */
    @Test
    void rateIsLimitedAndAtLeastOne() {
        assertThat(new FrameSampling.Rate(2, 32).indices(100, 25))
                .hasSize(8)
                .startsWith(0)
                .endsWith(99);
        assertThat(new FrameSampling.Rate(2, 4).indices(100, 25)).containsExactly(0, 33, 66, 99);
        assertThat(new FrameSampling.Rate(0.1, 32).indices(100, 25)).containsExactly(0);
        assertThat(new FrameSampling.Rate(50, 1_000).indices(100, 25)).hasSize(100);
    }
}
