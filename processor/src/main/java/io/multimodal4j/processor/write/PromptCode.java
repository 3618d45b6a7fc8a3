package io.multimodal4j.processor.write;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import io.multimodal4j.annotations.InsertionPoint;
import io.multimodal4j.processor.model.ModalityDescriptor;
import io.multimodal4j.processor.model.ModelDescriptor;
import io.multimodal4j.processor.model.UpdateDescriptor;
import java.util.ArrayList;
import java.util.List;

/** The code of prompt updates: what they are, how the schema names them, and how dummy prompts use them. */
final class PromptCode {

    private PromptCode() {}

    /** The updates of all modalities, bound to a configuration. */
    static CodeBlock updates(ModelDescriptor model) {
        ClassName modelName = JavaTypes.name(model.type());
        List<CodeBlock> updates = new ArrayList<>();
        for (ModalityDescriptor modality : model.modalities()) {
            for (UpdateDescriptor update : modality.updates()) {
                updates.add(update(modelName, modality.name(), update));
            }
        }
        return updates.stream().collect(CodeBlock.joining(",\n"));
    }

    private static CodeBlock update(ClassName model, String modality, UpdateDescriptor update) {
        CodeBlock.Builder code = CodeBlock.builder()
                .add(update.at()
                        .map(at -> CodeBlock.of(
                                "$T.insertion($S, $T.$L, $S)",
                                JavaTypes.PROMPT_UPDATE,
                                modality,
                                JavaTypes.INSERTION_POINT,
                                at,
                                update.target()))
                        .orElseGet(() -> CodeBlock.of(
                                "$T.replacement($S, $S)", JavaTypes.PROMPT_UPDATE, modality, update.target())));
        String lineBreak = hasTexts(update) ? "\n" : "";
        code.add("$>$>");
        text(code, "embed", update.embed());
        text(code, "before", update.before());
        text(code, "after", update.after());
        if (update.order() != 0) {
            code.add("$L.order($L)", lineBreak, update.order());
        }
        CodeBlock what = update.call()
                .map(call -> CodeBlock.of("item -> $L", JavaTypes.call(model, call)))
                .orElseGet(() -> CodeBlock.of("$L", update.count()));
        return code.add("$L.$L($L)$<$<", lineBreak, update.isContent() ? "content" : "count", what)
                .build();
    }

    private static boolean hasTexts(UpdateDescriptor update) {
        return !(update.embed() + update.before() + update.after()).isEmpty();
    }

    private static void text(CodeBlock.Builder code, String setter, String text) {
        if (!text.isEmpty()) {
            code.add("\n.$L($S)", setter, text);
        }
    }

    /** How the schema names an update. */
    static CodeBlock specification(UpdateDescriptor update) {
        CodeBlock specification = update.at()
                .map(at -> CodeBlock.of(
                        "$T.insertion($T.$L, $S)",
                        JavaTypes.PROMPT_UPDATE_SPEC,
                        JavaTypes.INSERTION_POINT,
                        at,
                        update.target()))
                .orElseGet(() -> CodeBlock.of("$T.replacement($S)", JavaTypes.PROMPT_UPDATE_SPEC, update.target()));
        return update.order() == 0 ? specification : CodeBlock.of("$L.withOrder($L)", specification, update.order());
    }

    /** The dummy items of a modality. The tokenizer itself writes the prefix that a model inserts behind, so only other texts are needed. */
    static CodeBlock dummies(ModalityDescriptor modality) {
        UpdateDescriptor update = modality.updates().get(0);
        if (update.at().isEmpty()) {
            return CodeBlock.of(".add($S, $S)", modality.name(), update.target());
        }
        return update.at().get() == InsertionPoint.AFTER_TARGET
                ? CodeBlock.of(".text($S).add($S, $S)", update.target(), modality.name(), "")
                : CodeBlock.of(".add($S, $S)", modality.name(), "");
    }
}
