package io.multimodal4j.processor.write;

import io.multimodal4j.processor.model.Argument;
import io.multimodal4j.processor.model.ConfigRecord;
import io.multimodal4j.processor.model.ModelDescriptor;
import io.multimodal4j.processor.model.TypeRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes the one class that is generated for a model: what it declares, said to the runtime. */
final class RegistrationWriter {

    private static final String GENERATOR = "io.multimodal4j.processor.ModelProcessor";

    private final ModelDescriptor model;
    private final JavaSource source;
    private final String modelName;
    private final ConfigCode config;

    private RegistrationWriter(ModelDescriptor model, JavaSource source) {
        this.model = model;
        this.source = source;
        this.modelName = source.name(model.type());
        // What the author names has the first claim to its simple name: in the unnamed package it has no other.
        model.configRecords().stream().map(ConfigRecord::type).forEach(source::name);
        this.config = new ConfigCode(model, source);
    }

    static void write(ModelDescriptor model, boolean hasGenerated, JavaSource source) {
        new RegistrationWriter(model, source).write(hasGenerated);
    }

    private void write(boolean hasGenerated) {
        String className = model.type().registration().simpleName();
        String registration = source.name(RuntimeTypes.MODEL_REGISTRATION);
        source.line("/** Registration of {@link " + modelName + "}, generated from its annotations. */")
                .annotations(GENERATOR, hasGenerated, model.suppressions())
                .open("public final class " + className + " {")
                .line()
                .line("private " + className + "() {}")
                .line()
                .line("/** For the index of models. */")
                .open("public static " + registration + "<?> registration() {")
                .begin("return " + registration + ".<" + modelName + ", " + config.recordName() + ">builder(" + names()
                        + ")");
        writeModel();
        model.modalities().forEach(modality -> new ModalityCode(modality, modelName, source).write());
        source.end(".build();").close("}");
        config.writeNestedReaders();
        source.close("}");
    }

    private String names() {
        List<String> names = new ArrayList<>(model.architectures());
        names.add(0, model.type().binaryName());
        return Literal.of(names);
    }

    private void writeModel() {
        if (!model.description().isEmpty()) {
            source.line(".description(" + Literal.of(model.description()) + ")");
        }
        config.writeReader();
        source.line(".create((config, context) -> new " + modelName + "(" + Argument.code(model.constructorArguments())
                + "))");
        writePart("info", model.info());
        writePart("dummyInputs", model.dummyInputs());
        writePart("imageProcessor", model.imageProcessor());
    }

    private void writePart(String setter, Optional<TypeRef> part) {
        part.ifPresent(type -> source.line("." + setter + "(new " + source.name(type) + "())"));
    }
}
