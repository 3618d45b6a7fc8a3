package io.multimodal4j.processor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.annotation.processing.Processor;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** A project on disk: sources that are edited and compiled, as a whole or in parts, into one output folder. */
final class DiskJavac {

    private final Path root;
    private final Map<String, Path> sources = new LinkedHashMap<>();
    private final List<String> classPath = new ArrayList<>();
    private final List<String> options = new ArrayList<>();
    private Supplier<List<Processor>> others = List::of;
    private boolean modules;

    DiskJavac(Path root) {
        this.root = root;
    }

    Path output() {
        return root.resolve("classes");
    }

    DiskJavac source(String name, String text) {
        try {
            Path file = root.resolve("src").resolve(name + ".java");
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
            sources.put(name, file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    DiskJavac model(String packageName, String name, String architecture) {
        String path = packageName.isEmpty() ? name : packageName.replace('.', '/') + "/" + name;
        return source(path, Models.minimalText(packageName, name, architecture));
    }

    /** Deletes a source and its class files. */
    DiskJavac delete(String name) throws IOException {
        Files.delete(sources.remove(name));
        Path classFile = output().resolve(name + ".class");
        Files.deleteIfExists(classFile);
        Files.deleteIfExists(output().resolve(name + "_Registration.class"));
        return this;
    }

    DiskJavac dependsOn(DiskJavac other) {
        classPath.add(other.output().toString());
        return this;
    }

    DiskJavac option(String option) {
        options.add(option);
        return this;
    }

    /** Lets another processor take part, a new one in each compilation. */
    DiskJavac beside(Supplier<Processor> other) {
        others = () -> List.of(other.get());
        return this;
    }

    /** Puts what is depended on onto the module path. */
    DiskJavac asModule() {
        modules = true;
        return this;
    }

    List<String> compileAll() {
        return compile(sources.keySet().toArray(new String[0]));
    }

    /** Compiles some of the sources; the rest is found as class files in the output. */
    List<String> compile(String... names) {
        return run(Stream.of(names).map(sources::get).toList(), List.of());
    }

    /** Hands class files to the processors, as Gradle does with what was not changed. */
    List<String> processClasses(String source, String... classes) {
        return run(List.of(sources.get(source)), List.of(classes));
    }

    private List<String> run(List<Path> files, List<String> classes) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        List<String> arguments =
                new ArrayList<>(List.of("-Xlint:all,-processing,-classfile", "-Werror", "-d", output().toString()));
        String path = Stream.concat(classPath.stream(), Stream.of(System.getProperty("java.class.path")))
                .collect(Collectors.joining(java.io.File.pathSeparator));
        String own = modules ? "" : output() + java.io.File.pathSeparator;
        arguments.addAll(
                List.of(modules ? "--module-path" : "--class-path", own + (modules ? modulePath(path) : path)));
        arguments.addAll(options);
        try (StandardJavaFileManager manager =
                compiler.getStandardFileManager(diagnostics, Locale.ROOT, StandardCharsets.UTF_8)) {
            Files.createDirectories(output());
            JavaCompiler.CompilationTask task = compiler.getTask(
                    null, manager, diagnostics, arguments, classes, manager.getJavaFileObjectsFromPaths(files));
            List<Processor> processors = new ArrayList<>(List.of(new ModelProcessor(), new RegistryProcessor()));
            processors.addAll(others.get());
            task.setProcessors(processors);
            task.call();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return diagnostics.getDiagnostics().stream()
                .map(d -> d.getKind().name().toLowerCase(Locale.ROOT) + " "
                        + (d.getSource() == null
                                ? ""
                                : Path.of(d.getSource().toUri()).getFileName() + ":" + d.getLineNumber())
                        + " " + d.getMessage(Locale.ROOT))
                .toList();
    }

    /** Of our own modules and what they need, not of everything that a test sees. */
    static String modulePath(String path) {
        return Stream.of(path.split(java.io.File.pathSeparator, -1))
                .map(p -> p.replace('\\', '/'))
                .filter(p -> !p.endsWith("-tests.jar") && !p.endsWith("/test-classes"))
                .filter(
                        p -> p.startsWith(System.getProperty("java.io.tmpdir"))
                                || p.matches(
                                        ".*/(annotations|runtime)/target/[^/]*|.*/(api|jackson|javacpp|leptonica|multimodal4j|tokenizers)-[^/]*"))
                .collect(Collectors.joining(java.io.File.pathSeparator));
    }

    String read(String file) throws IOException {
        return Files.readString(output().resolve(file));
    }
}
