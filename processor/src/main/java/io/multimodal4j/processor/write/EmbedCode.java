package io.multimodal4j.processor.write;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import io.multimodal4j.processor.model.EncodeDescriptor;
import io.multimodal4j.processor.model.FieldDescriptor;
import io.multimodal4j.processor.model.ModalityDescriptor;
import io.multimodal4j.processor.model.ModelDescriptor;
import java.util.List;
import java.util.stream.Collectors;

/** The code that finds the encode method for what is there, and calls it. */
final class EmbedCode {

    private final ModelDescriptor model;
    private final ClassName modelName;
    private final Constants constants;

    EmbedCode(ModelDescriptor model, Constants constants) {
        this.model = model;
        this.modelName = JavaTypes.name(model.type());
        this.constants = constants;
    }

    CodeBlock body() {
        CodeBlock.Builder cases = CodeBlock.builder().add("return switch (modality) {\n$>");
        for (ModalityDescriptor modality : model.modalities()) {
            cases.add("case $S -> ", modality.name());
            if (modality.alternatives().size() == 1) {
                cases.add("$L;\n", call(modality.alternatives().get(0)));
            } else {
                cases.add("{\n$>$L$<}\n", choice(modality));
            }
        }
        List<String> taken =
                model.modalities().stream().map(ModalityDescriptor::name).toList();
        return cases.add(
                        "default -> throw new $T($S + modality + $S);\n$<};\n",
                        IllegalArgumentException.class,
                        model.type().shortName() + " takes no ",
                        ", only " + String.join(" and ", taken))
                .build();
    }

    private CodeBlock choice(ModalityDescriptor modality) {
        CodeBlock.Builder code = CodeBlock.builder();
        for (EncodeDescriptor encode : modality.alternatives()) {
            CodeBlock required = encode.requiredFields().stream()
                    .map(field -> CodeBlock.of("$L", constants.of(field)))
                    .collect(CodeBlock.joining(", "));
            code.add("if (inputs.has($L)) {\n$>yield $L;\n$<}\n", required, call(encode));
        }
        String needed = modality.alternatives().stream()
                .map(encode -> encode.requiredFields().stream()
                        .map(FieldDescriptor::name)
                        .collect(Collectors.joining(", ", "[", "]")))
                .collect(Collectors.joining(" or "));
        return code.add(
                        "throw new $T($S + inputs.names());\n",
                        JavaTypes.FIELD_EXCEPTION,
                        model.type().shortName() + " needs the fields " + needed + " of modality " + modality.name()
                                + ", but there are ")
                .build();
    }

    private CodeBlock call(EncodeDescriptor encode) {
        CodeBlock fields = encode.fields().stream()
                .map(field -> CodeBlock.of("inputs.$L($L)", getter(field), constants.of(field)))
                .collect(CodeBlock.joining(",\n"));
        String lineBreak = encode.fields().size() > 1 ? "\n" : "";
        return CodeBlock.of("(($T) model).$L($L$>$>$L$<$<)", modelName, encode.method(), lineBreak, fields);
    }

    private static String getter(FieldDescriptor field) {
        if (field.merging() == FieldDescriptor.Merging.LIST) {
            return "tensors";
        }
        return field.optional() ? "optional" : "tensor";
    }
}
