package io.multimodal4j.samples;

import io.multimodal4j.kernel.KernelBackend;
import io.multimodal4j.kernel.LogMelPlan;
import io.multimodal4j.kernel.NormalizeTable;
import io.multimodal4j.kernel.PatchLayout;
import io.multimodal4j.kernel.ResizePlan;
import io.multimodal4j.tensor.Tensor;
import io.multimodal4j.tensor.TensorAllocator;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** A back end that remembers which operations of another one were called, and what memory they wrote. */
final class RecordingKernels implements KernelBackend {

    private final KernelBackend kernels;
    private final Set<String> operations = new TreeSet<>();
    private final TreeMap<Long, Long> written = new TreeMap<>();

    RecordingKernels(KernelBackend kernels) {
        this.kernels = kernels;
    }

    /** The names of the operations that were called. */
    Set<String> operations() {
        return operations;
    }

    /** Whether operations have written all of a tensor but zeros: tiles and frames that an item does not have are zeros in the batch. */
    boolean wroteAllButZerosOf(Tensor tensor) {
        ByteBuffer bytes = tensor.asByteBuffer();
        long reached = tensor.address();
        for (int i = 0; i < bytes.capacity(); i++) {
            long address = tensor.address() + i;
            if (address >= reached) {
                Map.Entry<Long, Long> before = written.floorEntry(address);
                reached = before == null ? address : Math.max(address, before.getValue());
            }
            if (address >= reached && bytes.get(i) != 0) {
                return false;
            }
        }
        return true;
    }

    private void record(String operation, Tensor target) {
        operations.add(operation);
        written.merge(target.address(), target.address() + target.byteSize(), Math::max);
    }

    @Override
    public String name() {
        return kernels.name();
    }

    @Override
    public void resize(Tensor source, ResizePlan plan, Tensor target, TensorAllocator scratch) {
        record("resize", target);
        kernels.resize(source, plan, target, scratch);
    }

    @Override
    public void crop(Tensor source, int top, int left, int fill, Tensor target) {
        record("crop", target);
        kernels.crop(source, top, left, fill, target);
    }

    @Override
    public void normalize(Tensor source, int top, int left, int fill, NormalizeTable table, Tensor target) {
        record("normalize", target);
        kernels.normalize(source, top, left, fill, table, target);
    }

    @Override
    public void patchify(Tensor frames, PatchLayout layout, NormalizeTable table, Tensor target) {
        record("patchify", target);
        kernels.patchify(frames, layout, table, target);
    }

    @Override
    public void resizeFloat(Tensor source, Tensor target) {
        record("resizeFloat", target);
        kernels.resizeFloat(source, target);
    }

    @Override
    public void cast(Tensor source, Tensor target) {
        record("cast", target);
        kernels.cast(source, target);
    }

    @Override
    public void mergeEmbeddings(Tensor inputsEmbeds, Tensor isMultimodal, Tensor embeddings) {
        record("mergeEmbeddings", inputsEmbeds);
        kernels.mergeEmbeddings(inputsEmbeds, isMultimodal, embeddings);
    }

    @Override
    public void logMel(Tensor samples, LogMelPlan plan, Tensor target) {
        record("logMel", target);
        kernels.logMel(samples, plan, target);
    }

    @Override
    public void close() {
        kernels.close();
    }
}
