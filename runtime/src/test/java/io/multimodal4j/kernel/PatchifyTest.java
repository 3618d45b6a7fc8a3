package io.multimodal4j.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import io.multimodal4j.GoldenPictures;
import io.multimodal4j.annotations.DType;
import io.multimodal4j.tensor.Tensor;
import io.multimodal4j.tensor.TensorAllocator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Rows of patches against the real Qwen2-VL processor's, and against the definition one element at a time. */
class PatchifyTest {

    private static final PatchLayout QWEN2_VL = new PatchLayout(14, 2, 2);
    private static final NormalizeTable CLIP = NormalizeTable.builder(3)
            .rescale(1 / 255.0)
            .normalize(
                    new double[] {0.48145466, 0.4578275, 0.40821073}, new double[] {0.26862954, 0.26130258, 0.27577711})
            .build();

    private final TensorAllocator allocator = new TensorAllocator();
    private final JavaKernels kernels = new JavaKernels();

    static List<JsonNode> goldens() {
        return GoldenPictures.records("qwen2vl_");
    }

    @ParameterizedTest
    @MethodSource("goldens")
    void equalsQwen2Vl(JsonNode golden) {
        JsonNode grid = golden.at("/outputs/image_grid_thw/samples");
        int height = 14 * grid.get("1").asInt();
        int width = 14 * grid.get("2").asInt();
        JsonNode expected = golden.at("/outputs/pixel_values");
        try (Tensor source = GoldenPictures.picture(golden, allocator);
                Tensor resized = allocator.allocate(DType.UINT8, height, width, 3);
                Tensor target = allocator.allocate(
                        DType.FLOAT32,
                        expected.at("/shape/0").asLong(),
                        expected.at("/shape/1").asLong())) {
            ResizePlan plan = ResizePlan.of(
                    ResampleFilter.BICUBIC,
                    (int) source.dim(0),
                    (int) source.dim(1),
                    height,
                    width,
                    ResizePlan.Window.whole(height, width));
            kernels.resize(source, plan, resized, allocator);
            kernels.patchify(resized.reshape(1, height, width, 3), QWEN2_VL, CLIP, target);
            assertThat(target.sha256()).isEqualTo(expected.get("sha256").asText());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT32", "BFLOAT16", "FLOAT16"})
    void equalsTheDefinition(DType dtype) {
        Random random = new Random(17);
        for (int i = 0; i < 60; i++) {
            PatchLayout layout = new PatchLayout(1 + random.nextInt(5), 1 + random.nextInt(3), 1 + random.nextInt(3));
            int frames = 1 + random.nextInt(5);
            int height = layout.blockSize() * (1 + random.nextInt(4));
            int width = layout.blockSize() * (1 + random.nextInt(4));
            byte[] pixels = new byte[frames * height * width * 3];
            random.nextBytes(pixels);
            long rows = layout.rows(frames, height, width);
            try (Tensor source = allocator
                            .allocate(DType.UINT8, frames, height, width, 3)
                            .put(pixels);
                    Tensor target = allocator.allocate(dtype, rows, layout.columns(3))) {
                kernels.patchify(source, layout, CLIP, target);
                for (int at = 0; at < target.elementCount(); at++) {
                    int entry = entry(at, layout, frames, height, width, pixels);
                    if (dtype == DType.FLOAT32) {
                        assertThat(target.asByteBuffer().getFloat(4 * at)).isEqualTo(CLIP.values()[entry]);
                    } else {
                        assertThat(target.asByteBuffer().getShort(2 * at)).isEqualTo(CLIP.bits(dtype)[entry]);
                    }
                }
            }
        }
    }

    /** The index in the table of what element {@code at} becomes: (time, block row, block column, row, column, channel, frame, y, x). */
    private static int entry(int at, PatchLayout layout, int frames, int height, int width, byte[] pixels) {
        int p = layout.patchSize();
        int merge = layout.mergeSize();
        int[] sizes = {height / p / merge, width / p / merge, merge, merge, 3, layout.temporalPatchSize(), p, p};
        int[] index = new int[sizes.length];
        int rest = at;
        for (int axis = sizes.length - 1; axis >= 0; axis--) {
            index[axis] = rest % sizes[axis];
            rest /= sizes[axis];
        }
        int frame = Math.min(rest * layout.temporalPatchSize() + index[5], frames - 1);
        int y = (index[0] * merge + index[2]) * p + index[6];
        int x = (index[1] * merge + index[3]) * p + index[7];
        return index[4] * NormalizeTable.ENTRIES + (pixels[((frame * height + y) * width + x) * 3 + index[4]] & 0xff);
    }

    @Test
    void whatDoesNotFitIsNamed() {
        try (Tensor frames = allocator.allocate(DType.UINT8, 1, 28, 30, 3);
                Tensor target = allocator.allocate(DType.FLOAT32, 4, 1176)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> kernels.patchify(frames, QWEN2_VL, CLIP, target))
                    .withMessageContaining("multiples of 28")
                    .withMessageContaining("uint8[1, 28, 30, 3]");
        }
        assertThatIllegalArgumentException().isThrownBy(() -> new PatchLayout(14, 0, 2));
    }
}
