package io.multimodal4j.samples;

import io.multimodal4j.kernel.BackendUnavailableException;
import io.multimodal4j.kernel.KernelBackendProvider;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/** The back ends of the class path that can run on this machine. */
public final class Backends {

    private Backends() {}

    /** Their names. */
    public static Stream<String> here() {
        return ServiceLoader.load(KernelBackendProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(Backends::works)
                .map(KernelBackendProvider::name);
    }

    private static boolean works(KernelBackendProvider provider) {
        try {
            provider.create().close();
            return true;
        } catch (BackendUnavailableException e) {
            System.out.println("Not tested here: " + provider.name() + ": " + e.getMessage());
            return false;
        }
    }
}
