package io.multimodal4j.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.jdt.core.compiler.batch.BatchCompiler;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The Eclipse compiler has an annotation processing of its own; with it, the same is generated and the same mistakes are found. */
class EclipseCompilerTest {

    private static final Pattern CODE = Pattern.compile("\\[(MM4J\\d+)]");

    @TempDir
    Path folder;

    static List<String> goldens() throws IOException {
        return GoldenTest.cases();
    }

    /** All but the one that is about javac. */
    static List<String> fixtures() throws IOException {
        return ErrorFixturesTest.fixtures().stream()
                .filter(name -> name.startsWith("MM4J"))
                .toList();
    }

    /** Compiles all sources in a folder and gives what the compiler says; sources and resources that are generated lie in the folder's {@code made}. */
    private String compile(Path sources, List<String> more) throws IOException {
        String path = System.getProperty("java.class.path");
        List<String> arguments =
                new ArrayList<>(List.of("-17", "-nowarn", "-proc:full", "-classpath", path, "-processorpath", path));
        String made = Files.createDirectories(folder.resolve("made")).toString();
        arguments.addAll(List.of("-d", made, "-s", made));
        more.stream().filter(option -> option.startsWith("-A")).forEach(arguments::add);
        try (Stream<Path> files = Files.walk(sources)) {
            files.map(Path::toString)
                    .filter(file -> file.endsWith(".java"))
                    .sorted()
                    .forEach(arguments::add);
        }
        StringWriter said = new StringWriter();
        try (PrintWriter out = new PrintWriter(said)) {
            BatchCompiler.compile(arguments.toArray(new String[0]), out, out, null);
        }
        return said.toString();
    }

    @ParameterizedTest
    @MethodSource("goldens")
    void generatesWhatJavacGenerates(String name) throws IOException {
        Path golden = GoldenTest.FOLDER.resolve(name);

        assertThat(compile(golden.resolve("src"), List.of())).doesNotContain("ERROR");

        Path made = folder.resolve("made");
        try (Stream<Path> files = Files.walk(made)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
                Files.delete(file);
            }
        }
        assertThat(GoldenTest.read(made)).isEqualTo(GoldenTest.read(golden.resolve("expected")));
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void findsWhatIsFoundWithJavac(String name) throws IOException {
        Path fixture = ErrorFixturesTest.FOLDER.resolve(name);

        String said = compile(fixture, ErrorFixturesTest.options(fixture));

        assertThat(codes(said))
                .as(said)
                .containsExactlyInAnyOrderElementsOf(codes(Files.readString(fixture.resolve("expected.txt"))));
    }

    private static List<String> codes(String text) {
        return CODE.matcher(text).results().map(result -> result.group(1)).toList();
    }
}
