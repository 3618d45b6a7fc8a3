package io.multimodal4j.benchmarks.start;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Starts JVMs that process one picture with LLaVA, and prints what they waited for: with JavaCPP's cache as the first JVM leaves it, and once without it, when all
 * native libraries are unpacked. Run from the repository's root.
 */
public final class StartUp {

    private static final int RUNS = 15;
    private static final List<String> BACKENDS = List.of("tvm-cpu", "java");
    private static final List<String> STEPS = List.of(
            "JVM, to the first line of main",
            "kernel back end: native libraries and kernels",
            "processor: configuration, tokenizer, schema",
            "first picture: decoding, tokens, pre-processing",
            "second picture");

    /** The first so many steps end with the first picture. */
    private static final int TO_FIRST_PICTURE = 4;

    private final Path cache;

    private StartUp(Path cache) {
        this.cache = cache;
    }

    /**
     * Runs the benchmark.
     *
     * @param arguments none
     * @throws IOException if a JVM cannot be started
     * @throws InterruptedException if the program is stopped
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path cache = Files.createTempDirectory("javacpp");
        try {
            new StartUp(cache).run();
        } finally {
            delete(cache);
        }
    }

    private void run() throws IOException, InterruptedException {
        long[] cold = steps(BACKENDS.get(0));
        long unpackedBytes = size();
        List<List<long[]>> warm = new ArrayList<>();
        for (String backend : BACKENDS) {
            steps(backend);
            warm.add(new ArrayList<>());
        }
        long filesBefore = files();
        for (int run = 0; run < RUNS; run++) {
            for (int i = 0; i < BACKENDS.size(); i++) {
                warm.get(i).add(steps(BACKENDS.get(i)));
            }
        }
        System.out.printf(
                Locale.ROOT,
                "The first JVM unpacked %.0f MB; the next %d added %d files.%n%n",
                unpackedBytes / 1e6,
                RUNS * BACKENDS.size(),
                files() - filesBefore);
        System.out.println("| milliseconds | `tvm-cpu`, cache empty | `tvm-cpu` | `java` |");
        System.out.println("| --- | --- | --- | --- |");
        for (int step = 0; step < STEPS.size(); step++) {
            int mine = step;
            row(STEPS.get(step), cold[step], median(warm.get(0), s -> s[mine]), median(warm.get(1), s -> s[mine]));
        }
        row(
                "start of the JVM to the first processed picture",
                sum(cold),
                median(warm.get(0), StartUp::sum),
                median(warm.get(1), StartUp::sum));
    }

    private static void row(String what, long... micros) {
        StringBuilder row = new StringBuilder("| ").append(what).append(" |");
        for (long number : micros) {
            row.append(String.format(Locale.ROOT, " %.0f |", number / 1e3));
        }
        System.out.println(row);
    }

    private static long sum(long[] steps) {
        return Arrays.stream(steps, 0, TO_FIRST_PICTURE).sum();
    }

    private static long median(List<long[]> runs, java.util.function.ToLongFunction<long[]> number) {
        long[] sorted = runs.stream().mapToLong(number).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    /** Starts a JVM and returns the microseconds of its steps. */
    private long[] steps(String backend) throws IOException, InterruptedException {
        Process jvm = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dorg.bytedeco.javacpp.cachedir=" + cache,
                        "-classpath",
                        System.getProperty("java.class.path"),
                        FirstPicture.class.getName(),
                        Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now())),
                        backend,
                        "sample-models/models/llava-1.5",
                        "sample-models/images/harbour.jpg",
                        "USER: <image>\nWhat is this? ASSISTANT:")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String output;
        try (InputStream out = jvm.getInputStream()) {
            output = new String(out.readAllBytes(), UTF_8).strip();
        }
        if (jvm.waitFor() != 0) {
            throw new IllegalStateException("the JVM with " + backend + " failed: " + output);
        }
        long[] reached =
                Arrays.stream(output.split(" ", -1)).mapToLong(Long::parseLong).toArray();
        long[] steps = new long[reached.length];
        for (int i = 0; i < reached.length; i++) {
            steps[i] = reached[i] - (i == 0 ? 0 : reached[i - 1]);
        }
        return steps;
    }

    private long files() throws IOException {
        try (Stream<Path> all = Files.walk(cache)) {
            return all.count();
        }
    }

    private long size() throws IOException {
        long size = 0;
        try (Stream<Path> all = Files.walk(cache)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                size += Files.size(file);
            }
        }
        return size;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
