/** Annotated models that people use, and the command line {@code mm4j} over every model on the class path. */
module io.multimodal4j.samples {
    requires transitive io.multimodal4j.runtime;
    requires static org.jspecify;
    requires com.fasterxml.jackson.core;
    requires info.picocli;

    exports io.multimodal4j.samples;

    opens io.multimodal4j.cli to
            info.picocli;

    provides io.multimodal4j.model.ModelIndex with
            io.multimodal4j.samples.MultiModalIndex;
}
