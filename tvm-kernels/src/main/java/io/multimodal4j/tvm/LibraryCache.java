package io.multimodal4j.tvm;

import io.multimodal4j.kernel.BackendUnavailableException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A folder of libraries by content: {@code <sha256>/<name>}. A file appears under its name only when it is whole, and is compared with its
 * hash each time before it is used, so any number of processes can share the folder.
 */
final class LibraryCache {

    private final Path folder;

    LibraryCache(Path folder) {
        this.folder = folder;
    }

    /** The library as a file that the system's loader can open. */
    Path unpack(KernelFiles files, KernelManifest.Library library) throws BackendUnavailableException {
        try {
            Path file = folder.resolve(library.sha256()).resolve(library.file());
            if (!Files.isRegularFile(file) || !sha256(Files.readAllBytes(file)).equals(library.sha256())) {
                write(content(files, library), file);
            }
            return file;
        } catch (IOException e) {
            throw new BackendUnavailableException(
                    "cannot unpack " + library.file() + " to " + folder + "; the folder must be writable", e);
        }
    }

    private static byte[] content(KernelFiles files, KernelManifest.Library library)
            throws IOException, BackendUnavailableException {
        try (InputStream in = files.open(library.file())) {
            if (in == null) {
                throw new BackendUnavailableException(
                        "the manifest names " + library.file() + ", but the jar does not have it");
            }
            byte[] content = in.readAllBytes();
            String found = sha256(content);
            if (!found.equals(library.sha256())) {
                throw new BackendUnavailableException(library.file() + " is damaged: its SHA-256 is " + found
                        + ", the manifest has " + library.sha256());
            }
            return content;
        }
    }

    private static void write(byte[] content, Path file) throws IOException {
        Path parent = Files.createDirectories(file.resolveSibling(""));
        Path whole = Files.createTempFile(parent, "unpacking", ".so");
        try {
            Files.write(whole, content);
            Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(whole);
        }
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
