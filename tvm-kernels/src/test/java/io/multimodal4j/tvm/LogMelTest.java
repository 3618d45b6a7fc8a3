package io.multimodal4j.tvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.multimodal4j.GoldenAudio;
import io.multimodal4j.annotations.DType;
import io.multimodal4j.kernel.LogMelPlan;
import io.multimodal4j.tensor.Tensor;
import java.nio.FloatBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Spectrograms are the Java kernels' within the bound that the back ends promise, and Whisper's. */
class LogMelTest extends KernelTest {

    static final float BOUND = 1e-5f;

    /** The last size has a factor that there is no butterfly for. */
    private static final int[] SIZES = {400, 8, 10, 30, 64, 90, 250, 480, 512, 402};

    @ParameterizedTest
    @MethodSource("variants")
    void equalsWhisper(String variant) {
        try (TvmKernels kernels = Variants.open(variant)) {
            for (JsonNode golden : GoldenAudio.records()) {
                int mels = golden.at("/shape/0").asInt();
                try (Tensor samples = GoldenAudio.samples(golden, allocator);
                        Tensor target = allocator.allocate(
                                DType.FLOAT32, mels, golden.at("/shape/1").asInt())) {
                    kernels.logMel(samples, LogMelPlan.of(400, 160, 16000, mels), target);
                    GoldenAudio.requireEqual(golden, target);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("variants")
    void isWithinTheBoundOfJava(String variant) {
        repeat(variant, 80, (kernels, random) -> {
            int size = SIZES[random.nextInt(SIZES.length)];
            int hop = 1 + random.nextInt(size);
            LogMelPlan plan = LogMelPlan.of(size, hop, 16000, 1 + random.nextInt(130));
            int frames = plan.leastFrames() + random.nextInt(40);
            int count = random.nextInt(4) == 0 ? 0 : random.nextInt(2 * frames * hop + 1);
            try (Guarded samples = new Guarded(allocator, random, DType.FLOAT32, count);
                    Guarded target = new Guarded(allocator, random, DType.FLOAT32, plan.mels(), frames);
                    Tensor expected = allocator.allocate(DType.FLOAT32, plan.mels(), frames)) {
                if (count > 0) {
                    FloatBuffer values = samples.tensor.asByteBuffer().asFloatBuffer();
                    for (int i = 0; i < count; i++) {
                        values.put(i, random.nextFloat() - 0.5f);
                    }
                }
                java.logMel(samples.tensor, plan, expected);
                kernels.logMel(samples.tensor, plan, target.tensor);
                String what = "frames of " + size + " by " + hop + ", " + samples.tensor + " to " + expected;
                float[] wanted = expected.toFloatArray();
                float[] found = target.tensor.toFloatArray();
                for (int i = 0; i < wanted.length; i++) {
                    assertThat(found[i]).as(what).isCloseTo(wanted[i], within(BOUND));
                }
                target.requireEqual(target.tensor, what);
            }
        });
    }
}
