package io.multimodal4j.kernel;

/** Offers {@link JavaKernels} as a service. */
public final class JavaKernelsProvider implements KernelBackendProvider {

    /** Made by {@link java.util.ServiceLoader}. */
    public JavaKernelsProvider() {}

    @Override
    public String name() {
        return JavaKernels.NAME;
    }

    @Override
    public int priority() {
        return 0;
    }

    @Override
    public KernelBackend create() {
        return new JavaKernels();
    }
}
