package io.multimodal4j.template;

import java.util.Objects;

/**
 * A part of a rendered prompt.
 *
 * @param text the characters
 * @param trusted true if the template (or the model's special tokens, or a placeholder of a medium) wrote them; false if they came from the messages, tools,
 *     documents or variables of the caller. A role that is one word counts as the template's. A special token that is not made of trusted characters alone was
 *     typed by somebody
 */
public record TextSegment(String text, boolean trusted) {

    /** Checks that there is a text. */
    public TextSegment {
        Objects.requireNonNull(text, "text");
    }
}
