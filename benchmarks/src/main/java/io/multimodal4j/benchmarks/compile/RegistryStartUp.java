package io.multimodal4j.benchmarks.compile;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.ToolProvider;

/**
 * Prints what the registry costs an application's start: reading it, and looking models up, with the models of {@link CompileTime} in jars on the class path.
 * Every measurement is a JVM of its own ({@link RegistryProbe}); the JVMs of the rows take turns.
 */
public final class RegistryStartUp {

    private static final int RUNS = 15;
    private static final List<Case> CASES =
            List.of(new Case(0, 0), new Case(1, 1), new Case(100, 1), new Case(1000, 1), new Case(1000, 100));

    private final Path folder;

    private RegistryStartUp(Path folder) {
        this.folder = folder;
    }

    /** So many models in so many jars. */
    private record Case(int models, int jars) {}

    /** A case with the class path that it runs on and what was measured, in nanoseconds, a row for each run. */
    private record Measured(Case what, String classPath, List<long[]> runs) {

        double medianMillis(int column) {
            long[] sorted = runs.stream().mapToLong(run -> run[column]).sorted().toArray();
            return sorted[sorted.length / 2] / 1e6;
        }
    }

    /**
     * Runs the benchmark.
     *
     * @param args ignored
     * @throws Exception if a jar cannot be written or a JVM cannot be started
     */
    public static void main(String[] args) throws Exception {
        Path folder = Files.createTempDirectory("registry");
        try {
            new RegistryStartUp(folder).run();
        } finally {
            delete(folder);
        }
    }

    private void run() throws IOException, InterruptedException, URISyntaxException {
        List<Measured> all = new ArrayList<>();
        for (Case next : CASES) {
            all.add(new Measured(next, classPath(next), new ArrayList<>()));
        }
        for (int run = 0; run < RUNS; run++) {
            for (Measured next : all) {
                String times = probe(next, List.of()).strip();
                next.runs()
                        .add(Arrays.stream(times.split(" ", -1))
                                .mapToLong(Long::parseLong)
                                .toArray());
            }
        }
        System.out.println(
                "| models | jars | reading, ms | first lookup, ms | second lookup, ms | classes of the models' jars loaded |");
        System.out.println("| --- | --- | --- | --- | --- | --- |");
        for (Measured next : all) {
            // The log is written to standard output, a line for each class.
            long loaded = probe(next, List.of("-Xlog:class+load"))
                    .lines()
                    .filter(line -> line.contains(" made."))
                    .count();
            System.out.printf(
                    Locale.ROOT,
                    "| %,d | %d | %.1f | %.1f | %.2f | %d |%n",
                    next.what().models(),
                    next.what().jars(),
                    next.medianMillis(0),
                    next.medianMillis(1),
                    next.medianMillis(2),
                    loaded);
        }
    }

    private String probe(Measured next, List<String> options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-classpath", next.classPath(), RegistryProbe.class.getName()));
        if (next.what().models() > 0) {
            command.add(architecture(next.what().models() / 2));
            command.add(architecture(next.what().models() - 1));
        }
        Process jvm = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String output;
        try (InputStream out = jvm.getInputStream()) {
            output = new String(out.readAllBytes(), StandardCharsets.UTF_8);
        }
        if (jvm.waitFor() != 0) {
            throw new IllegalStateException("the probe failed: " + output);
        }
        return output;
    }

    private static String architecture(int model) {
        return "Model" + model + "ForConditionalGeneration";
    }

    /** The runtime and what it needs to read a registry, this benchmark, and the models. */
    private String classPath(Case wanted) throws IOException, URISyntaxException {
        List<String> path = new ArrayList<>();
        path.add(Path.of(RegistryProbe.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI())
                .toString());
        for (String entry : System.getProperty("java.class.path").split(java.io.File.pathSeparator, -1)) {
            if (entry.matches(".*(multimodal4j-(annotations|runtime)|jackson-)[^/\\\\]*\\.jar")) {
                path.add(entry);
            }
        }
        List<MemoryCompiler.Source> sources = Subject.all().get(0).sources(wanted.models());
        for (int jar = 0; jar < wanted.jars(); jar++) {
            int from = wanted.models() * jar / wanted.jars();
            int to = wanted.models() * (jar + 1) / wanted.jars();
            path.add(jar("models-" + wanted.models() + "-" + wanted.jars() + "-" + jar, sources.subList(from, to))
                    .toString());
        }
        return String.join(java.io.File.pathSeparator, path);
    }

    /** Compiles models, each jar with an index in a package of its own. */
    private Path jar(String name, List<MemoryCompiler.Source> sources) throws IOException {
        Path root = folder.resolve(name);
        Path classes = Files.createDirectories(root.resolve("classes"));
        List<String> arguments = new ArrayList<>(List.of(
                "-d",
                classes.toString(),
                "-classpath",
                System.getProperty("java.class.path"),
                "-processorpath",
                System.getProperty("java.class.path"),
                "-processor",
                String.join(",", Subject.all().get(0).processors()),
                "-Amm4j.indexPackage=made." + name.replace('-', '_'),
                "--release",
                "17",
                "-nowarn"));
        for (MemoryCompiler.Source source : sources) {
            Path file = root.resolve(source.path());
            Files.createDirectories(java.util.Objects.requireNonNull(file.getParent()));
            Files.writeString(file, source.text());
            arguments.add(file.toString());
        }
        int code = ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(new String[0]));
        if (code != 0) {
            throw new IllegalStateException("the models of " + name + " do not compile");
        }
        Path jar = folder.resolve(name + ".jar");
        try (OutputStream out = Files.newOutputStream(jar);
                ZipOutputStream zip = new ZipOutputStream(out);
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(
                            f -> f.toString().endsWith(".class") || f.toString().contains("META-INF"))
                    .filter(Files::isRegularFile)
                    .collect(Collectors.toList())) {
                zip.putNextEntry(
                        new ZipEntry(classes.relativize(file).toString().replace('\\', '/')));
                Files.copy(file, zip);
            }
        }
        return jar;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
