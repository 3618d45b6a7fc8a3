package io.multimodal4j.processor.write;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import io.multimodal4j.processor.model.FieldDescriptor;
import io.multimodal4j.processor.model.ModalityDescriptor;
import io.multimodal4j.processor.model.ModelDescriptor;
import io.multimodal4j.processor.model.UpdateDescriptor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import javax.lang.model.element.Modifier;

/** The constants of a registration: a field specification for each field, and the schema. */
final class SchemaCode {

    private final ModelDescriptor model;
    private final Constants constants;

    SchemaCode(ModelDescriptor model, Constants constants) {
        this.model = model;
        this.constants = constants;
    }

    List<FieldSpec> fields() {
        List<FieldSpec> fields = new ArrayList<>();
        for (ModalityDescriptor modality : model.modalities()) {
            for (FieldDescriptor field : modality.fields()) {
                fields.add(FieldSpec.builder(JavaTypes.FIELD_SPEC, constants.of(field))
                        .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                        .initializer(field(field))
                        .build());
            }
        }
        fields.add(FieldSpec.builder(JavaTypes.MODEL_SCHEMA, Constants.SCHEMA)
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                .initializer(schema())
                .build());
        return fields;
    }

    private static CodeBlock field(FieldDescriptor field) {
        CodeBlock.Builder code = CodeBlock.builder()
                .add(
                        "$T.$L(\n$>$>$S, $S, $T.$L, $S",
                        JavaTypes.FIELD_SPEC,
                        field.layout().name().toLowerCase(Locale.ROOT),
                        field.name(),
                        field.modality(),
                        JavaTypes.DTYPE,
                        field.dtype(),
                        field.shape());
        if (!field.sizes().isEmpty()) {
            code.add(", $S", field.sizes());
        }
        code.add(")");
        if (field.unitsPerRow() > 1) {
            code.add(".withUnitsPerRow($L)", field.unitsPerRow());
        }
        if (field.merging() != FieldDescriptor.Merging.ERROR) {
            code.add(".whenRagged($T.$L)", JavaTypes.RAGGED, field.merging());
        }
        if (field.keepOnCpu()) {
            code.add(".onCpu()");
        }
        if (field.optional()) {
            code.add(".mayBeMissing()");
        }
        return code.add("$<$<").build();
    }

    private CodeBlock schema() {
        CodeBlock modalities = model.modalities().stream().map(this::modality).collect(CodeBlock.joining(",\n"));
        return CodeBlock.builder()
                .add("new $T(\n$>$>", JavaTypes.MODEL_SCHEMA)
                .add("$S,\n", model.type().binaryName())
                .add("$T.of($L),\n", List.class, JavaTypes.literals(model.architectures()))
                .add("$S,\n", model.description())
                .add(
                        model.modalities().size() > 1 ? "$T.of(\n$>$>$L))$<$<$<$<" : "$T.of($L))$<$<",
                        List.class,
                        modalities)
                .build();
    }

    private CodeBlock modality(ModalityDescriptor modality) {
        CodeBlock limit = modality.limit().isPresent()
                ? CodeBlock.of("$T.of($L)", OptionalInt.class, modality.limit().getAsInt())
                : CodeBlock.of("$T.empty()", OptionalInt.class);
        CodeBlock fields = modality.fields().stream()
                .map(field -> CodeBlock.of("$L", constants.of(field)))
                .collect(CodeBlock.joining(", "));
        CodeBlock alternatives = modality.alternatives().stream()
                .map(encode -> CodeBlock.of(
                        "$T.of($L)",
                        List.class,
                        JavaTypes.literals(encode.fields().stream()
                                .map(FieldDescriptor::name)
                                .toList())))
                .collect(CodeBlock.joining(", "));
        List<UpdateDescriptor> updates = modality.updates();
        CodeBlock specifications =
                updates.stream().map(PromptCode::specification).collect(CodeBlock.joining(",\n"));
        return CodeBlock.builder()
                .add("new $T(\n$>$>", JavaTypes.MODALITY_SCHEMA)
                .add("$S,\n", modality.name())
                .add("$L,\n", limit)
                .add("$T.of($L),\n", List.class, fields)
                .add("$T.of($L),\n", List.class, alternatives)
                .add(updates.size() > 1 ? "$T.of(\n$>$>$L$<$<))$<$<" : "$T.of($L))$<$<", List.class, specifications)
                .build();
    }
}
