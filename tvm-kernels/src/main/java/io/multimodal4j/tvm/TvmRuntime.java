package io.multimodal4j.tvm;

import io.multimodal4j.kernel.BackendUnavailableException;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Path;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.llvm.global.LLVM;
import org.bytedeco.tvm.DLTensor;
import org.bytedeco.tvm.global.tvm_runtime;

/** Loads TVM's runtime, without its compiler. */
final class TvmRuntime {

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
        try {
            Loader.loadLibrary(TvmRuntime.class, new URL[] {anyLibrary.toUri().toURL()}, "jniLLVM");
        } catch (MalformedURLException e) {
            throw new IllegalStateException("a file always has a URL: " + anyLibrary, e);
        }
    }
}
