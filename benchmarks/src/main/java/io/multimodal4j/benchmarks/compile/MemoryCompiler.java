package io.multimodal4j.benchmarks.compile;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Runs javac in this process, from memory to memory, so that nothing but the compiler and its processors is timed. */
final class MemoryCompiler {

    private final JavaCompiler javac = ToolProvider.getSystemJavaCompiler();

    /**
     * One source file.
     *
     * @param path its path, with slashes
     * @param text its content
     */
    record Source(String path, String text) {}

    /**
     * What a compilation took and made.
     *
     * @param nanos how long it took
     * @param generated the sources that processors wrote
     */
    record Result(long nanos, List<Source> generated) {}

    Result compile(List<Source> sources, List<String> options) throws IOException {
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        List<MemoryFile> files = sources.stream()
                .map(source -> new MemoryFile(source.path(), JavaFileObject.Kind.SOURCE, source.text()))
                .toList();
        long start = System.nanoTime();
        try (StandardJavaFileManager standard =
                        javac.getStandardFileManager(diagnostics, Locale.ROOT, StandardCharsets.UTF_8);
                Memory memory = new Memory(standard)) {
            boolean ok = javac.getTask(Writer.nullWriter(), memory, diagnostics, options, null, files)
                    .call();
            long nanos = System.nanoTime() - start;
            if (!ok) {
                throw new IllegalStateException(diagnostics.getDiagnostics().stream()
                        .filter(d -> d.getKind() == Diagnostic.Kind.ERROR)
                        .findFirst()
                        .map(d -> d.getMessage(Locale.ROOT))
                        .orElse("javac failed without an error"));
            }
            return new Result(nanos, memory.sources());
        }
    }

    /** Keeps what is written. */
    private static final class Memory extends ForwardingJavaFileManager<JavaFileManager> {
        private final Map<String, MemoryFile> written = new TreeMap<>();

        Memory(JavaFileManager standard) {
            super(standard);
        }

        List<Source> sources() {
            List<Source> sources = new ArrayList<>();
            written.values().stream()
                    .filter(file -> file.getKind() == JavaFileObject.Kind.SOURCE)
                    .forEach(file -> sources.add(new Source(file.path, file.text())));
            return sources;
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
            return file(className.replace('.', '/') + kind.extension, kind);
        }

        @Override
        public FileObject getFileForOutput(Location location, String packageName, String name, FileObject sibling) {
            return file(
                    packageName.isEmpty() ? name : packageName.replace('.', '/') + "/" + name,
                    JavaFileObject.Kind.OTHER);
        }

        @Override
        public boolean isSameFile(FileObject a, FileObject b) {
            // javac asks this of every pair of files that processors write, so it must cost nothing.
            return a == b;
        }

        @Override
        public String inferBinaryName(Location location, JavaFileObject file) {
            return file instanceof MemoryFile memory
                    ? memory.path.replaceFirst("\\.[a-z]+$", "").replace('/', '.')
                    : super.inferBinaryName(location, file);
        }

        private MemoryFile file(String path, JavaFileObject.Kind kind) {
            return written.computeIfAbsent(path, p -> new MemoryFile(p, kind, ""));
        }
    }

    private static final class MemoryFile extends SimpleJavaFileObject {
        private final String path;
        private final String given;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        MemoryFile(String path, Kind kind, String given) {
            super(URI.create("memory:///" + path), kind);
            this.path = path;
            this.given = given;
        }

        String text() {
            return bytes.size() > 0 ? bytes.toString(StandardCharsets.UTF_8) : given;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text();
        }

        @Override
        public OutputStream openOutputStream() {
            bytes.reset();
            return bytes;
        }
    }
}
