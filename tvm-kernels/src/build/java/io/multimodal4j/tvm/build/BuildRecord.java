package io.multimodal4j.tvm.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What the last build made, and of what: enough to know that nothing has to be done. */
final class BuildRecord {

    private final Path file;
    private final Path output;

    BuildRecord(Path file, Path output) {
        this.file = file;
        this.output = output;
    }

    /** Whether the last build had the same key and its files are still as it left them. */
    boolean isCurrent(String key) throws IOException {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        List<String> lines = Files.readAllLines(file);
        if (lines.size() < 2 || !lines.get(0).equals(key)) {
            return false;
        }
        for (String line : lines.subList(1, lines.size())) {
            String[] hashAndName = line.split(" ", 2);
            Path made = output.resolve(hashAndName[1]);
            if (!Files.isRegularFile(made) || !Fingerprint.of(made).equals(hashAndName[0])) {
                return false;
            }
        }
        return true;
    }

    void write(String key, List<String> names) throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add(key);
        for (String name : names) {
            lines.add(Fingerprint.of(output.resolve(name)) + ' ' + name);
        }
        Files.write(file, lines);
    }

    void delete() throws IOException {
        Files.deleteIfExists(file);
    }
}
