package io.multimodal4j.tvm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.multimodal4j.GoldenPictures;
import io.multimodal4j.annotations.DType;
import io.multimodal4j.kernel.NormalizeTable;
import io.multimodal4j.kernel.PatchLayout;
import io.multimodal4j.kernel.ResampleFilter;
import io.multimodal4j.kernel.ResizePlan;
import io.multimodal4j.tensor.Tensor;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rows of patches equal the Java kernels' bit for bit, and Qwen2-VL's. */
class PatchesTest extends KernelTest {

    private record Frames(PatchLayout layout, int frames, int height, int width, int channels, DType dtype) {

        static Frames draw(Random random) {
            int patch = random.nextInt(3) == 0 ? 14 + 2 * random.nextInt(2) : 1 + random.nextInt(20);
            PatchLayout layout = new PatchLayout(patch, 1 + random.nextInt(3), 1 + random.nextInt(3));
            return new Frames(
                    layout,
                    1 + random.nextInt(4),
                    layout.blockSize() * (1 + random.nextInt(3)),
                    layout.blockSize() * (1 + random.nextInt(3)),
                    random.nextInt(3) > 0 ? 3 : 1 + random.nextInt(4),
                    FLOATS[random.nextInt(FLOATS.length)]);
        }

        long rows() {
            return layout.rows(frames, height, width);
        }

        long columns() {
            return layout.columns(channels);
        }
    }

    @ParameterizedTest
    @MethodSource("variants")
    void patchesEqualJava(String variant) {
        repeat(variant, 400, (kernels, random) -> compare(kernels, random, Frames.draw(random)));
    }

    /** Large enough to be written past the cache. */
    @ParameterizedTest
    @MethodSource("variants")
    void manyPatchesEqualJava(String variant) {
        repeat(variant, 6, (kernels, random) -> {
            PatchLayout layout = new PatchLayout(14, 2, 1 + random.nextInt(2));
            DType dtype = FLOATS[random.nextInt(FLOATS.length)];
            compare(kernels, random, new Frames(layout, 1 + random.nextInt(3), 308, 420, 3, dtype));
        });
    }

    private void compare(TvmKernels kernels, Random random, Frames f) {
        NormalizeTable table = WindowsTest.table(f.channels(), random);
        try (Guarded source =
                        new Guarded(allocator, random, DType.UINT8, f.frames(), f.height(), f.width(), f.channels());
                Guarded target = new Guarded(allocator, random, f.dtype(), f.rows(), f.columns());
                Tensor expected = allocator.allocate(f.dtype(), f.rows(), f.columns())) {
            java.patchify(source.tensor, f.layout(), table, expected);
            kernels.patchify(source.tensor, f.layout(), table, target.tensor);
            target.requireEqual(expected, f.toString());
        }
    }

    @ParameterizedTest
    @MethodSource("variants")
    void equalsQwen2Vl(String variant) {
        NormalizeTable clip = NormalizeTable.builder(3)
                .rescale(1 / 255.0)
                .normalize(
                        new double[] {0.48145466, 0.4578275, 0.40821073},
                        new double[] {0.26862954, 0.26130258, 0.27577711})
                .build();
        try (TvmKernels kernels = Variants.open(variant)) {
            for (JsonNode golden : GoldenPictures.records("qwen2vl_")) {
                JsonNode grid = golden.at("/outputs/image_grid_thw/samples");
                int height = 14 * grid.get("1").asInt();
                int width = 14 * grid.get("2").asInt();
                JsonNode expected = golden.at("/outputs/pixel_values");
                try (Tensor source = GoldenPictures.picture(golden, allocator);
                        Tensor resized = allocator.allocate(DType.UINT8, height, width, 3);
                        Tensor target = allocator.allocate(
                                DType.FLOAT32, expected.at("/shape/0").asLong(), 1176)) {
                    ResizePlan plan = ResizePlan.of(
                            ResampleFilter.BICUBIC,
                            (int) source.dim(0),
                            (int) source.dim(1),
                            height,
                            width,
                            ResizePlan.Window.whole(height, width));
                    kernels.resize(source, plan, resized, allocator);
                    kernels.patchify(resized.reshape(1, height, width, 3), new PatchLayout(14, 2, 2), clip, target);
                    assertThat(target.sha256()).isEqualTo(expected.get("sha256").asText());
                }
            }
        }
    }
}
