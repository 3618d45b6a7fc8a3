package io.multimodal4j.tvm;

import io.multimodal4j.annotations.DType;
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

    private TvmKernels(String variant, KernelLibrary library) {
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

    @Override
    public void resize(Tensor source, ResizePlan plan, Tensor target, TensorAllocator scratch) {
        KernelChecks.resize(source, plan, target);
        requireIndexable("source", source);
        requireIndexable("target", target);
        if (plan.horizontal().isEmpty() && plan.vertical().isEmpty()) {
            crop(source, plan.top(), plan.left(), target);
            return;
        }
        CallFrame frame = frames.take();
        try {
            if (!ResizeRgb.run(library, frame, source, plan, target, scratch)) {
                ResizePasses.run(library, frame, source, plan, target, scratch);
            }
        } finally {
            frames.giveBack(frame);
        }
    }

    @Override
    public void crop(Tensor source, int top, int left, int fill, Tensor target) {
        if (fill != 0) {
            java.crop(source, top, left, fill, target);
            return;
        }
        KernelChecks.crop(source, fill, target);
        requireIndexable("source", source);
        requireIndexable("target", target);
        long channels = source.dim(2);
        CallFrame frame = frames.take();
        try {
            frame.begin()
                    .bytes(source.address(), source.dim(0), source.dim(1) * channels)
                    .scalar(within(top, source.dim(0), target.dim(0)))
                    .scalar(within(left, source.dim(1), target.dim(1)) * channels)
                    .bytes(target.address(), target.dim(0), target.dim(1) * channels)
                    .call(library, Kernel.CROP);
        } finally {
            frames.giveBack(frame);
        }
    }

    /** A window that is all outside stays so when it is moved up to the picture's edge, and the sums in the kernel stay small. */
    private static long within(int start, long sourceSize, long targetSize) {
        return Math.max(-targetSize, Math.min(sourceSize, start));
    }

    @Override
    public void normalize(Tensor source, int top, int left, int fill, NormalizeTable table, Tensor target) {
        KernelChecks.normalize(source, fill, table, target);
        boolean whole = top == 0 && left == 0 && target.dim(1) == source.dim(0) && target.dim(2) == source.dim(1);
        if (!whole || target.dtype() != DType.FLOAT32) {
            java.normalize(source, top, left, fill, table, target);
            return;
        }
        requireIndexable("source", source);
        long pixels = source.dim(0) * source.dim(1);
        CallFrame frame = frames.take();
        try {
            ScratchTables tables = frame.tables();
            tables.begin(table.values().length);
            frame.begin()
                    .bytes(source.address(), pixels, table.channels())
                    .floats(tables.add(table.values()), table.channels(), NormalizeTable.ENTRIES)
                    .floats(target.address(), table.channels(), pixels)
                    .call(library, Kernel.NORMALIZE);
        } finally {
            frames.giveBack(frame);
        }
    }

    @Override
    public void patchify(Tensor frames, PatchLayout layout, NormalizeTable table, Tensor target) {
        java.patchify(frames, layout, table, target);
    }

    @Override
    public void resizeFloat(Tensor source, Tensor target) {
        java.resizeFloat(source, target);
    }

    @Override
    public void cast(Tensor source, Tensor target) {
        java.cast(source, target);
    }

    @Override
    public void mergeEmbeddings(Tensor inputsEmbeds, Tensor isMultimodal, Tensor embeddings) {
        java.mergeEmbeddings(inputsEmbeds, isMultimodal, embeddings);
    }

    @Override
    public void logMel(Tensor samples, LogMelPlan plan, Tensor target) {
        java.logMel(samples, plan, target);
    }

    private static void requireIndexable(String name, Tensor tensor) {
        if (tensor.byteSize() > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(name + " has " + tensor.byteSize()
                    + " bytes, and the kernels index with 32 bits: " + tensor + "; resize it in parts");
        }
    }

    @Override
    public void close() {
        frames.close();
    }
}
