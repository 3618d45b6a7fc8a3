package io.multimodal4j.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The models that vLLM's interface grew with, each as its author would declare it in {@code catalogue/<Model>.java}: whatever they need, the language of
 * declarations can say. The description of each equals {@code catalogue/<Model>.json}; to accept a change, run with
 * {@code -Dsurefire.jvm-arguments=-Dgolden.update=true} and read the diff.
 */
@SuppressWarnings("NullAway.Init")
class SeedModelsTest {

    private static final Path FOLDER = Javac.resource("catalogue");
    private static final String DESCRIPTION = "META-INF/multimodal4j/catalogue.";

    private static Compilation compilation;
    private static Map<String, String> generated;

    @BeforeAll
    static void compile() {
        compilation = Javac.compiler().compile(Javac.sources(FOLDER));
        generated = Javac.generated(compilation);
    }

    static List<String> models() throws IOException {
        return names(".java");
    }

    private static List<String> names(String extension) throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(extension))
                    .map(name -> name.substring(0, name.length() - extension.length()))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void allCompileWithoutAWarning() throws IOException {
        assertThat(Javac.diagnostics(compilation)).isEmpty();
        assertThat(models()).hasSizeGreaterThanOrEqualTo(26).contains("Whisper", "PaliGemma");
    }

    @ParameterizedTest
    @MethodSource("models")
    void isDescribedAsExpected(String model) throws IOException {
        String description = generated.getOrDefault(DESCRIPTION + model + ".json", "");
        Path expected = FOLDER.resolve(model + ".json");
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(expected, description);
        }
        assertThat(description).isNotEmpty().isEqualTo(Files.readString(expected));
    }

    @Test
    void nothingIsDescribedThatIsNotDeclared() throws IOException {
        assertThat(names(".json")).isEqualTo(models());
    }
}
