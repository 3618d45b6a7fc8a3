/** Kernels that Apache TVM compiled, as the back end {@code tvm-cpu}. */
module io.multimodal4j.tvm {
    requires transitive io.multimodal4j.runtime;
    requires static org.jspecify;
    requires com.fasterxml.jackson.databind;
    requires org.bytedeco.javacpp;
    requires org.bytedeco.dnnl;
    requires org.bytedeco.llvm;
    requires org.bytedeco.openblas;
    requires org.bytedeco.opencl;
    requires org.bytedeco.tvm;

    exports io.multimodal4j.tvm;

    provides io.multimodal4j.kernel.KernelBackendProvider with
            io.multimodal4j.tvm.TvmKernelsProvider;
}
