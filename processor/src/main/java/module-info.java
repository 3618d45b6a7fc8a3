/** The annotation processors of multimodal4j, for {@code -processorpath} and {@code --processor-module-path}. */
module io.multimodal4j.processor {
    requires java.compiler;
    requires io.multimodal4j.annotations;
    requires static com.google.auto.service;
    requires static org.jspecify;

    provides javax.annotation.processing.Processor with
            io.multimodal4j.processor.ModelProcessor,
            io.multimodal4j.processor.RegistryProcessor;
}
