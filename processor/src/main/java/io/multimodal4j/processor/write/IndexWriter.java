package io.multimodal4j.processor.write;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeSpec;
import com.palantir.javapoet.WildcardTypeName;
import io.multimodal4j.processor.model.IndexDescriptor;
import java.util.List;
import javax.lang.model.element.Modifier;

/** Writes the index of a module's models. */
final class IndexWriter {

    private IndexWriter() {}

    static TypeSpec write(IndexDescriptor index, boolean generatedAnnotation) {
        TypeSpec.Builder type = TypeSpec.classBuilder(JavaTypes.name(index.type()))
                .addJavadoc(
                        "The models that were compiled together, by architecture; generated from their annotations.")
                .addModifiers(Modifier.PUBLIC, Modifier.FINAL)
                .addSuperinterface(JavaTypes.MODEL_INDEX);
        if (generatedAnnotation) {
            type.addAnnotation(JavaTypes.generatedBy("io.multimodal4j.processor.RegistryProcessor"));
        }
        AnnotationSpec.Builder models = AnnotationSpec.builder(JavaTypes.GENERATED_INDEX);
        index.modelNames().forEach(name -> models.addMember("value", "$S", name));
        return type.addAnnotations(JavaTypes.suppressing(index.suppressions()))
                .addAnnotation(models.build())
                .addMethod(constructor())
                .addMethod(architectures(index))
                .addMethod(registration(index))
                .build();
    }

    private static MethodSpec constructor() {
        return MethodSpec.constructorBuilder()
                .addJavadoc("For {@link java.util.ServiceLoader}.")
                .addModifiers(Modifier.PUBLIC)
                .build();
    }

    private static MethodSpec architectures(IndexDescriptor index) {
        CodeBlock names = index.models().keySet().stream()
                .map(name -> CodeBlock.of("$S", name))
                .collect(CodeBlock.joining(",\n"));
        return MethodSpec.methodBuilder("architectures")
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .returns(ParameterizedTypeName.get(List.class, String.class))
                .addStatement("return $T.of(\n$L)", List.class, names)
                .build();
    }

    private static MethodSpec registration(IndexDescriptor index) {
        CodeBlock.Builder cases = CodeBlock.builder().add("return switch (architecture) {\n$>");
        index.architecturesByModel()
                .forEach((model, names) -> cases.add(
                        "case $L -> new $T();\n", JavaTypes.literals(names), JavaTypes.name(model.registration())));
        cases.add(
                "default -> throw new $T($S + architecture);\n$<};\n",
                IllegalArgumentException.class,
                "no model here serves the architecture ");
        return MethodSpec.methodBuilder("registration")
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .returns(ParameterizedTypeName.get(
                        JavaTypes.MODEL_REGISTRATION, WildcardTypeName.subtypeOf(ClassName.OBJECT)))
                .addParameter(String.class, "architecture")
                .addCode(cases.build())
                .build();
    }
}
