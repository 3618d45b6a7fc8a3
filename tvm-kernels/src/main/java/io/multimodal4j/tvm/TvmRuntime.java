package io.multimodal4j.tvm;

import io.multimodal4j.kernel.BackendUnavailableException;
import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Path;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.llvm.global.LLVM;
import org.bytedeco.openblas.global.openblas;
import org.bytedeco.opencl.global.OpenCL;
import org.bytedeco.tvm.DLTensor;
import org.bytedeco.tvm.global.tvm_runtime;

/** Loads TVM's runtime, without its compiler. */
final class TvmRuntime {

    /** What JavaCPP calls it. */
    private static final String COMPILER = "tvm_runtime:python/tvm/libtvm.so";

    private TvmRuntime() {}

    /**
     * Loads the runtime unless it is loaded.
     *
     * @param anyLibrary a library that is safe to load
     * @throws LinkageError if a class or a native library is missing
     */
    static void load(Path anyLibrary) throws BackendUnavailableException {
        if (LLVM.class.getResource("/org/bytedeco/llvm/linux-x86_64/libjniLLVM.so") == null) {
            doWithoutLlvm(anyLibrary);
        }
        doWithoutCompiler();
        Loader.load(tvm_runtime.class);
        int size = Loader.sizeof(DLTensor.class);
        if (size != CallFrame.TENSOR_BYTES || Loader.offsetof(DLTensor.class, "shape") != CallFrame.SHAPE_AT) {
            throw new BackendUnavailableException("TVM's DLTensor has " + size + " bytes, expected "
                    + CallFrame.TENSOR_BYTES + ": the tvm jar is of another version");
        }
    }

    /**
     * JavaCPP loads the binding of LLVM before that of TVM, whose runtime does not use it: only the compiler does. It stops if the native
     * part is not there, and that is 140 MB. So it is told that the part is already loaded.
     */
    private static void doWithoutLlvm(Path anyLibrary) {
        Loader.loadLibrary(TvmRuntime.class, url(anyLibrary), "jniLLVM");
    }

    /**
     * In place of the runtime JavaCPP first tries the compiler, which cannot be loaded without LLVM, and puts a link to the runtime where it was; so it
     * would unpack 80 MB in every process. If the runtime is already loaded under that name, it does not.
     */
    private static void doWithoutCompiler() throws BackendUnavailableException {
        for (Class<?> needed : new Class<?>[] {OpenCL.class, dnnl.class, openblas.class}) {
            Loader.load(needed);
        }
        try {
            File runtime = Loader.cacheResource(tvm_runtime.class, "/org/bytedeco/tvm/linux-x86_64/libtvm_runtime.so");
            if (runtime != null) {
                Loader.loadLibrary(tvm_runtime.class, url(runtime.toPath()), COMPILER);
            }
        } catch (IOException e) {
            throw new BackendUnavailableException("cannot unpack TVM's runtime to JavaCPP's cache", e);
        }
    }

    private static URL[] url(Path file) {
        try {
            return new URL[] {file.toUri().toURL()};
        } catch (MalformedURLException e) {
            throw new IllegalStateException("a file always has a URL: " + file, e);
        }
    }
}
