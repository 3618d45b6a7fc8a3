package io.multimodal4j.tvm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.multimodal4j.GoldenPictures;
import io.multimodal4j.annotations.DType;
import io.multimodal4j.kernel.Parity;
import io.multimodal4j.kernel.ResampleFilter;
import io.multimodal4j.kernel.ResizePlan;
import io.multimodal4j.tensor.Tensor;
import io.multimodal4j.tensor.TensorAllocator;
import io.multimodal4j.tvm.Oracle.Case;
import io.multimodal4j.tvm.Oracle.Fill;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kind of kernels that the machine can run gives Pillow's bytes, and the Java kernels'. */
class ResizeTest {

    private static final long SEED = 20261101;
    private static final ResampleFilter[] FILTERS = ResampleFilter.values();
    private static final ResampleFilter[] TORCHVISION_FILTERS = {
        ResampleFilter.NEAREST, ResampleFilter.BILINEAR, ResampleFilter.BICUBIC
    };

    private final TensorAllocator allocator = new TensorAllocator();

    static List<String> variants() {
        return Variants.runnable();
    }

    @AfterEach
    void everythingWasReturned() {
        assertThat(allocator.liveBytes()).isZero();
    }

    @ParameterizedTest
    @MethodSource("variants")
    void equalsPillow(String variant) {
        List<JsonNode> goldens = Stream.of("pil_nearest", "pil_bicubic", "pil_bilinear", "pil_lanczos")
                .flatMap(prefix -> GoldenPictures.records(prefix).stream())
                .toList();
        try (TvmKernels kernels = Variants.open(variant)) {
            for (JsonNode golden : goldens) {
                assertThat(resized(kernels, golden))
                        .as(golden.get("id").asText())
                        .isEqualTo(golden.at("/outputs/rgb_hwc/sha256").asText());
            }
        }
    }

    private String resized(TvmKernels kernels, JsonNode golden) {
        JsonNode config = golden.get("config");
        ResampleFilter filter = Arrays.stream(FILTERS)
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
            return target.sha256();
        }
    }

    @ParameterizedTest
    @MethodSource("variants")
    void randomSizesEqualJava(String variant) {
        compare(variant, random -> {
            int area = 120_000;
            int height = 1 + random.nextInt(random.nextInt(8) == 0 ? 2000 : 500);
            int width = 1 + random.nextInt(Math.min(2000, Math.max(1, area / height)));
            int outHeight = 1 + random.nextInt(random.nextInt(8) == 0 ? 2000 : 400);
            int outWidth = 1 + random.nextInt(Math.min(2000, Math.max(1, area / outHeight)));
            int channels = random.nextInt(3) > 0 ? 3 : 1 + random.nextInt(4);
            return Oracle.whole(
                    FILTERS[random.nextInt(FILTERS.length)],
                    height,
                    width,
                    channels,
                    outHeight,
                    outWidth,
                    fill(random));
        });
    }

    @ParameterizedTest
    @MethodSource("variants")
    void windowsEqualJava(String variant) {
        compare(variant, random -> {
            int outHeight = 1 + random.nextInt(300);
            int outWidth = 1 + random.nextInt(300);
            int top = random.nextInt(outHeight);
            int left = random.nextInt(outWidth);
            ResizePlan.Window window = new ResizePlan.Window(
                    top, left, 1 + random.nextInt(outHeight - top), 1 + random.nextInt(outWidth - left));
            // A side that keeps its size leaves its pass out.
            int height = random.nextInt(4) == 0 ? outHeight : 1 + random.nextInt(300);
            int width = random.nextInt(4) == 0 ? outWidth : 1 + random.nextInt(300);
            boolean torchvision = random.nextInt(3) == 0;
            return new Case(
                    torchvision ? Parity.TORCHVISION : Parity.PIL,
                    torchvision
                            ? TORCHVISION_FILTERS[random.nextInt(TORCHVISION_FILTERS.length)]
                            : FILTERS[random.nextInt(FILTERS.length)],
                    height,
                    width,
                    random.nextInt(3) > 0 ? 3 : 1 + random.nextInt(4),
                    outHeight,
                    outWidth,
                    window,
                    fill(random));
        });
    }

    private interface Cases {
        Case next(Random random);
    }

    private void compare(String variant, Cases cases) {
        try (TvmKernels kernels = Variants.open(variant)) {
            Oracle oracle = new Oracle(kernels, allocator);
            Random random = new Random(SEED);
            for (int i = 0; i < 200; i++) {
                Case next = cases.next(random);
                try {
                    oracle.resize(next, random);
                } catch (AssertionError e) {
                    throw new AssertionError("seed " + SEED + ", case " + i + ", " + variant + ": " + next, e);
                }
            }
        }
    }

    private static Fill fill(Random random) {
        return random.nextBoolean() ? Fill.BYTES : Fill.EXTREMES;
    }

    @ParameterizedTest
    @MethodSource("variants")
    void thinAndUglySizesEqualJava(String variant) {
        int[] sides = {1, 2, 3, 5, 6, 7, 13, 17, 31, 61, 64, 127};
        try (TvmKernels kernels = Variants.open(variant)) {
            Oracle oracle = new Oracle(kernels, allocator);
            Random random = new Random(SEED);
            for (int width : sides) {
                for (int outWidth : sides) {
                    for (ResampleFilter filter : FILTERS) {
                        int channels = 1 + random.nextInt(4);
                        Fill fill = fill(random);
                        oracle.resize(Oracle.whole(filter, 5, width, 3, 7, outWidth, fill), random);
                        oracle.resize(Oracle.whole(filter, width, 11, channels, outWidth, 9, fill), random);
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("variants")
    void torchvisionsWeightsEqualJava(String variant) {
        compare(variant, random -> {
            int outHeight = 1 + random.nextInt(random.nextInt(4) == 0 ? 1000 : 200);
            int outWidth = 1 + random.nextInt(Math.min(1000, Math.max(1, 60_000 / outHeight)));
            return new Case(
                    Parity.TORCHVISION,
                    TORCHVISION_FILTERS[random.nextInt(TORCHVISION_FILTERS.length)],
                    1 + random.nextInt(200),
                    1 + random.nextInt(random.nextInt(4) == 0 ? 3000 : 400),
                    3,
                    outHeight,
                    outWidth,
                    ResizePlan.Window.whole(outHeight, outWidth),
                    fill(random));
        });
    }

    @ParameterizedTest
    @MethodSource("variants")
    void extremeScalesEqualJava(String variant) {
        try (TvmKernels kernels = Variants.open(variant)) {
            Oracle oracle = new Oracle(kernels, allocator);
            Random random = new Random(SEED);
            for (Fill fill : Fill.values()) {
                oracle.resize(Oracle.whole(ResampleFilter.LANCZOS, 3, 2000, 3, 5, 1, fill), random);
                oracle.resize(Oracle.whole(ResampleFilter.BICUBIC, 2, 9000, 3, 2, 3, fill), random);
                oracle.resize(Oracle.whole(ResampleFilter.BICUBIC, 2000, 40, 3, 1, 30, fill), random);
                oracle.resize(Oracle.whole(ResampleFilter.BICUBIC, 2, 7, 3, 2000, 9, fill), random);
                oracle.resize(Oracle.whole(ResampleFilter.LANCZOS, 5, 6, 3, 9, 2000, fill), random);
                oracle.resize(Oracle.whole(ResampleFilter.BOX, 1000, 1000, 3, 3, 3, fill), random);
                oracle.resize(Oracle.whole(ResampleFilter.BICUBIC, 960, 1280, 3, 336, 448, fill), random);
            }
        }
    }
}
