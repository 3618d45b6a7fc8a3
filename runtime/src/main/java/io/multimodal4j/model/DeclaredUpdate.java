package io.multimodal4j.model;

import io.multimodal4j.annotations.InsertionPoint;
import io.multimodal4j.prompt.PromptUpdate;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/** A prompt update before it is bound to a configuration. */
record DeclaredUpdate<C>(
        String modality,
        Optional<InsertionPoint> at,
        String target,
        Consumer<PromptUpdate.Builder> texts,
        int order,
        BiFunction<PromptUpdate.Builder, C, PromptUpdate> what) {

    PromptUpdate bind(C config) {
        PromptUpdate.Builder update = at.map(place -> PromptUpdate.insertion(modality, place, target))
                .orElseGet(() -> PromptUpdate.replacement(modality, target))
                .order(order);
        texts.accept(update);
        return what.apply(update, config);
    }

    ModelSchema.PromptUpdateSpec schema() {
        return at.map(place -> ModelSchema.PromptUpdateSpec.insertion(place, target))
                .orElseGet(() -> ModelSchema.PromptUpdateSpec.replacement(target))
                .withOrder(order);
    }

    /** Adds the dummy items. The tokenizer itself writes the prefix that a model inserts behind, so only other texts are needed. */
    void addDummies(DummyInputsBuilder dummies) {
        at.filter(place -> place == InsertionPoint.AFTER_TARGET).ifPresent(place -> dummies.text(target));
        dummies.add(modality, at.isPresent() ? "" : target);
    }
}
