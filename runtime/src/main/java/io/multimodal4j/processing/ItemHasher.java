package io.multimodal4j.processing;

import io.multimodal4j.media.OpenedImage;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Content keys of items: SHA-256 over a canonical encoding in which every part carries a tag and its length, so that no two different inputs feed the
 * same bytes. Immutable, safe for any number of threads.
 */
final class ItemHasher {

    private static final String VERSION = "multimodal4j item 1";

    private final String architecture;
    private final String optionsKey;

    ItemHasher(String architecture, String optionsKey) {
        this.architecture = architecture;
        this.optionsKey = optionsKey;
    }

    String image(OpenedImage picture) {
        MessageDigest digest = sha256();
        text(digest, 'v', VERSION);
        text(digest, 'm', architecture);
        text(digest, 'o', optionsKey);
        text(digest, 'k', "image");
        text(digest, 's', picture.size().toString());
        text(digest, 't', picture.kind());
        part(digest, 'c', picture.content());
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void text(MessageDigest digest, char tag, String value) {
        part(digest, tag, value.getBytes(StandardCharsets.UTF_8));
    }

    private static void part(MessageDigest digest, char tag, byte[] value) {
        digest.update(
                ByteBuffer.allocate(9).put((byte) tag).putLong(value.length).flip());
        digest.update(value);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
