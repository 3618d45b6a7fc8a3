package io.multimodal4j.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The sources in {@code errors/<id>} give exactly the diagnostics in its {@code expected.txt}: file, line, column, kind and whole text, and nothing
 * else. To accept a change, run with {@code -Dsurefire.jvm-arguments=-Dgolden.update=true} and read the diff.
 */
class ErrorFixturesTest {

    static final Path FOLDER = Javac.resource("errors");

    static List<String> fixtures() throws IOException {
        try (Stream<Path> folders = Files.list(FOLDER)) {
            return folders.map(f -> f.getFileName().toString()).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void reportsExactlyWhatIsExpected(String name) throws IOException {
        Path folder = FOLDER.resolve(name);
        Compiler compiler = com.google.testing.compile.Compiler.javac()
                .withProcessors(new ModelProcessor(), new RegistryProcessor())
                .withOptions(options(folder));

        Compilation compilation = compiler.compile(Javac.sources(folder));

        String found = String.join("\n", Javac.diagnostics(compilation)) + "\n";
        Path expected = folder.resolve("expected.txt");
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(expected, found);
        }
        assertThat(found).isEqualTo(Files.readString(expected));
        if (name.equals("javac_alone")) {
            assertThat(found).as("what javac says needs no second error").doesNotContain("MM4J");
        } else {
            assertThat(found).contains("[" + name.substring(0, 7) + "]");
        }
    }

    static List<String> options(Path folder) throws IOException {
        Path file = folder.resolve("options.txt");
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }
}
