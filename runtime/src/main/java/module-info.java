/** Text and media in, token ids, placeholder ranges and tensors out: vLLM's multi-modal input pipeline for the JVM. */
module io.multimodal4j.runtime {
    requires transitive io.multimodal4j.annotations;
    requires static java.compiler;
    requires static micrometer.core;
    requires static org.bytedeco.ffmpeg;
    requires static org.jspecify;
    requires ai.djl.api;
    requires ai.djl.tokenizers;
    requires com.fasterxml.jackson.databind;
    requires org.bytedeco.javacpp;
    requires org.bytedeco.leptonica;

    exports io.multimodal4j;
    exports io.multimodal4j.audio;
    exports io.multimodal4j.cache;
    exports io.multimodal4j.config;
    exports io.multimodal4j.engine;
    exports io.multimodal4j.fetch;
    exports io.multimodal4j.field;
    exports io.multimodal4j.image;
    exports io.multimodal4j.kernel;
    exports io.multimodal4j.media;
    exports io.multimodal4j.micrometer;
    exports io.multimodal4j.model;
    exports io.multimodal4j.processing;
    exports io.multimodal4j.prompt;
    exports io.multimodal4j.registry;
    exports io.multimodal4j.template;
    exports io.multimodal4j.tensor;
    exports io.multimodal4j.testing;
    exports io.multimodal4j.tokenizer;
    exports io.multimodal4j.video;

    uses io.multimodal4j.kernel.KernelBackendProvider;
    uses io.multimodal4j.model.ModelIndex;

    provides io.multimodal4j.kernel.KernelBackendProvider with
            io.multimodal4j.kernel.JavaKernelsProvider;
}
