package io.multimodal4j.tvm.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The Python sources: one file per kernel, and what all kernels share. */
final class KernelSources {

    private static final String KERNELS = "mm4j_kernels/kernels/";
    private static final String SUFFIX = ".py";

    private final Path root;
    private final Path script;
    private final Path check;
    private final Map<String, String> toolVersions;
    private final Map<String, Path> kernels = new TreeMap<>();
    private final Map<String, Path> shared = new TreeMap<>();

    /**
     * Lists the sources.
     *
     * @param root the folder that goes on Python's path
     * @param script the script that compiles
     * @param check the script that checks what was compiled
     * @param toolVersions what else decides the result
     */
    KernelSources(Path root, Path script, Path check, Map<String, String> toolVersions) throws IOException {
        this.root = root;
        this.script = script;
        this.check = check;
        this.toolVersions = new TreeMap<>(toolVersions);
        for (Path file : pythonFiles(root)) {
            String name = root.relativize(file).toString().replace('\\', '/');
            String simple = name.substring(name.lastIndexOf('/') + 1, name.length() - SUFFIX.length());
            if (name.startsWith(KERNELS) && !simple.startsWith("_")) {
                kernels.put(simple, file);
            } else {
                shared.put(name, file);
            }
        }
        if (kernels.isEmpty()) {
            throw new IllegalArgumentException("no kernels in " + root.resolve(KERNELS));
        }
    }

    private static List<Path> pythonFiles(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(
                            file -> file.toString().toLowerCase(Locale.ROOT).endsWith(SUFFIX))
                    .sorted()
                    .toList();
        }
    }

    Path root() {
        return root;
    }

    Path script() {
        return script;
    }

    Path check() {
        return check;
    }

    Map<String, String> toolVersions() {
        return toolVersions;
    }

    List<String> kernels() {
        return new ArrayList<>(kernels.keySet());
    }

    /** Changes when the object of this kernel for this variant may. */
    String objectKey(String kernel, Variant variant) throws IOException {
        Path source = kernels.get(kernel);
        if (source == null) {
            throw new IllegalArgumentException("there is no kernel " + kernel + " among " + kernels());
        }
        return common().add("kernel " + kernel, source)
                .add("variant", variant.toString())
                .hex();
    }

    /** Changes when anything that is built may. */
    String key(List<Variant> variants) throws IOException {
        Fingerprint fingerprint = common().add("check", check);
        for (Map.Entry<String, Path> kernel : kernels.entrySet()) {
            fingerprint.add("kernel " + kernel.getKey(), kernel.getValue());
        }
        return fingerprint.add("variants", variants.toString()).hex();
    }

    private Fingerprint common() throws IOException {
        Fingerprint fingerprint = new Fingerprint().add("tools", toolVersions.toString());
        fingerprint.add("script", script);
        for (Map.Entry<String, Path> file : shared.entrySet()) {
            fingerprint.add(file.getKey(), file.getValue());
        }
        return fingerprint;
    }
}
