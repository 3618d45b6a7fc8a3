package io.multimodal4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Packages import in one direction. */
class PackagesTest {

    private static final Path SOURCES = Path.of("src/main/java/io/multimodal4j");
    private static final Pattern IMPORT = Pattern.compile("import (?:static )?io\\.multimodal4j\\.([a-z]+)\\.");
    private static final String ROOT = "multimodal4j";

    private static Map<String, Set<String>> imports() throws IOException {
        Map<String, Set<String>> imports = new TreeMap<>();
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                Path folder = SOURCES.relativize(file).getParent();
                String name = folder == null ? ROOT : folder.getName(0).toString();
                Set<String> imported = imports.computeIfAbsent(name, n -> new TreeSet<>());
                String text = Files.readString(file);
                Matcher matcher = IMPORT.matcher(text);
                while (matcher.find()) {
                    imported.add(matcher.group(1));
                }
                if (text.contains("import io.multimodal4j.MultiModal")) {
                    imported.add(ROOT);
                }
                imported.remove(name);
            }
        }
        return imports;
    }

    @Test
    void thereIsNoCircle() throws IOException {
        Map<String, Set<String>> imports = imports();
        assertThat(imports).containsKeys(ROOT, "prompt", "processing", "cache", "tensor");
        List<String> sorted = new ArrayList<>();
        while (sorted.size() < imports.size()) {
            List<String> next = imports.keySet().stream()
                    .filter(name -> !sorted.contains(name))
                    .filter(name -> imports.getOrDefault(name, Set.of()).stream()
                            .allMatch(imported -> sorted.contains(imported) || !imports.containsKey(imported)))
                    .toList();
            assertThat(next)
                    .as("a circle among those behind %s of %s", sorted, imports)
                    .isNotEmpty();
            sorted.addAll(next);
        }
    }

    /** What an engine, a binder and test support build on does not know them. */
    @Test
    void nothingImportsWhatIsAtTheTop() throws IOException {
        Map<String, Set<String>> imports = imports();
        imports.forEach((name, imported) -> {
            assertThat(imported).as(name).doesNotContain("testing", "micrometer");
            if (!name.equals("testing")) {
                assertThat(imported).as(name).doesNotContain(ROOT);
            }
        });
    }
}
