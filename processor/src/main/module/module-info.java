/** The annotation processors of multimodal4j, for {@code -processorpath} and {@code --processor-module-path}. */
module io.multimodal4j.processor {
    requires java.compiler;
    requires io.multimodal4j.annotations;

    provides javax.annotation.processing.Processor with
            io.multimodal4j.processor.ModelProcessor,
            io.multimodal4j.processor.RegistryProcessor;
}
