package io.multimodal4j.processor.write;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import com.palantir.javapoet.WildcardTypeName;
import io.multimodal4j.processor.model.CallDescriptor;
import io.multimodal4j.processor.model.ConfigRecord;
import io.multimodal4j.processor.model.ModalityDescriptor;
import io.multimodal4j.processor.model.ModelDescriptor;
import io.multimodal4j.processor.model.TypeRef;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/** What a model says of limits and sizes, and its own image processor: hand-written classes, or a nested class that calls its methods. */
final class InfoCode {

    private final ModelDescriptor model;
    private final ClassName modelName;
    private final TypeName configName;
    private final String className;
    private final Map<String, CallDescriptor> sizes;
    private final Map<String, CallDescriptor> tokens;

    InfoCode(ModelDescriptor model, TypeName configName) {
        this.model = model;
        this.modelName = JavaTypes.name(model.type());
        this.configName = configName;
        this.className = freeName(model);
        this.sizes = calls(ModalityDescriptor::sizeWithMostFeatures);
        this.tokens = calls(ModalityDescriptor::maxTokensPerItem);
    }

    /** A nested class hides classes of its name, which in the unnamed package could not be named otherwise. */
    private static String freeName(ModelDescriptor model) {
        List<String> used = Stream.concat(
                        Stream.of(model.type()), model.configRecords().stream().map(ConfigRecord::type))
                .map(TypeRef::simpleNames)
                .map(names -> names.get(0))
                .toList();
        String name = "Info";
        for (int i = 2; used.contains(name); i++) {
            name = "Info" + i;
        }
        return name;
    }

    private Map<String, CallDescriptor> calls(Function<ModalityDescriptor, Optional<CallDescriptor>> kind) {
        Map<String, CallDescriptor> calls = new TreeMap<>();
        for (ModalityDescriptor modality : model.modalities()) {
            kind.apply(modality).ifPresent(call -> calls.put(modality.name(), call));
        }
        return calls;
    }

    /** The methods of the registration that there is something to say for. */
    List<MethodSpec> methods() {
        TypeName consumer = WildcardTypeName.supertypeOf(configName);
        Stream.Builder<MethodSpec> methods = Stream.builder();
        if (model.info().isPresent()) {
            methods.add(JavaTypes.override("info", ParameterizedTypeName.get(JavaTypes.PROCESSING_INFO, consumer))
                    .addStatement("return new $T()", JavaTypes.name(model.info().get()))
                    .build());
        } else if (isDeclared()) {
            methods.add(JavaTypes.override("info", ParameterizedTypeName.get(JavaTypes.PROCESSING_INFO, configName))
                    .addStatement("return new $L()", className)
                    .build());
        }
        model.imageProcessor()
                .ifPresent(factory -> methods.add(JavaTypes.override(
                                "imageProcessor",
                                ParameterizedTypeName.get(
                                        ClassName.get(Optional.class),
                                        ParameterizedTypeName.get(JavaTypes.IMAGE_PROCESSOR_FACTORY, consumer)))
                        .addStatement("return $T.of(new $T())", Optional.class, JavaTypes.name(factory))
                        .build()));
        return methods.build().toList();
    }

    private boolean isDeclared() {
        return !sizes.isEmpty() || !tokens.isEmpty();
    }

    /** The class that calls the model's methods, if it has any. */
    Optional<TypeSpec> nestedClass() {
        if (!isDeclared()) {
            return Optional.empty();
        }
        TypeSpec.Builder type = TypeSpec.classBuilder(className)
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                .addSuperinterface(ParameterizedTypeName.get(JavaTypes.PROCESSING_INFO, configName));
        if (!sizes.isEmpty()) {
            type.addMethod(method(
                            "sizeWithMostFeatures",
                            ParameterizedTypeName.get(ClassName.get(Optional.class), JavaTypes.ITEM_SIZE))
                    .addCode(cases(Optional.class, sizes))
                    .build());
        }
        if (!tokens.isEmpty()) {
            type.addMethod(method("maxTokensPerItem", ClassName.get(OptionalInt.class))
                    .addParameter(TypeName.INT, "sequenceLength")
                    .addCode(cases(OptionalInt.class, tokens))
                    .build());
        }
        return Optional.of(type.build());
    }

    private MethodSpec.Builder method(String name, TypeName returned) {
        return JavaTypes.override(name, returned)
                .addParameter(configName, "config")
                .addParameter(String.class, "modality");
    }

    private CodeBlock cases(Class<?> optional, Map<String, CallDescriptor> calls) {
        CodeBlock.Builder cases = CodeBlock.builder().add("return switch (modality) {\n$>");
        calls.forEach((modality, call) ->
                cases.add("case $S -> $T.of($L);\n", modality, optional, JavaTypes.call(modelName, call)));
        return cases.add("default -> $T.empty();\n$<};\n", optional).build();
    }
}
