package io.multimodal4j.tvm.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes the description of the libraries that the Java back end checks before it calls them. */
final class Manifest {

    private final Map<String, String> kernels = new LinkedHashMap<>();
    private final List<String> libraries = new ArrayList<>();

    /** Adds what Python says of a kernel; it must say the same for every variant. */
    void addKernel(String kernel, String variant, Path description) throws IOException {
        String functions = Files.readString(description).strip();
        String before = kernels.putIfAbsent(kernel, functions);
        if (before != null && !before.equals(functions)) {
            throw new IllegalStateException("kernel " + kernel + " has other functions for " + variant
                    + " than for the variants before; its arguments must not depend on the instruction set");
        }
    }

    void addLibrary(Variant variant, Path library) throws IOException {
        libraries.add("    {\"variant\": \"" + variant.name() + "\", \"file\": \"" + library.getFileName()
                + "\", \"target\": \"" + variant.target() + "\",\n     \"cpu\": "
                + variant.cpu().stream().map(Manifest::quoted).collect(Collectors.joining(", ", "[", "]"))
                + ",\n     \"sha256\": \"" + Fingerprint.of(library) + "\"}");
    }

    void write(KernelSources sources, String sourcesKey, Path file) throws IOException {
        String tools = sources.toolVersions().entrySet().stream()
                .map(tool -> quoted(tool.getKey()) + ": " + quoted(tool.getValue()))
                .collect(Collectors.joining(", ", "{", "}"));
        String described = kernels.entrySet().stream()
                .map(kernel -> "    " + quoted(kernel.getKey()) + ": "
                        + kernel.getValue().replace("\n", "\n    "))
                .collect(Collectors.joining(",\n"));
        Files.writeString(
                file,
                "{\n  \"tools\": " + tools + ",\n  \"sources\": \"" + sourcesKey + "\",\n  \"libraries\": [\n"
                        + String.join(",\n", libraries) + "\n  ],\n  \"kernels\": {\n" + described + "\n  }\n}\n");
    }

    private static String quoted(String text) {
        return '"' + text + '"';
    }
}
