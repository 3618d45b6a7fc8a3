package io.multimodal4j.tvm;

import io.multimodal4j.kernel.TorchBicubic;
import io.multimodal4j.tensor.Tensor;

/** PyTorch's bicubic interpolation. */
final class FloatBicubic {

    private static final int TAPS = TorchBicubic.TAPS;

    private FloatBicubic() {}

    static void run(KernelLibrary library, CallFrame frame, Tensor source, Tensor target) {
        int height = (int) target.dim(1);
        int width = (int) target.dim(2);
        ScratchTables tables = frame.tables();
        tables.begin(2 * ScratchTables.sizeOf(Element.INT32, (long) TAPS * height)
                + 3 * ScratchTables.sizeOf(Element.INT32, (long) TAPS * width));
        frame.begin()
                .tensor(Element.FLOAT32, source.address(), source.dim(0), source.dim(1), source.dim(2))
                .tensor(Element.INT32, indices(tables, (int) source.dim(2), width), width, TAPS)
                .tensor(Element.FLOAT32, weights(tables, (int) source.dim(2), width), width, TAPS)
                .tensor(Element.INT32, indices(tables, (int) source.dim(1), height), height, TAPS)
                .tensor(Element.FLOAT32, weights(tables, (int) source.dim(1), height), height, TAPS)
                .tensor(Element.FLOAT32, tables.reserve(Element.FLOAT32, (long) TAPS * width), TAPS, width)
                .tensor(Element.FLOAT32, target.address(), target.dim(0), height, width)
                .call(library, Kernel.FLOAT_BICUBIC);
    }

    private static long indices(ScratchTables tables, int inputSize, int outputSize) {
        long table = tables.reserve(Element.INT32, (long) TAPS * outputSize);
        for (int i = 0; i < TAPS * outputSize; i++) {
            tables.putInt(table, i, TorchBicubic.index(inputSize, outputSize, i / TAPS, i % TAPS));
        }
        return table;
    }

    private static long weights(ScratchTables tables, int inputSize, int outputSize) {
        long table = tables.reserve(Element.FLOAT32, (long) TAPS * outputSize);
        for (int i = 0; i < TAPS * outputSize; i++) {
            tables.putFloat(table, i, TorchBicubic.weight(inputSize, outputSize, i / TAPS, i % TAPS));
        }
        return table;
    }
}
