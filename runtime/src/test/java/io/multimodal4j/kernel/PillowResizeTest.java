package io.multimodal4j.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.multimodal4j.GoldenPictures;
import io.multimodal4j.annotations.DType;
import io.multimodal4j.tensor.Tensor;
import io.multimodal4j.tensor.TensorAllocator;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The Java kernels against goldens of the real Pillow. */
class PillowResizeTest {

    private final TensorAllocator allocator = new TensorAllocator();
    private final JavaKernels kernels = new JavaKernels();

    static Stream<JsonNode> goldens() {
        return GoldenPictures.resizes();
    }

    @ParameterizedTest
    @MethodSource("goldens")
    void equalsPillow(JsonNode golden) {
        JsonNode config = golden.get("config");
        ResampleFilter filter = Arrays.stream(ResampleFilter.values())
                .filter(f -> f.pillowCode() == config.get("resample").asInt())
                .findFirst()
                .orElseThrow();
        int height = config.get("out_h").asInt();
        int width = config.get("out_w").asInt();
        try (Tensor source = GoldenPictures.picture(golden, allocator);
                Tensor target = allocator.allocate(DType.UINT8, height, width, 3)) {
            ResizePlan plan = ResizePlan.of(
                    filter,
                    (int) source.dim(0),
                    (int) source.dim(1),
                    height,
                    width,
                    ResizePlan.Window.whole(height, width));
            kernels.resize(source, plan, target, allocator);
            assertThat(target.sha256())
                    .isEqualTo(golden.at("/outputs/rgb_hwc/sha256").asText());
        }
        assertThat(allocator.liveBytes()).isZero();
    }

    @Test
    void weightsAreThoseOfTheReference() {
        AxisPlan down = AxisPlan.of(ResampleFilter.BICUBIC, 5, 3, 0, 3);
        assertThat(down.starts()).containsExactly(0, 0, 1);
        assertThat(row(down, 0)).startsWith(2452055, 1871305, 0, -129056);
        assertThat(row(down, 1)).startsWith(-156067, 1033945, 2438549, 1033945, -156067);
        assertThat(row(down, 2)).startsWith(-129056, 0, 1871305, 2452055);
        AxisPlan up = AxisPlan.of(ResampleFilter.BICUBIC, 2, 4, 0, 4);
        assertThat(row(up, 0)).startsWith(4564390, -370086);
        assertThat(row(up, 3)).startsWith(-370086, 4564390);
        AxisPlan lanczos = AxisPlan.of(ResampleFilter.LANCZOS, 4, 2, 0, 2);
        assertThat(row(lanczos, 0)).startsWith(1946964, 1946964, 591023, -290647);
    }

    private static int[] row(AxisPlan plan, int position) {
        return Arrays.copyOfRange(plan.weights(), position * plan.taps(), (position + 1) * plan.taps());
    }

    @Test
    void aWindowEqualsTheCropOfTheWhole() {
        try (Tensor source = GoldenPictures.picture(131, 97, 3, allocator);
                Tensor whole = allocator.allocate(DType.UINT8, 61, 203, 3);
                Tensor cropped = allocator.allocate(DType.UINT8, 20, 33, 3);
                Tensor window = allocator.allocate(DType.UINT8, 20, 33, 3)) {
            ResampleFilter filter = ResampleFilter.BICUBIC;
            kernels.resize(
                    source,
                    ResizePlan.of(filter, 97, 131, 61, 203, ResizePlan.Window.whole(61, 203)),
                    whole,
                    allocator);
            kernels.crop(whole, 17, 101, cropped);
            kernels.resize(
                    source,
                    ResizePlan.of(filter, 97, 131, 61, 203, new ResizePlan.Window(17, 101, 20, 33)),
                    window,
                    allocator);
            assertThat(window.toByteArray()).isEqualTo(cropped.toByteArray());
        }
    }
}
