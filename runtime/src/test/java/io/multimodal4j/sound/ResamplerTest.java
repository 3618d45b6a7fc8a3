package io.multimodal4j.sound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.nio.FloatBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResamplerTest {

    /** Put zeros between the samples, convolve with the whole filter, take every so many. */
    private static double[] naive(float[] input, int up, int down) {
        int factor = Math.max(up, down);
        int half = 10 * factor;
        double[] filter = KaiserLowPass.coefficients(half, 1.0 / factor, 5);
        double[] stuffed = new double[input.length * up];
        for (int i = 0; i < input.length; i++) {
            stuffed[i * up] = input[i] * (double) up;
        }
        double[] output = new double[(stuffed.length + down - 1) / down];
        for (int m = 0; m < output.length; m++) {
            for (int k = -half; k <= half; k++) {
                int at = m * down - k;
                if (at >= 0 && at < stuffed.length) {
                    output[m] += filter[half + k] * stuffed[at];
                }
            }
        }
        return output;
    }

    @ParameterizedTest
    @CsvSource({"1, 3", "3, 1", "160, 441", "441, 160", "2, 3", "7, 5", "1, 12", "97, 89", "1, 2"})
    void equalsTheDefinition(int up, int down) {
        Random random = new Random(31L * up + down);
        for (int length : new int[] {1, 2, 19, 20, 21, 63, 200}) {
            float[] input = new float[length];
            for (int i = 0; i < length; i++) {
                input[i] = random.nextFloat() * 2 - 1;
            }
            double[] expected = naive(input, up, down);
            Resampler resampler = Resampler.of(down * 100, up * 100);
            assertThat(resampler.outputLength(length)).isEqualTo(expected.length);
            FloatBuffer output = FloatBuffer.allocate(expected.length);
            resampler.resample(FloatBuffer.wrap(input), output);
            for (int i = 0; i < expected.length; i++) {
                assertThat((double) output.get(i)).isCloseTo(expected[i], within(1e-7));
            }
        }
    }

    @Test
    void theFilterPassesAConstantAndIsSymmetric() {
        double[] filter = KaiserLowPass.coefficients(30, 1.0 / 3, 5);
        double sum = 0;
        for (int i = 0; i < filter.length; i++) {
            sum += filter[i];
            assertThat(filter[i]).isEqualTo(filter[filter.length - 1 - i]);
        }
        assertThat(sum).isCloseTo(1, within(1e-15));
    }

    @Test
    void anEqualRateCopies() {
        float[] input = {0.1f, -0.7f, Float.MIN_VALUE};
        FloatBuffer output = FloatBuffer.allocate(3);
        Resampler.of(16_000, 16_000).resample(FloatBuffer.wrap(input), output);
        assertThat(output.array()).isEqualTo(input);
    }

    @Test
    void theFilterIsBounded() {
        assertThatExceptionOfType(SoundException.class)
                .isThrownBy(() -> Resampler.of(1_000_003, 16_000))
                .withMessageContaining("from 1000003 to 16000 Hz");
        assertThatExceptionOfType(SoundException.class).isThrownBy(() -> Resampler.of(Integer.MAX_VALUE, 16_000));
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> Resampler.of(0, 16_000));
        assertThat(Resampler.of(1, 16_000).outputLength(10)).isEqualTo(160_000);
    }
}
