package io.multimodal4j.testing;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;

/**
 * Compiles model sources in memory with the annotation processors of a processor path, to assert what the compiler says of a declaration and what is generated
 * for it.
 *
 * <pre>{@code
 * ModelCompilation compiled = ModelCompiler.withProcessorPath(System.getProperty("java.class.path"))
 *     .source("com.acme.Llava", "package com.acme; ...")
 *     .compile();
 * compiled.codes();                                   // [MM4J204]
 * compiled.generated("com/acme/Llava_Registration.java");
 * }</pre>
 *
 * <p>Needs a JDK, not only a runtime; a module that uses it requires {@code java.compiler} itself. Not safe for use by several threads.
 */
public final class ModelCompiler {

    private final String processorPath;
    private final Map<String, String> sources = new LinkedHashMap<>();
    private final List<String> options = new ArrayList<>();
    private String classPath = System.getProperty("java.class.path");

    private ModelCompiler(String processorPath) {
        this.processorPath = processorPath;
    }

    /**
     * A compiler whose processors are found as services on a path. Processors on the class path of the running JVM are found too: a compiler in the same JVM
     * has that class path below its own.
     *
     * @param path jars and folders, separated as on the command line
     * @return the compiler, without sources
     */
    public static ModelCompiler withProcessorPath(String path) {
        return new ModelCompiler(Objects.requireNonNull(path, "path"));
    }

    /**
     * A compiler whose processors are found as services in jars and folders.
     *
     * @param path the jars and folders
     * @return the compiler, without sources
     */
    public static ModelCompiler withProcessorPath(Path... path) {
        return new ModelCompiler(
                Arrays.stream(path).map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
    }

    /**
     * Sets what the sources compile against.
     *
     * @param path jars and folders, separated as on the command line; that of the running JVM if not set
     * @return this
     */
    public ModelCompiler classPath(String path) {
        this.classPath = Objects.requireNonNull(path, "path");
        return this;
    }

    /**
     * Adds options of the compiler, such as {@code "-Xlint:all"} or {@code "-Amm4j.indexPackage=com.acme.models"}.
     *
     * @param more the options, as on the command line
     * @return this
     */
    public ModelCompiler options(String... more) {
        options.addAll(List.of(more));
        return this;
    }

    /**
     * Adds a source.
     *
     * @param className the name of its top-level class, such as {@code "com.acme.Llava"}
     * @param text the source
     * @return this
     */
    public ModelCompiler source(String className, String text) {
        sources.put(className, text);
        return this;
    }

    /**
     * Compiles. Errors in the sources are part of the result.
     *
     * @return what the compiler said and what was generated
     * @throws IllegalStateException if this is not a JDK
     * @throws IllegalArgumentException if an option is wrong
     */
    public ModelCompilation compile() {
        JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
        if (javac == null) {
            throw new IllegalStateException(
                    "there is no compiler in " + System.getProperty("java.home") + "; run the tests with a JDK");
        }
        DiagnosticCollector<JavaFileObject> said = new DiagnosticCollector<>();
        MemoryFiles files = new MemoryFiles(javac.getStandardFileManager(said, Locale.ROOT, null));
        List<String> arguments =
                new ArrayList<>(List.of("-classpath", classPath, "-processorpath", processorPath, "-proc:full"));
        if (Runtime.version().feature() < 21) {
            // The option is of JDK 21; before that, a processor path was enough.
            arguments.remove("-proc:full");
        }
        arguments.addAll(options);
        List<JavaFileObject> units = new ArrayList<>();
        sources.forEach((name, text) -> units.add(MemoryFiles.source(name, text)));
        boolean succeeded =
                javac.getTask(null, files, said, arguments, List.of(), units).call();
        return new ModelCompilation(
                succeeded,
                said.getDiagnostics().stream().map(CompilerMessage::of).toList(),
                files.texts());
    }
}
