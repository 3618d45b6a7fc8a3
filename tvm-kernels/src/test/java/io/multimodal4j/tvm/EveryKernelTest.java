package io.multimodal4j.tvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.multimodal4j.annotations.DType;
import io.multimodal4j.kernel.KernelBackend;
import io.multimodal4j.kernel.LogMelPlan;
import io.multimodal4j.kernel.NormalizeTable;
import io.multimodal4j.kernel.Parity;
import io.multimodal4j.kernel.PatchLayout;
import io.multimodal4j.kernel.ResampleFilter;
import io.multimodal4j.kernel.ResizePlan;
import io.multimodal4j.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every function of the manifest, for every kind of CPU that the machine can run: called, and compared with the Java kernels on sizes of one pixel, primes, and
 * powers of two. A kernel that nobody compares does not compile here. The other tests go deeper, kernel by kernel.
 */
class EveryKernelTest extends KernelTest {

    private static final int ROUNDS = 60;
    private static final int[] SIDES = {1, 2, 3, 5, 7, 13, 16, 31, 61, 64, 97, 131, 257};

    @Test
    void theManifestHasNoOtherKernels() throws Exception {
        assertThat(KernelManifest.read(new JarFiles()).functions())
                .hasSameSizeAs(Kernel.values())
                .containsKeys(Arrays.stream(Kernel.values()).map(Kernel::symbol).toArray(String[]::new));
    }

    static List<Arguments> kernels() {
        return Variants.runnable().stream()
                .flatMap(variant -> Stream.of(Kernel.values()).map(kernel -> Arguments.of(variant, kernel)))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void equalsJava(String variant, Kernel kernel) {
        long seed = 20261124;
        Random random = new Random(seed);
        WatchedLibrary library = WatchedLibrary.load(variant);
        try (TvmKernels kernels = new TvmKernels(variant, library)) {
            for (int round = 0; round < ROUNDS; round++) {
                try {
                    compare(kernel, kernels, random);
                } catch (AssertionError e) {
                    throw new AssertionError("seed " + seed + ", round " + round + ", " + variant, e);
                }
            }
        }
        assertThat(library.called()).contains(kernel);
    }

    private void compare(Kernel kernel, TvmKernels kernels, Random random) {
        switch (kernel) {
            case RESIZE_RGB -> resize(kernels, random, Parity.PIL, weighs(random, true), 3);
            case RESIZE_RGB_SHORT -> resize(kernels, random, Parity.TORCHVISION, weighs(random, false), 3);
            case RESAMPLE_COLUMNS, RESAMPLE_ROWS ->
                resize(
                        kernels,
                        random,
                        Parity.PIL,
                        weighs(random, true),
                        random.nextInt(3) == 0 ? 4 : 1 + random.nextInt(2));
            case NEAREST -> resize(kernels, random, Parity.PIL, ResampleFilter.NEAREST, 1 + random.nextInt(4));
            case CROP -> crop(kernels, random);
            case NORMALIZE_FLOATS -> normalize(kernels, random, DType.FLOAT32);
            case NORMALIZE_HALVES -> normalize(kernels, random, half(random));
            case PATCHIFY_FLOATS -> patchify(kernels, random, DType.FLOAT32);
            case PATCHIFY_HALVES -> patchify(kernels, random, half(random));
            case FLOAT_BICUBIC -> interpolate(kernels, random);
            case CAST_TO_BFLOAT16 -> cast(kernels, random, DType.FLOAT32, DType.BFLOAT16);
            case CAST_FROM_BFLOAT16 -> cast(kernels, random, DType.BFLOAT16, DType.FLOAT32);
            case CAST_TO_FLOAT16 -> cast(kernels, random, DType.FLOAT32, DType.FLOAT16);
            case CAST_FROM_FLOAT16 -> cast(kernels, random, DType.FLOAT16, DType.FLOAT32);
            case MERGE_ROWS -> merge(kernels, random);
            case LOG_MEL -> logMel(kernels, random);
        }
    }

    private static int side(Random random) {
        return random.nextInt(4) == 0 ? 1 + random.nextInt(300) : SIDES[random.nextInt(SIDES.length)];
    }

    private static DType half(Random random) {
        return random.nextBoolean() ? DType.BFLOAT16 : DType.FLOAT16;
    }

    private static ResampleFilter weighs(Random random, boolean pillow) {
        List<ResampleFilter> filters = pillow
                ? List.of(ResampleFilter.BICUBIC, ResampleFilter.BILINEAR, ResampleFilter.LANCZOS)
                : List.of(ResampleFilter.BICUBIC, ResampleFilter.BILINEAR);
        return filters.get(random.nextInt(filters.size()));
    }

    private void resize(TvmKernels kernels, Random random, Parity parity, ResampleFilter filter, int channels) {
        int height = side(random);
        int width = side(random);
        Oracle.Fill fill = random.nextBoolean() ? Oracle.Fill.BYTES : Oracle.Fill.EXTREMES;
        new Oracle(kernels, allocator)
                .resize(
                        new Oracle.Case(
                                parity,
                                filter,
                                side(random),
                                side(random),
                                channels,
                                height,
                                width,
                                ResizePlan.Window.whole(height, width),
                                fill),
                        random);
    }

    /** A call with a back end, which writes to a tensor. */
    private interface Call {
        void run(KernelBackend kernels, Tensor target);
    }

    /** Calls both and compares every byte, also those around the target. */
    private void requireEqual(TvmKernels kernels, Random random, String what, Call call, DType dtype, long... shape) {
        try (Guarded target = new Guarded(allocator, random, dtype, shape);
                Tensor expected = allocator.allocate(dtype, shape)) {
            expected.put(target.tensor);
            call.run(java, expected);
            call.run(kernels, target.tensor);
            target.requireEqual(expected, what);
        }
    }

    private void crop(TvmKernels kernels, Random random) {
        int channels = 1 + random.nextInt(4);
        int top = side(random) - 60;
        int left = side(random) - 60;
        try (Guarded source = picture(random, channels)) {
            requireEqual(
                    kernels,
                    random,
                    source.tensor + " from " + top + ", " + left,
                    (backend, target) -> backend.crop(source.tensor, top, left, 9, target),
                    DType.UINT8,
                    side(random),
                    side(random),
                    channels);
        }
    }

    private Guarded picture(Random random, int channels) {
        return new Guarded(allocator, random, DType.UINT8, side(random), side(random), channels);
    }

    private void normalize(TvmKernels kernels, Random random, DType dtype) {
        int channels = random.nextInt(3) > 0 ? 3 : 1 + random.nextInt(4);
        int top = side(random) - 60;
        int left = side(random) - 60;
        NormalizeTable table = WindowsTest.table(channels, random);
        try (Guarded source = picture(random, channels)) {
            requireEqual(
                    kernels,
                    random,
                    source.tensor + " from " + top + ", " + left,
                    (backend, target) -> backend.normalize(source.tensor, top, left, 127, table, target),
                    dtype,
                    channels,
                    side(random),
                    side(random));
        }
    }

    private void patchify(TvmKernels kernels, Random random, DType dtype) {
        PatchLayout layout = new PatchLayout(
                random.nextBoolean() ? 14 : 1 + random.nextInt(31), 1 + random.nextInt(3), 1 + random.nextInt(3));
        int channels = random.nextInt(3) > 0 ? 3 : 1 + random.nextInt(4);
        int frames = 1 + random.nextInt(4);
        int height = layout.blockSize() * (1 + random.nextInt(2));
        int width = layout.blockSize() * (1 + random.nextInt(3));
        NormalizeTable table = WindowsTest.table(channels, random);
        try (Guarded source = new Guarded(allocator, random, DType.UINT8, frames, height, width, channels)) {
            requireEqual(
                    kernels,
                    random,
                    source.tensor + " in " + layout,
                    (backend, target) -> backend.patchify(source.tensor, layout, table, target),
                    dtype,
                    layout.rows(frames, height, width),
                    layout.columns(channels));
        }
    }

    private void interpolate(TvmKernels kernels, Random random) {
        int channels = 1 + random.nextInt(4);
        try (Guarded source = new Guarded(allocator, random, DType.FLOAT32, channels, side(random), side(random))) {
            FloatsTest.fill(source.tensor, random);
            requireEqual(
                    kernels,
                    random,
                    source.tensor.toString(),
                    (backend, target) -> backend.resizeFloat(source.tensor, target),
                    DType.FLOAT32,
                    channels,
                    side(random),
                    side(random));
        }
    }

    private void cast(TvmKernels kernels, Random random, DType from, DType to) {
        long[] shape = {side(random), side(random)};
        try (Guarded source = new Guarded(allocator, random, from, shape)) {
            requireEqual(
                    kernels,
                    random,
                    source.tensor + " to " + to,
                    (backend, target) -> backend.cast(source.tensor, target),
                    to,
                    shape);
        }
    }

    private void merge(TvmKernels kernels, Random random) {
        int tokens = side(random);
        byte[] mask = new byte[tokens];
        int marked = 0;
        for (int i = 0; i < tokens; i++) {
            mask[i] = (byte) random.nextInt(2);
            marked += mask[i];
        }
        DType dtype = FLOATS[random.nextInt(FLOATS.length)];
        int hidden = side(random);
        try (Tensor isMultimodal = allocator.allocate(DType.BOOL, tokens).put(mask);
                Guarded embeddings = new Guarded(allocator, random, dtype, marked, hidden)) {
            requireEqual(
                    kernels,
                    random,
                    embeddings.tensor + " of " + tokens,
                    (backend, inputs) -> backend.mergeEmbeddings(inputs, isMultimodal, embeddings.tensor),
                    dtype,
                    tokens,
                    hidden);
        }
    }

    private void logMel(TvmKernels kernels, Random random) {
        LogMelPlan plan = LogMelPlan.of(400, 160, 16000, random.nextBoolean() ? 80 : 128);
        int frames = plan.leastFrames() + random.nextInt(40);
        try (Guarded samples = new Guarded(allocator, random, DType.FLOAT32, side(random) * 20L);
                Tensor expected = allocator.allocate(DType.FLOAT32, plan.mels(), frames);
                Tensor target = allocator.allocate(DType.FLOAT32, plan.mels(), frames)) {
            FloatsTest.fill(samples.tensor, random);
            java.logMel(samples.tensor, plan, expected);
            kernels.logMel(samples.tensor, plan, target);
            assertThat(target.toFloatArray()).containsExactly(expected.toFloatArray(), within(LogMelTest.BOUND));
        }
    }
}
