package io.multimodal4j.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.multimodal4j.annotations.DType;
import io.multimodal4j.tensor.Tensor;
import io.multimodal4j.tensor.TensorAllocator;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** PyTorch's uint8 resize: 16-bit weights of as many fraction bits as fit, added and shifted as they are. */
class TorchvisionResizeTest {

    private static final long SEED = 3;

    private final TensorAllocator allocator = new TensorAllocator();
    private final JavaKernels kernels = new JavaKernels();

    @Test
    void weightsAreThoseOfTheReference() {
        AxisPlan plan = AxisPlan.of(Parity.TORCHVISION, ResampleFilter.BICUBIC, 5, 3, 0, 3);
        assertThat(plan.precisionBits()).isEqualTo(15);
        assertThat(shortWeights(plan, 0)).startsWith(19157, 14620, 0, -1008);
        assertThat(shortWeights(plan, 1)).startsWith(-1219, 8078, 19051, 8078, -1219);
    }

    @Test
    void theLargestWeightIsThatOfTheWholeAxis() {
        AxisPlan whole = AxisPlan.of(Parity.TORCHVISION, ResampleFilter.BICUBIC, 100, 37, 0, 37);
        AxisPlan window = AxisPlan.of(Parity.TORCHVISION, ResampleFilter.BICUBIC, 100, 37, 5, 1);
        assertThat(window.precisionBits()).isEqualTo(whole.precisionBits());
        assertThat(shortWeights(window, 0)).isEqualTo(shortWeights(whole, 5));
    }

    private static int[] shortWeights(AxisPlan plan, int position) {
        int shift = AxisPlan.PRECISION_BITS - plan.precisionBits();
        return Arrays.stream(plan.weights(), position * plan.taps(), (position + 1) * plan.taps())
                .map(weight -> weight >> shift)
                .toArray();
    }

    @ParameterizedTest
    @EnumSource(names = {"BILINEAR", "BICUBIC", "NEAREST"})
    void equalsAccumulationInFewerBits(ResampleFilter filter) {
        Random random = new Random(SEED);
        for (int i = 0; i < 100; i++) {
            int height = 1 + random.nextInt(60);
            int width = 1 + random.nextInt(60);
            int outHeight = random.nextInt(4) == 0 ? height : 1 + random.nextInt(60);
            int outWidth = random.nextInt(4) == 0 ? width : 1 + random.nextInt(60);
            byte[] picture = new byte[height * width];
            random.nextBytes(picture);
            byte[] narrowed = width == outWidth ? picture : alongX(picture, width, axis(filter, width, outWidth));
            byte[] expected = height == outHeight
                    ? narrowed
                    : turned(alongX(turned(narrowed, outWidth), height, axis(filter, height, outHeight)), outHeight);
            assertThat(resized(filter, picture, height, width, outHeight, outWidth))
                    .as("%s %dx%d to %dx%d", filter, width, height, outWidth, outHeight)
                    .isEqualTo(expected);
        }
    }

    private static AxisPlan axis(ResampleFilter filter, int inputSize, int outputSize) {
        return AxisPlan.of(Parity.TORCHVISION, filter, inputSize, outputSize, 0, outputSize);
    }

    private static byte[] alongX(byte[] picture, int width, AxisPlan plan) {
        int bits = plan.precisionBits();
        byte[] result = new byte[picture.length / width * plan.outputSize()];
        for (int i = 0; i < result.length; i++) {
            int x = i % plan.outputSize();
            int row = i / plan.outputSize() * width;
            int[] weights = shortWeights(plan, x);
            int sum = bits == 0 ? 0 : 1 << (bits - 1);
            for (int j = 0; j < plan.counts()[x]; j++) {
                assertThat(weights[j]).isBetween((int) Short.MIN_VALUE, (int) Short.MAX_VALUE);
                sum += (picture[row + plan.starts()[x] + j] & 0xff) * weights[j];
            }
            result[i] = (byte) Math.max(0, Math.min(255, sum >> bits));
        }
        return result;
    }

    /** A picture of rows of {@code width} with its axes swapped. */
    private static byte[] turned(byte[] picture, int width) {
        byte[] result = new byte[picture.length];
        int height = picture.length / width;
        for (int i = 0; i < result.length; i++) {
            result[i] = picture[i % height * width + i / height];
        }
        return result;
    }

    private byte[] resized(ResampleFilter filter, byte[] picture, int height, int width, int outHeight, int outWidth) {
        ResizePlan.Window whole = ResizePlan.Window.whole(outHeight, outWidth);
        ResizePlan plan = ResizePlan.of(Parity.TORCHVISION, filter, height, width, outHeight, outWidth, whole);
        try (Tensor source = allocator.allocate(DType.UINT8, height, width, 1).put(picture);
                Tensor target = allocator.allocate(DType.UINT8, outHeight, outWidth, 1)) {
            kernels.resize(source, plan, target, allocator);
            return target.toByteArray();
        }
    }

    @Test
    void whatTorchvisionCannotIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AxisPlan.of(Parity.TORCHVISION, ResampleFilter.LANCZOS, 9, 3, 0, 3))
                .withMessageContaining("LANCZOS")
                .withMessageContaining("BICUBIC");
    }
}
