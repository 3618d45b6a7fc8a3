package io.multimodal4j.kernel;

/**
 * Makes a {@link KernelBackend}; found with {@link java.util.ServiceLoader}.
 */
public interface KernelBackendProvider {

    /**
     * The name of the back end that this makes.
     *
     * @return for example {@code "tvm-cpu"}
     */
    String name();

    /**
     * Which back end {@code auto} prefers: the highest that works.
     *
     * @return 0 for the pure-Java back end, more for faster ones
     */
    int priority();

    /**
     * Makes the back end, or says why this machine cannot have it.
     *
     * @return a back end that the caller closes
     * @throws BackendUnavailableException if something that it needs is missing; the message names it
     */
    KernelBackend create() throws BackendUnavailableException;
}
