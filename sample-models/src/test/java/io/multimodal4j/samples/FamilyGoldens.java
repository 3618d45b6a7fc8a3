package io.multimodal4j.samples;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What the real processors of a family make of our pictures and prompts; see make_family_goldens.py and make_torch_goldens.py in src/test/python. */
final class FamilyGoldens {

    private static final Path GOLDENS = Path.of("src/test/resources/goldens");

    private final String family;
    private final JsonNode root;

    private FamilyGoldens(String family) {
        this.family = family;
        try {
            this.root = new ObjectMapper()
                    .readTree(GOLDENS.resolve(family + ".json").toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The families that have goldens of this kind. */
    static List<FamilyGoldens> all() {
        try (Stream<Path> files = Files.list(GOLDENS)) {
            return files.map(file -> file.getFileName().toString().replace(".json", ""))
                    .sorted()
                    .map(FamilyGoldens::new)
                    .filter(goldens -> goldens.root.has("placeholder"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What stands for one picture in a prompt of a family. */
    static String placeholderOf(String family) {
        return family.equals("llava-1.5") ? "<image>" : new FamilyGoldens(family).placeholder();
    }

    Path modelDirectory() {
        return Path.of("models").resolve(family);
    }

    /** What stands for one picture in a prompt. */
    String placeholder() {
        return root.get("placeholder").asText();
    }

    List<JsonNode> pictures() {
        return list("pictures");
    }

    List<JsonNode> prompts() {
        return list("prompts");
    }

    private List<JsonNode> list(String name) {
        return StreamSupport.stream(root.required(name).spliterator(), false).toList();
    }

    @Override
    public String toString() {
        return family;
    }
}
