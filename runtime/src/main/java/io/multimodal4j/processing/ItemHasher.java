package io.multimodal4j.processing;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Content keys of items: SHA-256 over a canonical encoding in which every part carries its name, its type and its length, so that no two different inputs feed
 * the same bytes. Immutable, safe for any number of threads.
 */
final class ItemHasher {

    private static final String VERSION = "multimodal4j item 2";

    private final String architecture;

    ItemHasher(String architecture) {
        this.architecture = architecture;
    }

    String hash(RequestItem<?> item) {
        MessageDigest digest = sha256();
        DigestWriter content = new DigestWriter(digest);
        content.text("version", VERSION)
                .text("model", architecture)
                .text("modality", item.modality())
                .text("options", item.pipeline().processor().optionsKey());
        item.opened().identify(content);
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
