package io.multimodal4j.kernel;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/** Chooses a kernel back end. */
public final class KernelBackends {

    /** The name that stands for the fastest back end that works. */
    public static final String AUTO = "auto";

    private KernelBackends() {}

    /**
     * Opens a back end.
     *
     * @param name a back end's name, or {@value #AUTO} for the fastest that works; why a faster one does not is logged
     * @return the back end; the caller closes it
     * @throws IllegalArgumentException if there is no back end of that name; the message lists them
     * @throws IllegalStateException if the back end that was asked for cannot run here; the message says why
     */
    public static KernelBackend open(String name) {
        List<KernelBackendProvider> providers = providers();
        if (name.equals(AUTO)) {
            return best(providers);
        }
        for (KernelBackendProvider provider : providers) {
            if (provider.name().equals(name)) {
                try {
                    return provider.create();
                } catch (BackendUnavailableException e) {
                    throw new IllegalStateException(
                            "the back end '" + name + "' cannot run here: " + e.getMessage(), e);
                }
            }
        }
        throw new IllegalArgumentException("there is no back end '" + name + "'; there are " + AUTO + ", "
                + providers.stream().map(KernelBackendProvider::name).collect(Collectors.joining(", ")));
    }

    private static List<KernelBackendProvider> providers() {
        List<KernelBackendProvider> providers = new ArrayList<>();
        ServiceLoader.load(KernelBackendProvider.class, KernelBackendProvider.class.getClassLoader())
                .forEach(providers::add);
        providers.sort(Comparator.comparingInt(KernelBackendProvider::priority)
                .reversed()
                .thenComparing(KernelBackendProvider::name));
        return providers;
    }

    private static KernelBackend best(List<KernelBackendProvider> providers) {
        System.Logger log = System.getLogger(KernelBackends.class.getName());
        for (KernelBackendProvider provider : providers) {
            try {
                KernelBackend backend = provider.create();
                log.log(Level.DEBUG, "kernel back end: {0}", backend.name());
                return backend;
            } catch (BackendUnavailableException e) {
                log.log(Level.INFO, "kernel back end {0} cannot run here: {1}", provider.name(), e.getMessage());
            }
        }
        throw new IllegalStateException("no kernel back end was found, not even the one in plain Java");
    }
}
