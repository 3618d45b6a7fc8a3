package io.multimodal4j.model;

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
     * @param fields its fields, in the order of declaration
     * @param promptUpdates its prompt updates, in the order of declaration
     */
    public record ModalitySchema(
            String modality, OptionalInt limit, List<FieldSpec> fields, List<PromptUpdateSpec> promptUpdates) {

        /**
         * Copies the lists.
         *
         * @param modality the modality's name
         * @param limit the most items that the model supports in one prompt
         * @param fields its fields
         * @param promptUpdates its prompt updates
         */
        public ModalitySchema {
            fields = List.copyOf(fields);
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
    }

    /**
     * One declared prompt update. Immutable.
     *
     * @param mode what happens at the target: {@code "replace"}
     * @param target the placeholder
     */
    public record PromptUpdateSpec(String mode, String target) {

        /**
         * An update that puts an item's tokens in the target's place.
         *
         * @param target the placeholder
         * @return the update
         */
        public static PromptUpdateSpec replacement(String target) {
            return new PromptUpdateSpec("replace", target);
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
}
