package io.multimodal4j.tvm;

import io.multimodal4j.kernel.BackendUnavailableException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import org.bytedeco.tvm.TVMFunctionHandle;
import org.bytedeco.tvm.TVMModuleHandle;
import org.bytedeco.tvm.global.tvm_runtime;

/** A loaded library: a TVM module and its functions. {@link #close} must come after the last call. */
class KernelLibrary implements AutoCloseable {

    private final TVMModuleHandle module;
    private final Map<Kernel, TVMFunctionHandle> functions = new EnumMap<>(Kernel.class);

    private KernelLibrary(TVMModuleHandle module) {
        this.module = module;
    }

    /** Takes over what another one has loaded, which is not used any more. */
    KernelLibrary(KernelLibrary loaded) {
        this.module = loaded.module;
        this.functions.putAll(loaded.functions);
    }

    static KernelLibrary load(Path file) throws BackendUnavailableException {
        TvmRuntime.load(file);
        TVMModuleHandle module = new TVMModuleHandle();
        if (tvm_runtime.TVMModLoadFromFile(file.toString(), "so", module) != 0) {
            throw new BackendUnavailableException("TVM cannot load " + file + ": " + lastError());
        }
        KernelLibrary library = new KernelLibrary(module);
        try {
            for (Kernel kernel : Kernel.values()) {
                library.find(kernel, file);
            }
        } catch (BackendUnavailableException e) {
            library.close();
            throw e;
        }
        return library;
    }

    private void find(Kernel kernel, Path file) throws BackendUnavailableException {
        TVMFunctionHandle function = new TVMFunctionHandle();
        int status = tvm_runtime.TVMModGetFunction(module, kernel.symbol(), 0, function);
        if (status != 0 || function.isNull()) {
            throw new BackendUnavailableException(
                    "no kernel " + kernel.symbol() + " in " + file + (status == 0 ? "" : ": " + lastError()));
        }
        functions.put(kernel, function);
    }

    TVMFunctionHandle function(Kernel kernel) {
        TVMFunctionHandle function = functions.get(kernel);
        if (function == null) {
            throw new IllegalStateException(kernel.symbol() + " is not loaded");
        }
        return function;
    }

    static String lastError() {
        return tvm_runtime.TVMGetLastError().getString();
    }

    @Override
    public void close() {
        functions.values().forEach(tvm_runtime::TVMFuncFree);
        functions.clear();
        tvm_runtime.TVMModFree(module);
    }
}
