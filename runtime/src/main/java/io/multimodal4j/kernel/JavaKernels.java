package io.multimodal4j.kernel;

import io.multimodal4j.tensor.Tensor;
import io.multimodal4j.tensor.TensorAllocator;

/**
 * The kernels in plain Java: they run everywhere, and the other back ends are tested against them. Holds no state.
 */
public final class JavaKernels implements KernelBackend {

    /** The name under which users choose this back end. */
    public static final String NAME = "java";

    /** Makes the back end. */
    public JavaKernels() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void resize(Tensor source, ResizePlan plan, Tensor target, TensorAllocator scratch) {
        KernelChecks.resize(source, plan, target);
        JavaResize.run(source, plan, target, scratch);
    }

    @Override
    public void crop(Tensor source, int top, int left, int fill, Tensor target) {
        KernelChecks.crop(source, fill, target);
        PictureWindow.copy(source, top, left, fill, target);
    }

    @Override
    public void normalize(Tensor source, int top, int left, int fill, NormalizeTable table, Tensor target) {
        KernelChecks.normalize(source, fill, table, target);
        PictureWindow.normalize(source, top, left, fill, table, target);
    }

    @Override
    public void patchify(Tensor frames, PatchLayout layout, NormalizeTable table, Tensor target) {
        KernelChecks.patchify(frames, layout, table, target);
        JavaPatchify.run(frames, layout, table, target);
    }

    @Override
    public void resizeFloat(Tensor source, Tensor target) {
        KernelChecks.resizeFloat(source, target);
        TorchBicubic.run(source, target);
    }

    @Override
    public void cast(Tensor source, Tensor target) {
        KernelChecks.cast(source, target);
        JavaCasts.run(source, target);
    }

    @Override
    public void mergeEmbeddings(Tensor inputsEmbeds, Tensor isMultimodal, Tensor embeddings) {
        KernelChecks.mergeEmbeddings(inputsEmbeds, isMultimodal, embeddings);
        JavaMerge.run(inputsEmbeds, isMultimodal, embeddings);
    }

    @Override
    public void logMel(Tensor samples, LogMelPlan plan, Tensor target) {
        KernelChecks.logMel(samples, plan, target);
        JavaLogMel.run(samples, plan, target);
    }

    @Override
    public void close() {
        // Holds nothing.
    }
}
