package io.multimodal4j.processor.write;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import io.multimodal4j.processor.model.ModelDescriptor;
import java.util.List;
import javax.lang.model.element.Modifier;

/** Writes the one class that is generated for a model. */
final class RegistrationWriter {

    private final ModelDescriptor model;
    private final ClassName modelName;
    private final TypeName configName;
    private final Constants constants;
    private final ConfigCode configCode;
    private final InfoCode infoCode;

    private RegistrationWriter(ModelDescriptor model) {
        this.model = model;
        this.modelName = JavaTypes.name(model.type());
        this.configName = model.config().map(JavaTypes::name).orElse(JavaTypes.NO_CONFIG);
        this.constants = new Constants(model);
        this.configCode = new ConfigCode(model);
        this.infoCode = new InfoCode(model, configName);
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
                .addMethods(infoCode.methods())
                .addMethod(create())
                .addMethod(embed())
                .addTypes(infoCode.nestedClass().stream().toList())
                .build();
    }

    private static MethodSpec constructor() {
        return MethodSpec.constructorBuilder()
                .addJavadoc("For the index of models.")
                .addModifiers(Modifier.PUBLIC)
                .build();
    }

    private static MethodSpec schema() {
        return JavaTypes.override("schema", JavaTypes.MODEL_SCHEMA)
                .addStatement("return $L", Constants.SCHEMA)
                .build();
    }

    private MethodSpec readConfig() {
        return JavaTypes.override("readConfig", configName)
                .addParameter(JavaTypes.CONFIG_NODE, "config")
                .addCode(configCode.readConfig())
                .build();
    }

    private MethodSpec promptUpdates() {
        return JavaTypes.override(
                        "promptUpdates", ParameterizedTypeName.get(ClassName.get(List.class), JavaTypes.PROMPT_UPDATE))
                .addParameter(configName, "config")
                .addStatement("return $T.of(\n$L)", List.class, PromptCode.updates(model))
                .build();
    }

    private MethodSpec dummyInputs() {
        MethodSpec.Builder method = JavaTypes.override("dummyInputs", JavaTypes.PROMPT)
                .addParameter(configName, "config")
                .addParameter(JavaTypes.DUMMY_INPUTS, "dummies");
        if (model.dummyInputs().isPresent()) {
            return method.addStatement(
                            "return new $T().build(config, dummies)",
                            JavaTypes.name(model.dummyInputs().get()))
                    .build();
        }
        CodeBlock items = model.modalities().stream().map(PromptCode::dummies).collect(CodeBlock.joining(""));
        return method.addStatement("return dummies$L.build()", items).build();
    }

    private MethodSpec create() {
        return JavaTypes.override("create", JavaTypes.SUPPORTS_MULTI_MODAL)
                .addParameter(configName, "config")
                .addParameter(JavaTypes.MODEL_CONTEXT, "context")
                .addStatement("return new $T($L)", modelName, JavaTypes.arguments(model.constructorArguments()))
                .build();
    }

    private MethodSpec embed() {
        return JavaTypes.override("embed", ParameterizedTypeName.get(ClassName.get(List.class), JavaTypes.TENSOR))
                .addParameter(JavaTypes.SUPPORTS_MULTI_MODAL, "model")
                .addParameter(String.class, "modality")
                .addParameter(JavaTypes.ENCODE_INPUTS, "inputs")
                .addCode(new EmbedCode(model, constants).body())
                .build();
    }
}
