package io.multimodal4j.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The rules that the processor's own sources keep. */
class ArchitectureTest {

    private static final Path SOURCES = Path.of("src/main/java/io/multimodal4j/processor");

    private static Map<String, String> sources() throws IOException {
        Map<String, String> sources = new TreeMap<>();
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                sources.put(SOURCES.relativize(file).toString().replace('\\', '/'), Files.readString(file));
            }
        }
        return sources;
    }

    private static List<String> matching(String regex) throws IOException {
        Pattern pattern = Pattern.compile(regex);
        return sources().entrySet().stream()
                .filter(e -> pattern.matcher(e.getValue()).find())
                .map(Map.Entry::getKey)
                .toList();
    }

    private static List<String> packagesMatching(String regex) throws IOException {
        return matching(regex).stream()
                .map(file -> file.contains("/") ? file.substring(0, file.indexOf('/')) : "")
                .distinct()
                .toList();
    }

    @Test
    void onlyOnePackageKnowsEachLibraryAndService() throws IOException {
        assertThat(
                        matching(
                                "(?m)^import (?:static )?+(?!java\\.|javax\\.|io\\.multimodal4j\\.|org\\.jspecify\\.|com\\.google\\.auto\\.service\\.)"))
                .as("no library, because all processors of a compilation share one class loader")
                .isEmpty();
        assertThat(packagesMatching("annotation\\.processing\\.Filer")).containsExactly("write");
        assertThat(packagesMatching("annotation\\.processing\\.Messager")).containsExactly("diag");
    }

    @Test
    void theDescriptionOfAModelHoldsNoElementsBesideTheirNames() throws IOException {
        assertThat(matching("import javax\\.lang\\.model").stream().filter(f -> f.startsWith("model/")))
                .containsExactly("model/TypeRef.java");
        assertThat(packagesMatching("import javax\\.lang\\.model\\.element\\.AnnotationMirror"))
                .containsExactly("diag", "read");
    }

    @Test
    void userClassesAreNeverLoadedAndNothingIsStaticAndMutable() throws IOException {
        assertThat(matching("\\.getAnnotation(sByType)?\\(")).isEmpty();
        assertThat(matching("Class\\.forName|ClassLoader|Thread|System\\.(out|err|lineSeparator)"))
                .isEmpty();
        assertThat(matching("\\bstatic (?!final|class|record|<|[^;=({]*\\()[^;({]*[;=]"))
                .isEmpty();
        assertThat(matching("new (Hash|Linked|Tree)(Map|Set)[^;]*;").stream()
                        .filter(f -> matchesStaticCollection(f))
                        .toList())
                .isEmpty();
    }

    private static boolean matchesStaticCollection(String file) {
        try {
            return Pattern.compile("static final [^;=]*= new (Hash|Linked|Tree|Array)")
                    .matcher(Files.readString(SOURCES.resolve(file)))
                    .find();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void filesStaySmall() throws IOException {
        assertThat(sources().entrySet().stream()
                        .filter(e -> e.getValue().lines().count() > 300)
                        .map(Map.Entry::getKey)
                        .collect(Collectors.toList()))
                .isEmpty();
    }
}
