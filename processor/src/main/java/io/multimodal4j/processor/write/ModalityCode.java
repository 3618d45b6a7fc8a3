package io.multimodal4j.processor.write;

import io.multimodal4j.annotations.DType;
import io.multimodal4j.processor.model.Argument;
import io.multimodal4j.processor.model.CallDescriptor;
import io.multimodal4j.processor.model.EncodeDescriptor;
import io.multimodal4j.processor.model.FieldDescriptor;
import io.multimodal4j.processor.model.ModalityDescriptor;
import io.multimodal4j.processor.model.UpdateDescriptor;
import java.util.List;
import java.util.Locale;

/** The lines that declare one modality to the runtime. */
final class ModalityCode {

    private final ModalityDescriptor modality;
    private final String modelName;
    private final JavaSource source;

    ModalityCode(ModalityDescriptor modality, String modelName, JavaSource source) {
        this.modality = modality;
        this.modelName = modelName;
        this.source = source;
    }

    void write() {
        source.line(".modality(" + Literal.of(modality.name()) + ")");
        modality.limit().ifPresent(limit -> source.line(".limit(" + limit + ")"));
        List<FieldDescriptor> fields = modality.fields();
        fields.forEach(this::writeField);
        modality.alternatives()
                .forEach(encode -> writeEncode(encode, encode.fields().equals(fields)));
        modality.updates().forEach(this::writeUpdate);
        modality.sizeWithMostFeatures()
                .ifPresent(call -> source.line(".sizeWithMostFeatures(config -> " + code(call) + ")"));
        modality.maxTokensPerItem()
                .ifPresent(call -> source.line(".maxTokensPerItem((config, sequenceLength) -> " + code(call) + ")"));
    }

    private void writeField(FieldDescriptor field) {
        StringBuilder line = new StringBuilder(".")
                .append(field.layout().name().toLowerCase(Locale.ROOT))
                .append('(')
                .append(Literal.of(field.name()))
                .append(", ");
        if (field.dtype() != DType.FLOAT32) {
            line.append(source.name(RuntimeTypes.DTYPE))
                    .append('.')
                    .append(field.dtype())
                    .append(", ");
        }
        line.append(Literal.of(field.shape()));
        if (!field.sizes().isEmpty()) {
            line.append(", ").append(Literal.of(field.sizes()));
        }
        line.append(')');
        if (field.unitsPerRow() > 1) {
            line.append(".unitsPerRow(").append(field.unitsPerRow()).append(')');
        }
        line.append(
                switch (field.merging()) {
                    case ERROR -> "";
                    case LIST -> ".asList()";
                    case PAD -> ".padded()";
                });
        line.append(field.keepOnCpu() ? ".onCpu()" : "").append(field.optional() ? ".mayBeMissing()" : "");
        source.line(line.toString());
    }

    /** A call of the encode method, which names the fields that it takes unless it takes all. */
    private void writeEncode(EncodeDescriptor encode, boolean takesAll) {
        List<String> arguments = encode.fields().stream()
                .map(field -> "inputs." + getter(field) + "(" + Literal.of(field.name()) + ")")
                .toList();
        String taken =
                Literal.of(encode.fields().stream().map(FieldDescriptor::name).toList());
        source.call(
                ".encode((model, inputs) -> model." + encode.method() + "(",
                arguments,
                takesAll ? "))" : "), " + taken + ")");
    }

    private static String getter(FieldDescriptor field) {
        if (field.merging() == FieldDescriptor.Merging.LIST) {
            return "tensors";
        }
        return field.optional() ? "optional" : "tensor";
    }

    private void writeUpdate(UpdateDescriptor update) {
        String target = Literal.of(update.target());
        source.line(update.at()
                .map(at -> ".insertion(" + source.name(RuntimeTypes.INSERTION_POINT) + "." + at + ", " + target + ")")
                .orElse(".replacement(" + target + ")"));
        writeText("embed", update.embed());
        writeText("before", update.before());
        writeText("after", update.after());
        if (update.order() != 0) {
            source.line(".order(" + update.order() + ")");
        }
        source.line("." + (update.isContent() ? "content" : "count") + "("
                + update.call().map(call -> "(config, item) -> " + code(call)).orElse(Integer.toString(update.count()))
                + ")");
    }

    private void writeText(String setter, String text) {
        if (!text.isEmpty()) {
            source.line("." + setter + "(" + Literal.of(text) + ")");
        }
    }

    private String code(CallDescriptor call) {
        return modelName + "." + call.method() + "(" + Argument.code(call.arguments()) + ")";
    }
}
