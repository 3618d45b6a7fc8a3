package io.multimodal4j.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.multimodal4j.tensor.TensorAllocator;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code docs/requests.md} shows compiles and runs. */
class RequestsPageTest {

    private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
    private static final String IMPORTS = List.of(
                    "io.micrometer.core.instrument",
                    "io.multimodal4j",
                    "io.multimodal4j.annotations",
                    "io.multimodal4j.cache",
                    "io.multimodal4j.config",
                    "io.multimodal4j.fetch",
                    "io.multimodal4j.media",
                    "io.multimodal4j.micrometer",
                    "io.multimodal4j.processing",
                    "io.multimodal4j.prompt",
                    "io.multimodal4j.template",
                    "io.multimodal4j.tensor",
                    "java.io",
                    "java.net",
                    "java.nio.file",
                    "java.time",
                    "java.util",
                    "java.util.concurrent")
            .stream()
            .map(name -> "import " + name + ".*;\n")
            .collect(Collectors.joining());

    @TempDir
    private Path folder;

    @Test
    void compilesAndRuns() throws Exception {
        String blocks = JAVA.matcher(Files.readString(Path.of("../docs/requests.md")))
                .results()
                .map(block -> block.group(1))
                .collect(Collectors.joining());
        assertThat(blocks).contains("MultiModalCache", "HttpMediaFetcher");
        compile(
                "%spublic final class Page {\npublic static void run(byte[] picture, byte[] wav, Path clip, Path modelDirectory, Path mediaFolder, Executor threads, MeterRegistry meters,"
                                .formatted(IMPORTS)
                        + " TensorAllocator allocator) throws Exception {\n"
                        + blocks + "}\n}\n");
        TensorAllocator allocator = new TensorAllocator();
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
            loader.loadClass("Page")
                    .getMethod(
                            "run",
                            byte[].class,
                            byte[].class,
                            Path.class,
                            Path.class,
                            Path.class,
                            Executor.class,
                            MeterRegistry.class,
                            TensorAllocator.class)
                    .invoke(
                            null,
                            Files.readAllBytes(Path.of("src/test/resources/pictures/420.jpg")),
                            new byte[0],
                            Path.of("src/test/resources/decoding/random2.gif"),
                            LlavaGoldens.MODEL_DIRECTORY,
                            folder,
                            (Executor) Runnable::run,
                            meters,
                            allocator);
        }
        assertThat(allocator.liveTensors()).isZero();
        assertThat(meters.getMeters()).isNotEmpty();
    }

    private void compile(String source) throws IOException {
        Path file = Files.writeString(
                folder.resolve("Page.java"), source.replace("```java\n", "").replace("```", ""));
        int failed = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-proc:none",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-d",
                        folder.toString(),
                        file.toString());
        assertThat(failed).as(source).isZero();
    }
}
