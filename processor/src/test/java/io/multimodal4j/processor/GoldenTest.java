package io.multimodal4j.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import io.multimodal4j.ReflectionUse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Everything that is generated for the models in {@code golden/<case>/src} equals {@code golden/<case>/expected}, byte for byte. To accept a
 * change, run with {@code -Dsurefire.jvm-arguments=-Dgolden.update=true} and read the diff.
 */
class GoldenTest {

    static final Path FOLDER = Javac.resource("golden");

    static List<String> cases() throws IOException {
        try (Stream<Path> folders = Files.list(FOLDER)) {
            return folders.map(f -> f.getFileName().toString()).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void generatesWhatIsExpected(String name) throws IOException {
        List<JavaFileObject> sources = Javac.sources(FOLDER.resolve(name).resolve("src"));

        Compilation compilation = Javac.compiler().compile(sources);

        assertThat(Javac.diagnostics(compilation)).isEmpty();
        Map<String, String> generated = Javac.generated(compilation);
        Path expected = FOLDER.resolve(name).resolve("expected");
        if (Boolean.getBoolean("golden.update")) {
            update(expected, generated);
        }
        assertThat(generated).isEqualTo(read(expected));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void whatIsGeneratedUsesNoReflection(String name, @TempDir Path folder) throws IOException {
        Path sources = FOLDER.resolve(name).resolve("src");
        DiskJavac project = new DiskJavac(folder);
        read(sources).forEach((file, text) -> project.source(file.replace(".java", ""), text));

        assertThat(project.compileAll()).isEmpty();

        assertThat(ReflectionUse.in(project.output())).isEmpty();
    }

    private static void update(Path folder, Map<String, String> files) throws IOException {
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path path = folder.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
    }

    static Map<String, String> read(Path folder) throws IOException {
        Map<String, String> files = new TreeMap<>();
        if (!Files.exists(folder)) {
            return files;
        }
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                files.put(folder.relativize(path).toString().replace('\\', '/'), Files.readString(path));
            }
        }
        return files;
    }
}
