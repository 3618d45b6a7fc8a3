package io.multimodal4j.template;

/** Writes the placeholder of a medium, for templates whose content is a string. */
@FunctionalInterface
public interface MediaPlaceholder {

    /**
     * The placeholder, such as {@code <image>} or {@code <|image_1|>}.
     *
     * @param modality the modality, a constant of {@link io.multimodal4j.annotations.Modality}
     * @param number the number of the item among those of its modality, from 1
     * @return the text
     */
    String text(String modality, int number);
}
