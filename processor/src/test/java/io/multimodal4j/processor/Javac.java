package io.multimodal4j.processor;

import static com.google.testing.compile.Compiler.javac;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.annotation.processing.Processor;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;

/** Compiles in memory with both processors, with every warning on. */
final class Javac {

    private Javac() {}

    static Compiler compiler(Processor... more) {
        List<Processor> processors = new ArrayList<>(List.of(new ModelProcessor(), new RegistryProcessor()));
        processors.addAll(List.of(more));
        return javac().withProcessors(processors).withOptions("-Xlint:all,-processing,-classfile", "-Werror");
    }

    static Compilation compile(JavaFileObject... sources) {
        return compiler().compile(sources);
    }

    static JavaFileObject source(String name, String... lines) {
        return JavaFileObjects.forSourceLines(name, lines);
    }

    /** All sources under a folder, in a fixed order. */
    static List<JavaFileObject> sources(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(f -> f.toString().endsWith(".java"))
                    .sorted()
                    .map(Javac::source)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JavaFileObject source(Path file) {
        try {
            return JavaFileObjects.forResource(file.toUri().toURL());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A folder of test resources. */
    static Path resource(String name) {
        return Path.of("src", "test", "resources").resolve(name).toAbsolutePath();
    }

    /** Everything that was generated except class files, by path. */
    static Map<String, String> generated(Compilation compilation) {
        Map<String, String> files = new TreeMap<>();
        for (JavaFileObject file : compilation.generatedFiles()) {
            if (file.getKind() != JavaFileObject.Kind.CLASS) {
                String name = file.toUri().getPath().replaceFirst("^/(SOURCE|CLASS)_OUTPUT/", "");
                files.put(name, text(file));
            }
        }
        return files;
    }

    static String text(JavaFileObject file) {
        try (var in = file.openInputStream()) {
            return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All diagnostics as {@code File.java:line:column kind message}, in the order of the file. */
    static List<String> diagnostics(Compilation compilation) {
        return compilation.diagnostics().stream()
                .sorted(java.util.Comparator.comparing((Diagnostic<? extends JavaFileObject> d) -> file(d))
                        .thenComparing(Diagnostic::getLineNumber)
                        .thenComparing(Diagnostic::getColumnNumber))
                .map(d -> file(d) + ":" + d.getLineNumber() + ":" + d.getColumnNumber() + " "
                        + d.getKind().name().toLowerCase(Locale.ROOT) + " " + d.getMessage(Locale.ROOT))
                .toList();
    }

    private static String file(Diagnostic<? extends JavaFileObject> diagnostic) {
        JavaFileObject source = diagnostic.getSource();
        String path = source == null ? "" : source.toUri().getPath();
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
