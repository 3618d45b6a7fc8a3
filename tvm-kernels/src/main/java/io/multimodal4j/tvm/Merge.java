package io.multimodal4j.tvm;

import io.multimodal4j.kernel.KernelChecks;
import io.multimodal4j.tensor.Tensor;

/** Embeddings that go to the rows that a mask marks. */
final class Merge {

    private static final int RESULTS = 2;

    private Merge() {}

    static void run(
            KernelLibrary library, CallFrame frame, Tensor inputsEmbeds, Tensor isMultimodal, Tensor embeddings) {
        long rowBytes = inputsEmbeds.dim(1) * inputsEmbeds.dtype().bytes();
        ScratchTables tables = frame.tables();
        tables.begin(ScratchTables.sizeOf(Element.INT32, RESULTS));
        long results = tables.reserve(Element.INT32, RESULTS);
        frame.begin()
                .tensor(Element.UINT8, isMultimodal.address(), isMultimodal.dim(0))
                .tensor(Element.UINT8, embeddings.address(), embeddings.dim(0), rowBytes)
                .tensor(Element.INT32, results, RESULTS)
                .tensor(Element.UINT8, inputsEmbeds.address(), inputsEmbeds.dim(0), rowBytes)
                .call(library, Kernel.MERGE_ROWS);
        KernelChecks.marked(tables.getInt(results, 0), isMultimodal, embeddings);
    }
}
