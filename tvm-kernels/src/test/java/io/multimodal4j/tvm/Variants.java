package io.multimodal4j.tvm;

import io.multimodal4j.kernel.BackendUnavailableException;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** The kinds of kernels that this machine can run: each is tested. */
final class Variants {

    private Variants() {}

    /** The names; without any the tests are skipped, and say why. */
    static List<String> runnable() {
        try {
            CpuFeatures features = CpuFeatures.ofThisMachine();
            List<String> names = KernelManifest.read(new JarFiles()).libraries().stream()
                    .filter(library -> features.has(library.cpu()))
                    .map(KernelManifest.Library::variant)
                    .toList();
            if (names.isEmpty()) {
                skip("this CPU has none of the instruction sets");
            }
            return names;
        } catch (BackendUnavailableException e) {
            if (CpuFeatures.isLinuxOnX86()) {
                throw new AssertionError("this platform must have kernels", e);
            }
            skip(String.valueOf(e.getMessage()));
            throw new AssertionError("a failed assumption throws", e);
        }
    }

    private static void skip(String why) {
        System.out.println("skipped: no TVM kernels here: " + why);
        Assumptions.abort(why);
    }

    static TvmKernels open(String variant) {
        try {
            return TvmKernels.open(new JarFiles(), CpuFeatures.ofThisMachine(), variant);
        } catch (BackendUnavailableException e) {
            throw new AssertionError(variant, e);
        }
    }
}
