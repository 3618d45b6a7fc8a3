package io.multimodal4j.template;

/** What a template expects the content of a message to be. */
public enum ContentFormat {
    /** A string. Media are placeholders in it, whose text the caller gives. */
    STRING,
    /** A list of parts such as {@code {"type": "image"}}, for which the template writes the placeholders. */
    PARTS
}
