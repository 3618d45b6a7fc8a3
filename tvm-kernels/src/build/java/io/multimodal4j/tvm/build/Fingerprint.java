package io.multimodal4j.tvm.build;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A SHA-256 over named texts and files; equal only if names, order and contents are. */
final class Fingerprint {

    private final MessageDigest digest;

    Fingerprint() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    static String of(Path file) throws IOException {
        Fingerprint fingerprint = new Fingerprint();
        fingerprint.digest.update(Files.readAllBytes(file));
        return fingerprint.hex();
    }

    Fingerprint add(String name, String value) {
        return add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    Fingerprint add(String name, Path file) throws IOException {
        return add(name, Files.readAllBytes(file));
    }

    private Fingerprint add(String name, byte[] value) {
        // The length keeps the end of one entry from being read as the start of the next.
        digest.update((name + '\0' + value.length + '\0').getBytes(StandardCharsets.UTF_8));
        digest.update(value);
        return this;
    }

    String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
