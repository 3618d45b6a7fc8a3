package io.multimodal4j.processor.write;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import io.multimodal4j.annotations.Modality;
import io.multimodal4j.processor.model.Argument;
import io.multimodal4j.processor.model.ModalityDescriptor;
import io.multimodal4j.processor.model.ModelDescriptor;
import io.multimodal4j.processor.model.ReplacementDescriptor;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.Modifier;

/** Writes the one class that is generated for a model. */
final class RegistrationWriter {

    private static final Map<Argument, String> ARGUMENT_NAMES =
            Map.of(Argument.CONFIG, "config", Argument.CONTEXT, "context", Argument.SIZE, "image");

    private final ModelDescriptor model;
    private final ClassName modelName;
    private final TypeName configName;
    private final Constants constants;
    private final ConfigCode configCode;

    private RegistrationWriter(ModelDescriptor model) {
        this.model = model;
        this.modelName = JavaTypes.name(model.type());
        this.configName = model.config().map(JavaTypes::name).orElse(JavaTypes.NO_CONFIG);
        this.constants = new Constants(model);
        this.configCode = new ConfigCode(model);
    }

    static TypeSpec write(ModelDescriptor model, boolean generatedAnnotation) {
        return new RegistrationWriter(model).type(generatedAnnotation);
    }

    private TypeSpec type(boolean generatedAnnotation) {
        TypeSpec.Builder type = TypeSpec.classBuilder(
                        JavaTypes.name(model.type().registration()))
                .addJavadoc("Registration of {@link $T}, generated from its annotations.", modelName)
                .addModifiers(Modifier.PUBLIC, Modifier.FINAL)
                .addSuperinterface(ParameterizedTypeName.get(JavaTypes.MODEL_REGISTRATION, configName))
                .addFields(new SchemaCode(model, constants).fields());
        if (generatedAnnotation) {
            type.addAnnotation(JavaTypes.generatedBy("io.multimodal4j.processor.ModelProcessor"));
        }
        return type.addAnnotations(JavaTypes.suppressing(model.suppressions()))
                .addMethod(constructor())
                .addMethod(schema())
                .addMethod(readConfig())
                .addMethods(configCode.nestedReaders())
                .addMethod(promptUpdates())
                .addMethod(dummyInputs())
                .addMethod(create())
                .addMethod(embed())
                .build();
    }

    private static MethodSpec constructor() {
        return MethodSpec.constructorBuilder()
                .addJavadoc("For the index of models.")
                .addModifiers(Modifier.PUBLIC)
                .build();
    }

    private static MethodSpec.Builder override(String name, TypeName returned) {
        return MethodSpec.methodBuilder(name)
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .returns(returned);
    }

    private static MethodSpec schema() {
        return override("schema", JavaTypes.MODEL_SCHEMA)
                .addStatement("return $L", Constants.SCHEMA)
                .build();
    }

    private MethodSpec readConfig() {
        return override("readConfig", configName)
                .addParameter(JavaTypes.CONFIG_NODE, "config")
                .addCode(configCode.readConfig())
                .build();
    }

    private MethodSpec promptUpdates() {
        CodeBlock updates = model.modalities().stream().map(this::update).collect(CodeBlock.joining(",\n"));
        return override("promptUpdates", ParameterizedTypeName.get(ClassName.get(List.class), JavaTypes.PROMPT_UPDATE))
                .addParameter(configName, "config")
                .addStatement("return $T.of(\n$L)", List.class, updates)
                .build();
    }

    private CodeBlock update(ModalityDescriptor modality) {
        ReplacementDescriptor replacement = modality.replacement();
        CodeBlock count =
                CodeBlock.of("$T.$L($L)", modelName, replacement.method(), arguments(replacement.arguments()));
        return modality.name().equals(Modality.IMAGE)
                ? CodeBlock.of("$T.forImages($S, image -> $L)", JavaTypes.PROMPT_UPDATE, replacement.target(), count)
                : CodeBlock.of(
                        "$T.replacement($S, $S, item -> $L)",
                        JavaTypes.PROMPT_UPDATE,
                        modality.name(),
                        replacement.target(),
                        count);
    }

    private static CodeBlock arguments(List<Argument> arguments) {
        return arguments.stream()
                .map(argument -> CodeBlock.of("$L", ARGUMENT_NAMES.get(argument)))
                .collect(CodeBlock.joining(", "));
    }

    private MethodSpec dummyInputs() {
        CodeBlock items = model.modalities().stream()
                .map(m -> CodeBlock.of(".add($S, $S)", m.name(), m.replacement().target()))
                .collect(CodeBlock.joining(""));
        return override("dummyInputs", JavaTypes.PROMPT)
                .addParameter(JavaTypes.DUMMY_INPUTS, "dummies")
                .addStatement("return dummies$L.build()", items)
                .build();
    }

    private MethodSpec create() {
        return override("create", JavaTypes.SUPPORTS_MULTI_MODAL)
                .addParameter(configName, "config")
                .addParameter(JavaTypes.MODEL_CONTEXT, "context")
                .addStatement("return new $T($L)", modelName, arguments(model.constructorArguments()))
                .build();
    }

    private MethodSpec embed() {
        CodeBlock.Builder cases = CodeBlock.builder().add("return switch (modality) {\n$>");
        for (ModalityDescriptor modality : model.modalities()) {
            CodeBlock fields = modality.fields().stream()
                    .map(field -> CodeBlock.of("inputs.tensor($L)", constants.of(field)))
                    .collect(CodeBlock.joining(",\n"));
            String lineBreak = modality.fields().size() > 1 ? "\n" : "";
            cases.add(
                    "case $S -> (($T) model).$L($L$>$>$L$<$<);\n",
                    modality.name(),
                    modelName,
                    modality.encodeMethod(),
                    lineBreak,
                    fields);
        }
        List<String> taken =
                model.modalities().stream().map(ModalityDescriptor::name).toList();
        cases.add(
                "default -> throw new $T($S + modality + $S);\n$<};\n",
                IllegalArgumentException.class,
                model.type().shortName() + " takes no ",
                ", only " + String.join(" and ", taken));
        return override("embed", ParameterizedTypeName.get(ClassName.get(List.class), JavaTypes.TENSOR))
                .addParameter(JavaTypes.SUPPORTS_MULTI_MODAL, "model")
                .addParameter(String.class, "modality")
                .addParameter(JavaTypes.ENCODE_INPUTS, "inputs")
                .addCode(cases.build())
                .build();
    }
}
