package io.multimodal4j.annotations;

import java.util.List;

/**
 * The names of the modalities, as vLLM spells them. Strings rather than an enum, so that they can be compared with what
 * requests, schemas and command lines say; a declaration that uses any other name does not compile.
 */
public final class Modality {

    /** Still pictures. */
    public static final String IMAGE = "image";

    /** Sequences of frames. */
    public static final String VIDEO = "video";

    /** Sound. */
    public static final String AUDIO = "audio";

    /** Every modality, in the order in which they are shown. */
    public static final List<String> ALL = List.of(IMAGE, VIDEO, AUDIO);

    private Modality() {}
}
