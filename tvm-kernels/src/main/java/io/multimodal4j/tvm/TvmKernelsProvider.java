package io.multimodal4j.tvm;

import io.multimodal4j.kernel.BackendUnavailableException;
import io.multimodal4j.kernel.KernelBackend;
import io.multimodal4j.kernel.KernelBackendProvider;

/**
 * Offers the back end {@value #NAME} as a service: on Linux on x86-64, on a CPU with at least AVX2, with the native jars of
 * {@code org.bytedeco}'s tvm, openblas, dnnl, opencl and javacpp on the class path.
 *
 * <p>Its kernels run in the calling thread and start no others. They come compiled for several kinds of CPU; the best that the machine
 * can run is taken, unless the system property {@value #CPU_PROPERTY} names another.
 */
public final class TvmKernelsProvider implements KernelBackendProvider {

    /** The name under which users choose this back end. */
    public static final String NAME = "tvm-cpu";

    /** Set to {@code x86-64-v3}, {@code x86-64-v4} or {@code x86-64-v4-vnni} to run the kernels of that kind of CPU. */
    public static final String CPU_PROPERTY = "multimodal4j.tvm.cpu";

    /** Made by {@link java.util.ServiceLoader}. */
    public TvmKernelsProvider() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int priority() {
        return 10;
    }

    /**
     * Loads the kernels. Several back ends may be open at a time; each frees what it holds.
     *
     * @return a back end that the caller closes
     * @throws BackendUnavailableException if this is another platform, the CPU lacks what the kernels need, or a file is missing or damaged
     */
    @Override
    public KernelBackend create() throws BackendUnavailableException {
        return TvmKernels.open(new JarFiles(), CpuFeatures.ofThisMachine(), System.getProperty(CPU_PROPERTY));
    }
}
