package io.multimodal4j.tvm;

import io.multimodal4j.kernel.BackendUnavailableException;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.tvm.TVMFunctionHandle;

/** A library that remembers which of its kernels were called. */
final class WatchedLibrary extends KernelLibrary {

    private final Set<Kernel> called = Collections.synchronizedSet(EnumSet.noneOf(Kernel.class));

    private WatchedLibrary(KernelLibrary loaded) {
        super(loaded);
    }

    /** Loads the library for one kind of CPU. */
    static WatchedLibrary load(String variant) {
        try {
            KernelManifest.Library library =
                    KernelManifest.read(new JarFiles()).choose(CpuFeatures.ofThisMachine(), variant);
            LibraryCache cache = new LibraryCache(Loader.getCacheDir().toPath().resolve("multimodal4j-kernels"));
            return new WatchedLibrary(KernelLibrary.load(cache.unpack(new JarFiles(), library)));
        } catch (BackendUnavailableException | java.io.IOException e) {
            throw new AssertionError(variant, e);
        }
    }

    @Override
    TVMFunctionHandle function(Kernel kernel) {
        called.add(kernel);
        return super.function(kernel);
    }

    Set<Kernel> called() {
        return called;
    }
}
