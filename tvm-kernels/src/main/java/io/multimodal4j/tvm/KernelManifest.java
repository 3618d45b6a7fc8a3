package io.multimodal4j.tvm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.multimodal4j.kernel.BackendUnavailableException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the build says of the libraries that it made.
 *
 * @param libraries the best first
 * @param functions the arguments by symbol
 */
record KernelManifest(List<Library> libraries, Map<String, List<String>> functions) {

    private static final String NAME = "manifest.json";

    /**
     * A library for one kind of CPU.
     *
     * @param variant the kind
     * @param file the file's name
     * @param cpu the flags that the CPU must have
     * @param sha256 of the file
     */
    record Library(String variant, String file, List<String> cpu, String sha256) {}

    /** Reads the manifest and checks that this code can call what it describes. */
    static KernelManifest read(KernelFiles files) throws BackendUnavailableException {
        try (InputStream in = files.open(NAME)) {
            if (in == null) {
                throw new BackendUnavailableException("this jar has no kernels (no " + NAME
                        + "): it was built on another platform than Linux on x86-64");
            }
            KernelManifest manifest = parse(new ObjectMapper().readTree(in));
            manifest.requireKernels();
            return manifest;
        } catch (IOException e) {
            throw new BackendUnavailableException("cannot read the kernels' " + NAME, e);
        }
    }

    private static KernelManifest parse(JsonNode root) throws BackendUnavailableException {
        Map<String, List<String>> functions = new LinkedHashMap<>();
        for (JsonNode kernel : root.path("kernels")) {
            int abi = kernel.path("abi").asInt();
            if (abi != Kernel.ABI) {
                throw new BackendUnavailableException("the kernels have ABI " + abi + ", this back end calls ABI "
                        + Kernel.ABI + ": the classes and the libraries are of different versions");
            }
            for (JsonNode function : kernel.path("functions")) {
                functions.put(function.path("name").asText(), arguments(function.path("arguments")));
            }
        }
        List<Library> libraries = new ArrayList<>();
        for (JsonNode library : root.path("libraries")) {
            List<String> cpu = new ArrayList<>();
            library.path("cpu").forEach(flag -> cpu.add(flag.asText()));
            libraries.add(new Library(
                    library.path("variant").asText(),
                    library.path("file").asText(),
                    List.copyOf(cpu),
                    library.path("sha256").asText()));
        }
        return new KernelManifest(List.copyOf(libraries), Map.copyOf(functions));
    }

    private static List<String> arguments(JsonNode described) {
        List<String> arguments = new ArrayList<>();
        for (JsonNode argument : described) {
            String rank = argument.has("rank") ? "[" + argument.get("rank").asInt() + "]" : "";
            arguments.add(argument.path("dtype").asText()
                    + ' '
                    + argument.path("name").asText()
                    + rank);
        }
        return List.copyOf(arguments);
    }

    private void requireKernels() throws BackendUnavailableException {
        for (Kernel kernel : Kernel.values()) {
            List<String> found = functions.get(kernel.symbol());
            if (!kernel.arguments().equals(found)) {
                throw new BackendUnavailableException("the kernel " + kernel.symbol() + " should take "
                        + kernel.arguments() + ", the manifest has "
                        + (found == null ? "no such kernel" : found));
            }
        }
    }

    /**
     * Chooses the library to load.
     *
     * @param features what the CPU can do
     * @param wanted a variant, or null for the best
     */
    Library choose(CpuFeatures features, @Nullable String wanted) throws BackendUnavailableException {
        for (Library library : libraries) {
            if (wanted == null ? features.has(library.cpu()) : wanted.equals(library.variant())) {
                requireFeatures(library, features);
                return library;
            }
        }
        if (wanted != null) {
            throw new BackendUnavailableException(
                    "no kernels for " + TvmKernelsProvider.CPU_PROPERTY + "=" + wanted + "; there are " + variants());
        }
        Library least = libraries.get(libraries.size() - 1);
        throw new BackendUnavailableException("the kernels need a CPU of at least " + least.variant()
                + "; this one lacks " + features.missing(least.cpu()));
    }

    private static void requireFeatures(Library library, CpuFeatures features) throws BackendUnavailableException {
        if (!features.has(library.cpu())) {
            throw new BackendUnavailableException("this CPU cannot run the kernels for " + library.variant()
                    + ": it lacks " + features.missing(library.cpu()));
        }
    }

    private String variants() {
        return libraries.stream().map(Library::variant).collect(Collectors.joining(", "));
    }
}
