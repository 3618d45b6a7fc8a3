/** Text and media in, token ids, placeholder ranges and tensors out: vLLM's multi-modal input pipeline for the JVM. */
module io.multimodal4j.runtime {
    requires transitive io.multimodal4j.annotations;
    requires static org.jspecify;
    requires org.bytedeco.javacpp;

    exports io.multimodal4j.kernel;
    exports io.multimodal4j.tensor;

    uses io.multimodal4j.kernel.KernelBackendProvider;

    provides io.multimodal4j.kernel.KernelBackendProvider with
            io.multimodal4j.kernel.JavaKernelsProvider;
}
