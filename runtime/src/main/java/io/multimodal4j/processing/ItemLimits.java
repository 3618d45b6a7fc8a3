package io.multimodal4j.processing;

import io.multimodal4j.model.ModelSchema;
import io.multimodal4j.prompt.Prompt;
import io.multimodal4j.prompt.PromptException;
import java.util.Map;

/**
 * How many items of each modality one prompt may carry. Immutable.
 *
 * @param architecture the model's architecture
 * @param schema what it declares
 * @param effective the limits, by modality: those of the model or, where they are lower, of the application
 * @param supported the limits of the model alone
 */
public record ItemLimits(
        String architecture, ModelSchema schema, Map<String, Integer> effective, Map<String, Integer> supported) {

    /**
     * Copies the limits.
     *
     * @param architecture the model's architecture
     * @param schema what it declares
     * @param effective the limits, by modality
     * @param supported the limits of the model alone
     */
    public ItemLimits {
        effective = Map.copyOf(effective);
        supported = Map.copyOf(supported);
    }

    /**
     * The most items of a modality in one prompt.
     *
     * @param modality a modality that the model takes
     * @return the limit
     */
    public int limit(String modality) {
        return effective.getOrDefault(modality, 0);
    }

    void check(String modality, int given, Prompt prompt) {
        if (schema.modality(modality).isEmpty()) {
            throw new PromptException(
                    "the model " + architecture + " takes no " + modality + ", but " + given + " were given");
        }
        int asked = prompt.limit(modality).orElse(Integer.MAX_VALUE);
        int limit = Math.min(limit(modality), asked);
        if (given > limit) {
            throw new PromptException("at most " + limit + " " + modality + (limit == 1 ? "" : "s")
                    + " may be given in one prompt, got " + given + "; give fewer" + advice(modality, limit, asked));
        }
    }

    private String advice(String modality, int limit, int asked) {
        if (asked <= limit) {
            return " or raise the limit of this request";
        }
        return supported.getOrDefault(modality, Integer.MAX_VALUE) > limit
                ? " or raise the limit of modality " + modality
                : ": the model supports no more";
    }
}
