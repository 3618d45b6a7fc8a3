package io.multimodal4j.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class QwenVlSamplingTest {

    private static final QwenVlSampling SAMPLING = QwenVlSampling.DEFAULT;

    /** The worked examples of the reference. */
    @Test
    void takesTheFramesOfTheReference() {
        assertThat(SAMPLING.ofRate(2, 100, 25)).containsExactly(0, 12, 25, 37, 50, 62, 75, 87);
        assertThat(SAMPLING.ofRate(2, 10, 30)).containsExactly(0, 2, 5, 7);
        assertThat(SAMPLING.ofRate(2, 3000, 24)).hasSize(250);
        assertThat(SAMPLING.ofNumber(33, 100)).hasSize(32);
        assertThat(SAMPLING.ofRate(30, 3000, 24)).hasSize(768);
    }

    @Test
    void takesFramesInOrderWithinTheVideo() {
        for (int total = 1; total <= 500; total++) {
            for (int frames = 2; frames <= total; frames += 2) {
                List<Integer> taken = SAMPLING.ofNumber(frames, total);
                assertThat(taken).hasSize(frames).isSorted().doesNotHaveDuplicates();
                assertThat(taken.get(frames - 1)).isLessThan(total);
            }
        }
    }

    @Test
    void refusesMoreThanThereAre() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SAMPLING.ofNumber(8, 7))
                .withMessageContaining("8 frames cannot be taken of a video of 7");
        assertThatIllegalArgumentException().isThrownBy(() -> SAMPLING.ofRate(2, 1, 25));
        assertThatIllegalArgumentException().isThrownBy(() -> new QwenVlSampling(2, 4, 3));
    }
}
