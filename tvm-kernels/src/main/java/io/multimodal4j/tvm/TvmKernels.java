package io.multimodal4j.tvm;

import io.multimodal4j.kernel.BackendUnavailableException;
import io.multimodal4j.kernel.JavaKernels;
import io.multimodal4j.kernel.KernelBackend;
import io.multimodal4j.kernel.KernelChecks;
import io.multimodal4j.kernel.LogMelPlan;
import io.multimodal4j.kernel.NormalizeTable;
import io.multimodal4j.kernel.PatchLayout;
import io.multimodal4j.kernel.ResizePlan;
import io.multimodal4j.tensor.Tensor;
import io.multimodal4j.tensor.TensorAllocator;
import java.io.IOException;
import java.nio.file.Path;
import org.bytedeco.javacpp.Loader;
import org.jspecify.annotations.Nullable;

/** The back end over one loaded library. */
final class TvmKernels implements KernelBackend {

    private static final String NATIVE_JARS = "javacpp, tvm, openblas, dnnl and opencl of org.bytedeco,"
            + " each also with the classifier linux-x86_64, must be on the class path";

    private final String variant;
    private final TensorAllocator allocator;
    private final KernelLibrary library;
    private final FramePool frames;
    private final JavaKernels java = new JavaKernels();

    /** A back end that closes its library. */
    TvmKernels(String variant, KernelLibrary library) {
        this.variant = variant;
        this.allocator = new TensorAllocator();
        this.library = library;
        this.frames = new FramePool(allocator, library);
    }

    /**
     * Loads the kernels for this CPU.
     *
     * @param files where the manifest and the libraries are
     * @param features what the CPU can do
     * @param wanted a variant, or null for the best
     */
    static TvmKernels open(KernelFiles files, CpuFeatures features, @Nullable String wanted)
            throws BackendUnavailableException {
        KernelManifest manifest = KernelManifest.read(files);
        KernelManifest.Library chosen = manifest.choose(features, wanted);
        Path file = new LibraryCache(cacheFolder()).unpack(files, chosen);
        try {
            return new TvmKernels(chosen.variant(), KernelLibrary.load(file));
        } catch (LinkageError e) {
            throw new BackendUnavailableException("TVM's runtime cannot be loaded; " + NATIVE_JARS, e);
        }
    }

    /** JavaCPP's: private to the user, and where TVM's own libraries are unpacked to. */
    private static Path cacheFolder() throws BackendUnavailableException {
        try {
            return Loader.getCacheDir().toPath().resolve("multimodal4j-kernels");
        } catch (IOException e) {
            throw new BackendUnavailableException(
                    "JavaCPP has no folder for unpacked libraries;"
                            + " set org.bytedeco.javacpp.cachedir to one that can be written",
                    e);
        }
    }

    @Override
    public String name() {
        return TvmKernelsProvider.NAME;
    }

    /** The kind of CPU whose kernels run. */
    String variant() {
        return variant;
    }

    /** Native memory that this back end holds between calls. */
    long heldBytes() {
        return allocator.liveBytes();
    }

    /** The most native memory that it held at a time. */
    long peakBytes() {
        return allocator.peakBytes();
    }

    /** Takes nothing from {@code scratch}: of the intermediate picture only as many rows exist as the second pass needs next. */
    @Override
    public void resize(Tensor source, ResizePlan plan, Tensor target, TensorAllocator scratch) {
        KernelChecks.resize(source, plan, target);
        requireIndexable("source", source);
        requireIndexable("target", target);
        CallFrame frame = frames.take();
        try {
            if (plan.horizontal().isEmpty() && plan.vertical().isEmpty()) {
                Windows.crop(library, frame, source, plan.top(), plan.left(), 0, target);
            } else if (!Nearest.run(library, frame, source, plan, target)
                    && !ResizeRgb.run(library, frame, source, plan, target)) {
                ResizePasses.run(library, frame, source, plan, target);
            }
        } finally {
            frames.giveBack(frame);
        }
    }

    @Override
    public void crop(Tensor source, int top, int left, int fill, Tensor target) {
        KernelChecks.crop(source, fill, target);
        requireIndexable("source", source);
        requireIndexable("target", target);
        CallFrame frame = frames.take();
        try {
            Windows.crop(library, frame, source, top, left, fill, target);
        } finally {
            frames.giveBack(frame);
        }
    }

    @Override
    public void normalize(Tensor source, int top, int left, int fill, NormalizeTable table, Tensor target) {
        KernelChecks.normalize(source, fill, table, target);
        requireIndexable("source", source);
        requireIndexable("target", target);
        CallFrame frame = frames.take();
        try {
            Windows.normalize(library, frame, source, top, left, fill, table, target);
        } finally {
            frames.giveBack(frame);
        }
    }

    @Override
    public void patchify(Tensor frames, PatchLayout layout, NormalizeTable table, Tensor target) {
        KernelChecks.patchify(frames, layout, table, target);
        CallFrame frame = this.frames.take();
        try {
            Patches.run(library, frame, frames, layout, table, target);
        } finally {
            this.frames.giveBack(frame);
        }
    }

    @Override
    public void resizeFloat(Tensor source, Tensor target) {
        KernelChecks.resizeFloat(source, target);
        requireIndexable("source", source);
        requireIndexable("target", target);
        CallFrame frame = frames.take();
        try {
            FloatBicubic.run(library, frame, source, target);
        } finally {
            frames.giveBack(frame);
        }
    }

    @Override
    public void cast(Tensor source, Tensor target) {
        KernelChecks.cast(source, target);
        CallFrame frame = frames.take();
        try {
            Casts.run(library, frame, source, target);
        } finally {
            frames.giveBack(frame);
        }
    }

    @Override
    public void mergeEmbeddings(Tensor inputsEmbeds, Tensor isMultimodal, Tensor embeddings) {
        KernelChecks.mergeEmbeddings(inputsEmbeds, isMultimodal, embeddings);
        CallFrame frame = frames.take();
        try {
            Merge.run(library, frame, inputsEmbeds, isMultimodal, embeddings);
        } finally {
            frames.giveBack(frame);
        }
    }

    /** Frames whose size has other prime factors than 2, 3 and 5 are left to the Java kernels. */
    @Override
    public void logMel(Tensor samples, LogMelPlan plan, Tensor target) {
        KernelChecks.logMel(samples, plan, target);
        requireIndexable("samples", samples);
        if (!LogMel.canTransform(plan)) {
            java.logMel(samples, plan, target);
            return;
        }
        CallFrame frame = frames.take();
        try {
            LogMel.run(library, frame, samples, plan, target);
        } finally {
            frames.giveBack(frame);
        }
    }

    private static void requireIndexable(String name, Tensor tensor) {
        if (tensor.elementCount() > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(name + " has " + tensor.elementCount()
                    + " elements, and the kernels index with 32 bits: " + tensor + "; process it in parts");
        }
    }

    @Override
    public void close() {
        frames.close();
    }
}
