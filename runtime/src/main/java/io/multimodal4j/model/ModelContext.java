package io.multimodal4j.model;

import java.util.Map;
import java.util.TreeSet;

/**
 * What the application gives to a model beside its configuration. Immutable.
 *
 * @param encoders the engine's encoders by modality
 */
public record ModelContext(Map<String, Encoder> encoders) {

    /**
     * Copies the encoders.
     *
     * @param encoders the engine's encoders by modality
     */
    public ModelContext {
        encoders = Map.copyOf(encoders);
    }

    /**
     * The engine's encoder for a modality.
     *
     * @param modality the modality's name
     * @return the encoder
     * @throws IllegalStateException if the application gave none
     */
    public Encoder encoder(String modality) {
        Encoder encoder = encoders.get(modality);
        if (encoder == null) {
            throw new IllegalStateException("no engine was given for modality " + modality + ", only for "
                    + new TreeSet<>(encoders.keySet())
                    + "; pass new ModelContext(Map.of(\"" + modality + "\", encoder)) when the model is created");
        }
        return encoder;
    }
}
