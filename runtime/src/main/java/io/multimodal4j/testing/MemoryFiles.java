package io.multimodal4j.testing;

import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import org.jspecify.annotations.Nullable;

/** Keeps what a compilation writes in memory; reads everything else from where it is. */
final class MemoryFiles extends ForwardingJavaFileManager<JavaFileManager> {

    private final Map<String, MemoryFile> written = new TreeMap<>();

    MemoryFiles(JavaFileManager others) {
        super(others);
    }

    static JavaFileObject source(String className, String text) {
        MemoryFile file = new MemoryFile(className.replace('.', '/') + ".java", JavaFileObject.Kind.SOURCE);
        file.bytes.writeBytes(text.getBytes(StandardCharsets.UTF_8));
        return file;
    }

    /** The text of everything that was written, class files apart. */
    Map<String, String> texts() {
        Map<String, String> texts = new TreeMap<>();
        written.forEach((path, file) -> {
            if (file.getKind() != JavaFileObject.Kind.CLASS) {
                texts.put(path, file.getCharContent(true).toString());
            }
        });
        return texts;
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
            Location location, String className, JavaFileObject.Kind kind, @Nullable FileObject sibling) {
        return write(className.replace('.', '/') + kind.extension, kind);
    }

    @Override
    public FileObject getFileForOutput(
            Location location, String packageName, String relativeName, @Nullable FileObject sibling) {
        return write(path(packageName, relativeName), JavaFileObject.Kind.OTHER);
    }

    @Override
    public FileObject getFileForInput(Location location, String packageName, String relativeName) throws IOException {
        if (!location.isOutputLocation()) {
            return super.getFileForInput(location, packageName, relativeName);
        }
        MemoryFile file = written.get(path(packageName, relativeName));
        if (file == null) {
            throw new FileNotFoundException(relativeName);
        }
        return file;
    }

    @Override
    public boolean isSameFile(FileObject a, FileObject b) {
        return a.toUri().equals(b.toUri());
    }

    private MemoryFile write(String path, JavaFileObject.Kind kind) {
        return written.computeIfAbsent(path, name -> new MemoryFile(name, kind));
    }

    private static String path(String packageName, String relativeName) {
        return packageName.isEmpty() ? relativeName : packageName.replace('.', '/') + "/" + relativeName;
    }

    private static final class MemoryFile extends SimpleJavaFileObject {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        MemoryFile(String path, Kind kind) {
            super(URI.create("memory:///" + path.replace("$", "%24")), kind);
        }

        @Override
        public InputStream openInputStream() {
            return new java.io.ByteArrayInputStream(bytes.toByteArray());
        }

        @Override
        public OutputStream openOutputStream() {
            bytes.reset();
            return bytes;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return bytes.toString(StandardCharsets.UTF_8);
        }
    }
}
