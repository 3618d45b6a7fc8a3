package io.multimodal4j.tvm.build;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Loader;

/** Python with TVM, and the linker, unpacked from their jars; nothing of the machine is used but its C library. */
final class Toolchain {

    private static final String PLATFORM = "/linux-x86_64";
    private static final List<String> LIBRARIES = List.of("cpython", "llvm", "tvm", "openblas", "dnnl", "opencl");

    private static final int MOST_LINES = 100;

    private final Path work;
    private final Path python;
    private final Path linker;
    private final Path compiler;
    private final String pythonPath;
    private final String libraryPath;

    /**
     * Unpacks the tools into JavaCPP's cache, where later builds find them.
     *
     * @param work where the tools' output goes
     */
    Toolchain(Path work) throws IOException {
        this.work = work;
        List<Path> libraries = new ArrayList<>();
        for (String artifact : LIBRARIES) {
            libraries.add(unpackFolder(artifact));
        }
        this.python = executable(libraries.get(0).resolve("python3.13"));
        this.linker = executable(libraries.get(1).resolve("lld"));
        this.compiler = unpackCompiler();
        this.pythonPath = join(List.of(
                unpack("numpy", "/python"), unpack("scipy", "/python"), libraries.get(2).resolve("python")));
        this.libraryPath = join(libraries);
    }

    private static Path unpackFolder(String artifact) throws IOException {
        return switch (artifact) {
            // Of LLVM's hundreds of megabytes only these are used.
            case "llvm" -> {
                unpack(artifact, "/libLLVM.so.19.1");
                Path lld = unpack(artifact, "/lld").getParent();
                yield lld == null ? Path.of("") : lld;
            }
            default -> unpack(artifact, "");
        };
    }

    /**
     * TVM's compiler gets a folder of its own: where JavaCPP unpacks it, a process that loads TVM's runtime puts a link to that, and it may do so
     * while this build runs.
     */
    private static Path unpackCompiler() throws IOException {
        URL resource = Toolchain.class.getResource("/org/bytedeco/tvm" + PLATFORM + "/python/tvm/libtvm.so");
        if (resource == null || !(resource.openConnection() instanceof JarURLConnection connection)) {
            throw new IllegalStateException("no libtvm.so in a jar on the class path of the build step");
        }
        Path jar = Path.of(connection.getJarFileURL().getPath()).getFileName();
        Path folder = Files.createDirectories(
                Loader.getCacheDir().toPath().resolve("multimodal4j-compiler").resolve(String.valueOf(jar)));
        Path file = folder.resolve("libtvm.so");
        if (!Files.isRegularFile(file) || Files.size(file) != connection.getContentLengthLong()) {
            Path whole = Files.createTempFile(folder, "unpacking", ".so");
            try (InputStream in = connection.getInputStream()) {
                Files.copy(in, whole, StandardCopyOption.REPLACE_EXISTING);
                Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(whole);
            }
        }
        return folder;
    }

    private static Path unpack(String artifact, String name) throws IOException {
        String resource = "/org/bytedeco/" + artifact + PLATFORM + name;
        File file = Loader.cacheResource(Toolchain.class, resource);
        if (file == null) {
            throw new IllegalStateException("no " + resource + " on the class path of the build step;"
                    + " its plug-in needs the jar " + artifact + " for this platform");
        }
        return file.toPath();
    }

    private static Path executable(Path file) throws IOException {
        if (!Files.isExecutable(file) && !file.toFile().setExecutable(true)) {
            throw new IOException("cannot make " + file + " executable");
        }
        return file;
    }

    private static String join(List<Path> paths) {
        return paths.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    /** Runs a script, with the kernels' sources on its path and these lines as its input, and hands on the lines that it prints. */
    void runScript(String what, Path script, Path root, List<String> lines) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(python.toString(), "-B", "-s", script.toString());
        Map<String, String> environment = builder.environment();
        environment.clear();
        environment.put("PYTHONHOME", String.valueOf(python.getParent()));
        environment.put("PYTHONPATH", pythonPath + File.pathSeparator + root);
        environment.put("PYTHONHASHSEED", "0");
        environment.put("TVM_LIBRARY_PATH", compiler.toString());
        environment.put("LD_LIBRARY_PATH", libraryPath);
        Path input = Files.write(work.resolve("requests.tsv"), lines);
        run(what, builder.redirectInput(input.toFile()));
    }

    /** Links objects to a shared library. */
    void link(List<Path> objects, Path library) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                linker.toString(), "-flavor", "gnu", "-shared", "--strip-debug", "--build-id=none", "-z", "noexecstack"));
        command.add("-o");
        command.add(library.toString());
        objects.forEach(object -> command.add(object.toString()));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().clear();
        builder.environment().put("LD_LIBRARY_PATH", libraryPath);
        run("linking " + library.getFileName(), builder);
    }

    private void run(String what, ProcessBuilder builder) throws IOException, InterruptedException {
        Path errors = work.resolve("errors.txt");
        builder.directory(work.toFile()).redirectError(errors.toFile());
        Process process = builder.start();
        try (Stream<String> lines = process.inputReader().lines()) {
            lines.forEach(System.out::println);
        }
        int status = process.waitFor();
        if (status != 0) {
            throw new ToolFailedException(
                    what + " failed with status " + status + ":" + System.lineSeparator() + withoutNoise(errors));
        }
    }

    /** TVM probes the CPUs of other systems when it is imported and reports them as errors. Of long output only the end is wanted. */
    private static String withoutNoise(Path errors) throws IOException {
        List<String> lines = Files.readAllLines(errors).stream()
                .filter(line -> !line.contains("-mcpu=apple-latest"))
                .toList();
        return String.join(System.lineSeparator(), lines.subList(Math.max(0, lines.size() - MOST_LINES), lines.size()));
    }
}
