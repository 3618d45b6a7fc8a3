package io.multimodal4j.tvm.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Makes the kernel libraries and their manifest, as far as they are not there yet. An object is compiled again only if its own source, the
 * shared sources, the script, a tool's version or the target changed. What is made is run between pages of memory that nobody may touch.
 */
public final class KernelBuild {

    private static final String MANIFEST = "manifest.json";

    private final KernelSources sources;
    private final Path work;
    private final Path output;

    private KernelBuild(KernelSources sources, Path work, Path output) {
        this.sources = sources;
        this.work = work;
        this.output = output;
    }

    /**
     * Runs the build step.
     *
     * @param arguments the sources' folder, the compile script, the script that checks, a folder for objects, the folder for the results, then
     *     {@code tool=version}
     * @throws IOException if a file cannot be read or written
     * @throws InterruptedException if the build is interrupted
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (arguments.length < 6) {
            throw new IllegalArgumentException("expected SOURCES COMPILE CHECK WORK OUTPUT TOOL=VERSION..., got "
                    + String.join(" ", arguments));
        }
        Map<String, String> tools = new TreeMap<>();
        for (String tool : Arrays.asList(arguments).subList(5, arguments.length)) {
            tools.put(tool.substring(0, tool.indexOf('=')), tool.substring(tool.indexOf('=') + 1));
        }
        KernelSources sources =
                new KernelSources(Path.of(arguments[0]), Path.of(arguments[1]), Path.of(arguments[2]), tools);
        new KernelBuild(sources, Path.of(arguments[3]), Path.of(arguments[4])).run();
    }

    private void run() throws IOException, InterruptedException {
        BuildRecord last = new BuildRecord(work.resolve("built.txt"), output);
        String key = sources.key(Variant.ALL);
        if (last.isCurrent(key)) {
            System.out.println("kernels up to date");
            return;
        }
        Files.createDirectories(work.resolve("objects"));
        Files.createDirectories(output);
        last.delete();
        Toolchain tools = new Toolchain(work);
        compileMissing(tools);
        Manifest manifest = new Manifest();
        List<String> made = new ArrayList<>(List.of(MANIFEST));
        List<String> checks = new ArrayList<>();
        for (Variant variant : Variant.ALL) {
            Path library = output.resolve(variant.library());
            tools.link(objects(variant, manifest), library);
            manifest.addLibrary(variant, library);
            made.add(variant.library());
            checks.add(library + "\t" + String.join("\t", variant.cpu()));
        }
        tools.runScript("checking what memory the kernels touch", sources.check(), sources.root(), checks);
        manifest.write(sources, key, output.resolve(MANIFEST));
        last.write(key, made);
        deleteOldObjects();
    }

    private void compileMissing(Toolchain tools) throws IOException, InterruptedException {
        List<String> requests = new ArrayList<>();
        for (Variant variant : Variant.ALL) {
            for (String kernel : sources.kernels()) {
                Path object = object(kernel, variant);
                if (!Files.isRegularFile(object) || !Files.isRegularFile(description(object))) {
                    requests.add(String.join(
                            "\t", kernel, variant.name(), variant.instructions(), variant.target(), object.toString()));
                }
            }
        }
        if (!requests.isEmpty()) {
            tools.runScript("compiling the kernels", sources.script(), sources.root(), requests);
        }
    }

    private List<Path> objects(Variant variant, Manifest manifest) throws IOException {
        List<Path> objects = new ArrayList<>();
        for (String kernel : sources.kernels()) {
            Path object = object(kernel, variant);
            manifest.addKernel(kernel, variant.name(), description(object));
            objects.add(object);
        }
        return objects;
    }

    private Path object(String kernel, Variant variant) throws IOException {
        String key = sources.objectKey(kernel, variant).substring(0, 16);
        return work.resolve("objects").resolve(kernel + '-' + variant.name() + '-' + key + ".o");
    }

    /** Python writes it after the object, so it is there only if the object is whole. */
    private static Path description(Path object) {
        return object.resolveSibling(object.getFileName() + ".json");
    }

    private void deleteOldObjects() throws IOException {
        Set<Path> current = new HashSet<>();
        for (Variant variant : Variant.ALL) {
            for (String kernel : sources.kernels()) {
                Path object = object(kernel, variant);
                current.add(object);
                current.add(description(object));
            }
        }
        try (Stream<Path> files = Files.list(work.resolve("objects"))) {
            for (Path file : files.toList()) {
                if (!current.contains(file)) {
                    Files.delete(file);
                }
            }
        }
    }
}
