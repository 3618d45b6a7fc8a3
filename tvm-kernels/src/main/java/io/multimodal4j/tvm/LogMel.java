package io.multimodal4j.tvm;

import io.multimodal4j.kernel.LogMelPlan;
import io.multimodal4j.tensor.Tensor;

/** Whisper's spectrogram. */
final class LogMel {

    /** The widest vector of doubles; a transform has two frames per lane. */
    private static final int LANES = 8;

    private static final int BATCH = 2 * LANES;
    private static final int[] FACTORS = {2, 3, 5};

    private LogMel() {}

    /** Whether the kernel can transform frames of this size: it has butterflies for small prime factors only. */
    static boolean canTransform(LogMelPlan plan) {
        int rest = plan.fftSize();
        for (int factor : FACTORS) {
            while (rest % factor == 0) {
                rest /= factor;
            }
        }
        return rest == 1 && plan.fftSize() >= LANES;
    }

    static void run(KernelLibrary library, CallFrame frame, Tensor samples, LogMelPlan plan, Tensor target) {
        int size = plan.fftSize();
        long frames = target.dim(1);
        long padded = frames * plan.hopLength() + size;
        long logs = (frames + BATCH - 1) / BATCH * BATCH;
        ScratchTables tables = begin(frame, plan, padded, logs);
        frame.begin()
                .tensor(Element.FLOAT32, samples.address(), samples.dim(0))
                .scalar(plan.hopLength())
                .tensor(Element.FLOAT64, tables.add(plan.window()), size)
                .tensor(Element.FLOAT64, tables.add(plan.roots()), size, 2)
                .tensor(Element.INT32, tables.add(plan.firstBins()), plan.mels())
                .tensor(Element.INT32, tables.add(plan.offsets()), plan.mels() + 1L)
                .tensor(Element.FLOAT64, tables.add(plan.weights()), plan.weights().length)
                .tensor(Element.FLOAT32, tables.reserve(Element.FLOAT32, padded), padded)
                .tensor(Element.FLOAT64, tables.reserve(Element.FLOAT64, 2L * BATCH * size), 2L * BATCH * size)
                .tensor(
                        Element.FLOAT64,
                        tables.reserve(Element.FLOAT64, (long) BATCH * plan.bins()),
                        (long) BATCH * plan.bins())
                .tensor(Element.FLOAT32, tables.reserve(Element.FLOAT32, logs * plan.mels()), plan.mels(), logs)
                .tensor(Element.FLOAT32, target.address(), plan.mels(), frames)
                .call(library, Kernel.LOG_MEL);
    }

    private static ScratchTables begin(CallFrame frame, LogMelPlan plan, long padded, long logs) {
        ScratchTables tables = frame.tables();
        tables.begin(ScratchTables.sizeOf(Element.FLOAT64, plan.window().length)
                + ScratchTables.sizeOf(Element.FLOAT64, plan.roots().length)
                + ScratchTables.sizeOf(Element.FLOAT64, plan.weights().length)
                + 2 * ScratchTables.sizeOf(Element.INT32, plan.mels() + 1L)
                + ScratchTables.sizeOf(Element.FLOAT32, padded)
                + ScratchTables.sizeOf(Element.FLOAT64, 2L * BATCH * plan.fftSize())
                + ScratchTables.sizeOf(Element.FLOAT64, (long) BATCH * plan.bins())
                + ScratchTables.sizeOf(Element.FLOAT32, logs * plan.mels()));
        return tables;
    }
}
