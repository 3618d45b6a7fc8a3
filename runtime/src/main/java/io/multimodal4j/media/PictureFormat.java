package io.multimodal4j.media;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The picture formats that can be read, told apart by their first bytes. */
enum PictureFormat {
    JPEG,
    PNG,
    WEBP,
    GIF,
    BMP,
    TIFF;

    /** Enough bytes to tell every format, and fewer than the smallest picture has. */
    static final int SIGNATURE_LENGTH = 12;

    static Optional<PictureFormat> of(byte[] encoded) {
        if (encoded.length < SIGNATURE_LENGTH) {
            return Optional.empty();
        }
        String start = text(encoded, 0, 8);
        if (start.startsWith("\u00ff\u00d8\u00ff")) {
            return Optional.of(JPEG);
        }
        if (start.equals("\u0089PNG\r\n\u001a\n")) {
            return Optional.of(PNG);
        }
        if (start.startsWith("RIFF") && text(encoded, 8, 4).equals("WEBP")) {
            return Optional.of(WEBP);
        }
        if (start.startsWith("GIF87a") || start.startsWith("GIF89a")) {
            return Optional.of(GIF);
        }
        if (start.startsWith("BM")) {
            return Optional.of(BMP);
        }
        return start.startsWith("II*\0") || start.startsWith("MM\0*") ? Optional.of(TIFF) : Optional.empty();
    }

    /** Whether the bytes begin an ISO media file: AVIF, HEIC, or a video. */
    static boolean isIsoMedia(byte[] encoded) {
        return encoded.length >= SIGNATURE_LENGTH && text(encoded, 4, 4).equals("ftyp");
    }

    private static String text(byte[] bytes, int from, int length) {
        return new String(bytes, from, length, StandardCharsets.ISO_8859_1);
    }
}
