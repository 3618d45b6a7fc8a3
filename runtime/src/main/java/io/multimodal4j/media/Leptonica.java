package io.multimodal4j.media;

import org.bytedeco.javacpp.Loader;
import org.bytedeco.leptonica.global.leptonica;

/** Loads the decoder's native library once, and keeps it from writing to standard error: what goes wrong becomes our exceptions. */
final class Leptonica {

    private static final int SEVERITY_NONE = 6;

    private Leptonica() {}

    /** Does nothing but make sure that the library is loaded and quiet. */
    static void load() {
        Library.ready();
    }

    private static final class Library {
        static {
            try {
                Loader.load(leptonica.class);
            } catch (UnsatisfiedLinkError e) {
                throw new IllegalStateException(
                        "the native library of leptonica cannot be loaded; is org.bytedeco:leptonica (and javacpp) for "
                                + Loader.getPlatform() + " among the dependencies?",
                        e);
            }
            leptonica.setMsgSeverity(SEVERITY_NONE);
        }

        static void ready() {}
    }
}
