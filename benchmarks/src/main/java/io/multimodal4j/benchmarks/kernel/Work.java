package io.multimodal4j.benchmarks.kernel;

import io.multimodal4j.annotations.DType;
import io.multimodal4j.kernel.KernelBackend;
import io.multimodal4j.kernel.LogMelPlan;
import io.multimodal4j.kernel.NormalizeTable;
import io.multimodal4j.kernel.Parity;
import io.multimodal4j.kernel.PatchLayout;
import io.multimodal4j.kernel.ResampleFilter;
import io.multimodal4j.kernel.ResizePlan;
import io.multimodal4j.tensor.Tensor;
import io.multimodal4j.tensor.TensorAllocator;
import java.nio.ByteBuffer;

/** One kernel on one size, and the bytes that it cannot do without reading or writing. */
public enum Work {
    /** The ceiling: a copy of more than the caches hold. */
    COPY {
        @Override
        Call prepare(KernelBackend kernels, Memory memory) {
            ByteBuffer source = memory.bytes(COPIED).asByteBuffer();
            ByteBuffer target = memory.bytes(COPIED).asByteBuffer();
            return new Call(2L * COPIED, () -> target.put(0, source, 0, COPIED));
        }
    },
    /** A window of a large picture. */
    CROP {
        @Override
        Call prepare(KernelBackend kernels, Memory memory) {
            Tensor source = memory.picture(3000, 4000);
            Tensor target = memory.picture(2000, 2400);
            return new Call(2 * target.byteSize(), () -> kernels.crop(source, 500, 800, target));
        }
    },
    /** Twice as large. */
    NEAREST {
        @Override
        Call prepare(KernelBackend kernels, Memory memory) {
            return resize(kernels, memory, Parity.PIL, ResampleFilter.NEAREST, 1024, 1024, 2048, 2048);
        }
    },
    /** LLaVA's resize of a photograph in full HD. */
    RESIZE_HD {
        @Override
        Call prepare(KernelBackend kernels, Memory memory) {
            return resize(kernels, memory, Parity.PIL, ResampleFilter.BICUBIC, 1080, 1920, 336, 597);
        }
    },
    /** The same with torchvision's weights. */
    RESIZE_HD_TORCHVISION {
        @Override
        Call prepare(KernelBackend kernels, Memory memory) {
            return resize(kernels, memory, Parity.TORCHVISION, ResampleFilter.BICUBIC, 1080, 1920, 336, 597);
        }
    },
    /** LLaVA's resize of a photograph of twelve megapixels. */
    RESIZE_12_MP {
        @Override
        Call prepare(KernelBackend kernels, Memory memory) {
            return resize(kernels, memory, Parity.PIL, ResampleFilter.BICUBIC, 3000, 4000, 336, 448);
        }
    },
    /** Qwen2-VL's resize of a square picture. */
    RESIZE_SQUARE {
        @Override
        Call prepare(KernelBackend kernels, Memory memory) {
            return resize(kernels, memory, Parity.PIL, ResampleFilter.BICUBIC, 1024, 1024, 1036, 1036);
        }
    },
    /** To planar floats. */
    NORMALIZE_FLOAT32 {
        @Override
        Call prepare(KernelBackend kernels, Memory memory) {
            return normalize(kernels, memory, DType.FLOAT32);
        }
    },
    /** To planar bfloat16. */
    NORMALIZE_BFLOAT16 {
        @Override
        Call prepare(KernelBackend kernels, Memory memory) {
            return normalize(kernels, memory, DType.BFLOAT16);
        }
    },
    /** To patches of floats. */
    PATCHIFY_FLOAT32 {
        @Override
        Call prepare(KernelBackend kernels, Memory memory) {
            return patchify(kernels, memory, DType.FLOAT32);
        }
    },
    /** To patches of bfloat16. */
    PATCHIFY_BFLOAT16 {
        @Override
        Call prepare(KernelBackend kernels, Memory memory) {
            return patchify(kernels, memory, DType.BFLOAT16);
        }
    },
    /** Phi-3.5-vision's global view. */
    FLOAT_BICUBIC {
        @Override
        Call prepare(KernelBackend kernels, Memory memory) {
            Tensor source = memory.tensor(DType.FLOAT32, 3, 1008, 1344);
            Tensor target = memory.tensor(DType.FLOAT32, 3, 336, 336);
            return new Call(source.byteSize() + target.byteSize(), () -> kernels.resizeFloat(source, target));
        }
    },
    /** Floats to bfloat16. */
    CAST_TO_BFLOAT16 {
        @Override
        Call prepare(KernelBackend kernels, Memory memory) {
            return cast(kernels, memory, DType.FLOAT32, DType.BFLOAT16);
        }
    },
    /** Floats to float16. */
    CAST_TO_FLOAT16 {
        @Override
        Call prepare(KernelBackend kernels, Memory memory) {
            return cast(kernels, memory, DType.FLOAT32, DType.FLOAT16);
        }
    },
    /** And back. */
    CAST_FROM_BFLOAT16 {
        @Override
        Call prepare(KernelBackend kernels, Memory memory) {
            return cast(kernels, memory, DType.BFLOAT16, DType.FLOAT32);
        }
    },
    /** Five pictures of LLaVA into a prompt. */
    MERGE {
        @Override
        Call prepare(KernelBackend kernels, Memory memory) {
            Tensor inputs = memory.tensor(DType.BFLOAT16, 4096, 4096);
            Tensor mask = memory.tensor(DType.BOOL, 4096);
            for (int i = 0; i < 2880; i++) {
                mask.asByteBuffer().put(100 + i, (byte) 1);
            }
            Tensor embeddings = memory.tensor(DType.BFLOAT16, 2880, 4096);
            return new Call(2 * embeddings.byteSize(), () -> kernels.mergeEmbeddings(inputs, mask, embeddings));
        }
    },
    /** Thirty seconds of speech. */
    LOG_MEL {
        @Override
        Call prepare(KernelBackend kernels, Memory memory) {
            Tensor samples = memory.tensor(DType.FLOAT32, 480_000);
            for (int i = 0; i < 480_000; i++) {
                samples.asByteBuffer().putFloat(4 * i, (float) Math.sin(i * 0.01 * (1 + i % 7)));
            }
            Tensor target = memory.tensor(DType.FLOAT32, 128, 3000);
            LogMelPlan plan = LogMelPlan.of(400, 160, 16000, 128);
            return new Call(samples.byteSize() + target.byteSize(), () -> kernels.logMel(samples, plan, target));
        }
    };

    private static final int COPIED = 1 << 26;

    /**
     * A call that can be repeated.
     *
     * @param bytes what it reads and writes at least
     * @param action the call
     */
    record Call(long bytes, Runnable action) {}

    /** The tensors of a call, in one owner. Filled with bytes that differ, so that no page is the system's page of zeros. */
    static final class Memory implements AutoCloseable {
        private final TensorAllocator allocator = new TensorAllocator();
        private final java.util.List<Tensor> tensors = new java.util.ArrayList<>();

        Tensor tensor(DType dtype, long... shape) {
            Tensor tensor = allocator.allocate(dtype, shape);
            tensors.add(tensor);
            ByteBuffer bytes = tensor.asByteBuffer();
            boolean mask = dtype == DType.BOOL;
            for (int i = 0; i < bytes.capacity(); i++) {
                bytes.put(i, (byte) (mask ? 0 : (i * 31) >> 3 & 0x3f));
            }
            return tensor;
        }

        Tensor bytes(long size) {
            return tensor(DType.UINT8, size);
        }

        Tensor picture(long height, long width) {
            return tensor(DType.UINT8, height, width, 3);
        }

        TensorAllocator allocator() {
            return allocator;
        }

        @Override
        public void close() {
            tensors.forEach(Tensor::close);
        }
    }

    abstract Call prepare(KernelBackend kernels, Memory memory);

    private static Call resize(
            KernelBackend kernels,
            Memory memory,
            Parity parity,
            ResampleFilter filter,
            int height,
            int width,
            int newHeight,
            int newWidth) {
        Tensor source = memory.picture(height, width);
        Tensor target = memory.picture(newHeight, newWidth);
        ResizePlan plan = ResizePlan.of(
                parity, filter, height, width, newHeight, newWidth, ResizePlan.Window.whole(newHeight, newWidth));
        return new Call(
                source.byteSize() + target.byteSize(), () -> kernels.resize(source, plan, target, memory.allocator()));
    }

    private static Call normalize(KernelBackend kernels, Memory memory, DType dtype) {
        Tensor source = memory.picture(896, 896);
        Tensor target = memory.tensor(dtype, 3, 896, 896);
        NormalizeTable table = table();
        return new Call(source.byteSize() + target.byteSize(), () -> kernels.normalize(source, 0, 0, 0, table, target));
    }

    private static Call patchify(KernelBackend kernels, Memory memory, DType dtype) {
        PatchLayout layout = new PatchLayout(14, 2, 2);
        Tensor frames = memory.tensor(DType.UINT8, 1, 1036, 1036, 3);
        Tensor target = memory.tensor(dtype, layout.rows(1, 1036, 1036), layout.columns(3));
        NormalizeTable table = table();
        return new Call(frames.byteSize() + target.byteSize(), () -> kernels.patchify(frames, layout, table, target));
    }

    private static NormalizeTable table() {
        return NormalizeTable.builder(3)
                .rescale(1 / 255.0)
                .normalize(new double[] {0.48, 0.46, 0.41}, new double[] {0.27, 0.26, 0.28})
                .build();
    }

    private static Call cast(KernelBackend kernels, Memory memory, DType from, DType to) {
        Tensor source = memory.tensor(from, 1 << 24);
        Tensor target = memory.tensor(to, 1 << 24);
        return new Call(source.byteSize() + target.byteSize(), () -> kernels.cast(source, target));
    }
}
