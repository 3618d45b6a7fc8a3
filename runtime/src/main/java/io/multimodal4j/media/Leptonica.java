package io.multimodal4j.media;

import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.leptonica.Handler_BytePointer;
import org.bytedeco.leptonica.PIX;
import org.bytedeco.leptonica.global.leptonica;
import org.jspecify.annotations.Nullable;

/** Loads the decoder's native library once, and keeps it from writing to standard error: what goes wrong becomes our exceptions. */
final class Leptonica {

    private static final int SEVERITY_NONE = 6;
    private static final ReadWriteLock STRIPPING = new ReentrantReadWriteLock();

    private Leptonica() {}

    /** Does nothing but make sure that the library is loaded and quiet. */
    static void load() {
        Library.ready();
    }

    /**
     * Decodes a picture, or gives null. Whether 16-bit samples are kept is a global switch of the library, so PNGs that are not 16 bits grey may
     * only be decoded while it is off; those are many, the others rare.
     */
    static @Nullable PIX decode(byte[] encoded, boolean keep16Bits) {
        load();
        Lock lock = keep16Bits ? STRIPPING.writeLock() : STRIPPING.readLock();
        lock.lock();
        try {
            if (!keep16Bits) {
                return leptonica.pixReadMem(encoded, encoded.length);
            }
            leptonica.l_pngSetReadStrip16To8(0);
            try {
                return leptonica.pixReadMem(encoded, encoded.length);
            } finally {
                leptonica.l_pngSetReadStrip16To8(1);
            }
        } finally {
            lock.unlock();
        }
    }

    private static final class Library {
        private static final Silence SILENCE;

        static {
            try {
                Loader.load(leptonica.class);
                SILENCE = new Silence();
            } catch (UnsatisfiedLinkError e) {
                throw new IllegalStateException(
                        "the native library of leptonica cannot be loaded; is org.bytedeco:leptonica (and javacpp) for "
                                + Loader.getPlatform() + " among the dependencies?",
                        e);
            }
            leptonica.setMsgSeverity(SEVERITY_NONE);
            leptonica.leptSetStderrHandler(SILENCE);
        }

        static void ready() {}

        /** Is never collected, because native code holds it. */
        private static final class Silence extends Handler_BytePointer {
            @Override
            public void call(BytePointer message) {
                // What went wrong becomes our exceptions.
            }
        }
    }
}
