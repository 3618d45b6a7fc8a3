package io.multimodal4j.model;

import io.multimodal4j.annotations.DType;
import io.multimodal4j.annotations.InsertionPoint;
import io.multimodal4j.annotations.Limit;
import io.multimodal4j.field.FieldSpec;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a model declares, as data: the Java twin of {@code META-INF/multimodal4j/<class>.json}. Immutable.
 *
 * @param modelClass the model's binary class name
 * @param architectures the {@code architectures} entries that it serves
 * @param description one line about the model, may be empty
 * @param modalities its modalities, in the order of declaration
 */
public record ModelSchema(
        String modelClass, List<String> architectures, String description, List<ModalitySchema> modalities) {

    /**
     * Copies the lists.
     *
     * @param modelClass the model's binary class name
     * @param architectures the {@code architectures} entries that it serves
     * @param description one line about the model, may be empty
     * @param modalities its modalities, in the order of declaration
     */
    public ModelSchema {
        architectures = List.copyOf(architectures);
        modalities = List.copyOf(modalities);
    }

    /**
     * One modality of a model. Immutable.
     *
     * @param modality the modality's name
     * @param limit the most items that the model supports in one prompt, empty for no limit of its own
     * @param fields its fields, in the order of declaration, each once
     * @param alternatives the names of the fields that each encode method takes
     * @param promptUpdates its prompt updates, in the order of declaration
     */
    public record ModalitySchema(
            String modality,
            OptionalInt limit,
            List<FieldSpec> fields,
            List<List<String>> alternatives,
            List<PromptUpdateSpec> promptUpdates) {

        /**
         * Copies the lists.
         *
         * @param modality the modality's name
         * @param limit the most items that the model supports in one prompt
         * @param fields its fields
         * @param alternatives the names of the fields that each encode method takes
         * @param promptUpdates its prompt updates
         */
        public ModalitySchema {
            fields = List.copyOf(fields);
            alternatives = alternatives.stream().map(List::copyOf).toList();
            promptUpdates = List.copyOf(promptUpdates);
        }

        /**
         * The items that a prompt may carry when the application says nothing.
         *
         * @return the model's limit, or {@value Limit#DEFAULT_PER_PROMPT}
         */
        public int defaultLimit() {
            return limit.orElse(Limit.DEFAULT_PER_PROMPT);
        }

        private ModalitySchema withFloats(DType dtype) {
            List<FieldSpec> others = fields.stream()
                    .map(field -> field.dtype() == DType.FLOAT32 ? field.withDtype(dtype) : field)
                    .toList();
            return new ModalitySchema(modality, limit, others, alternatives, promptUpdates);
        }
    }

    /**
     * One declared prompt update. Immutable.
     *
     * @param mode {@code "replace"} or {@code "insert"}
     * @param at where: {@code "target"} for a replacement; {@code "start"}, {@code "prefix"}, {@code "target"} or {@code "end"} for an insertion
     * @param target the placeholder or the prefix, empty where there is none
     * @param order who wins where several match at the same place: the lowest
     */
    public record PromptUpdateSpec(String mode, String at, String target, int order) {

        /**
         * An update that puts an item in the target's place.
         *
         * @param target the placeholder
         * @return the update
         */
        public static PromptUpdateSpec replacement(String target) {
            return new PromptUpdateSpec("replace", "target", target, 0);
        }

        /**
         * An update that puts all items at one place.
         *
         * @param at the place
         * @param text the prefix or the target, empty for the other places
         * @return the update
         */
        public static PromptUpdateSpec insertion(InsertionPoint at, String text) {
            String place = switch (at) {
                case START -> "start";
                case AFTER_PREFIX -> "prefix";
                case AFTER_TARGET -> "target";
                case END -> "end";
            };
            return new PromptUpdateSpec("insert", place, text, 0);
        }

        /**
         * The same update with another order.
         *
         * @param newOrder the order
         * @return the update
         */
        public PromptUpdateSpec withOrder(int newOrder) {
            return new PromptUpdateSpec(mode, at, target, newOrder);
        }
    }

    /**
     * A modality of the model.
     *
     * @param name the modality's name
     * @return its schema, or empty if the model does not take it
     */
    public Optional<ModalitySchema> modality(String name) {
        return modalities.stream().filter(m -> m.modality().equals(name)).findFirst();
    }

    /**
     * The same model with its float32 fields in another type.
     *
     * @param dtype the type
     * @return the schema
     */
    public ModelSchema withFloats(DType dtype) {
        return new ModelSchema(
                modelClass,
                architectures,
                description,
                modalities.stream().map(modality -> modality.withFloats(dtype)).toList());
    }
}
