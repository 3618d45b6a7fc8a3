package io.multimodal4j.processor;

import static org.assertj.core.api.Assertions.assertThat;

import io.multimodal4j.config.ConfigNode;
import io.multimodal4j.media.ImageSize;
import io.multimodal4j.media.ItemInfo;
import io.multimodal4j.model.ModelContext;
import io.multimodal4j.model.ModelRegistration;
import io.multimodal4j.registry.ModelRegistry;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Models in compilations that Lombok and MapStruct take part in, whichever stands first on the processor path. In a process of their own: Lombok changes the compiler it
 * runs in.
 */
class OtherProcessorsTest {

    private static final Path FOLDER = Path.of("target", "other-processors").toAbsolutePath();
    private static final String LOMBOK = FOLDER.resolve("lombok.jar").toString();
    private static final String MAPSTRUCT = FOLDER.resolve("mapstruct.jar").toString();
    private static final String MAPSTRUCT_PROCESSOR =
            FOLDER.resolve("mapstruct-processor.jar").toString();
    private static final String OURS = System.getProperty("java.class.path");

    private static final String BODY = """

                @PromptReplacement(modality = "image", target = "<image>")
                static int imageTokens(Sizes config) {
                    return config.imageSize() / config.patchSize();
                }

                List<Tensor> embed(
                        @MultiModalField(name = "pixels", modality = "image", shape = "n 3") Tensor pixels) {
                    return getContext().encoder("image").encode(Map.of("pixels", pixels));
                }
            }
            """;

    private static final String IMPORTS = """
            package com.acme;

            import io.multimodal4j.annotations.*;
            import io.multimodal4j.model.*;
            import io.multimodal4j.tensor.Tensor;
            import java.util.List;
            import java.util.Map;
            import lombok.*;

            """;

    @TempDir
    Path folder;

    private Path source(String name, String text) throws IOException {
        Path file = folder.resolve("src").resolve(name + ".java");
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private void writeSources() throws IOException {
        source("com/acme/Sizes", """
                package com.acme;

                @lombok.Builder
                record Sizes(int imageSize, int patchSize) {}
                """);
        source("com/acme/Written", IMPORTS + """
                @RegisterProcessor("Written")
                @RequiredArgsConstructor(access = AccessLevel.PACKAGE)
                @Getter
                final class Written implements SupportsMultiModal {

                    private final Sizes config;
                    private final ModelContext context;
                """ + BODY);
        source("com/acme/Valued", IMPORTS + """
                @RegisterProcessor("Valued")
                @Value
                class Valued implements SupportsMultiModal {

                    ModelContext context;
                    Sizes config;
                """ + BODY);
        source("com/acme/Mapped", IMPORTS + """
                @RegisterProcessor("Mapped")
                final class Mapped implements SupportsMultiModal {

                    @Getter
                    private final ModelContext context;

                    @Getter
                    private final Grid grid;

                    Mapped(Sizes config, ModelContext context) {
                        this.context = context;
                        this.grid = new GridMapperImpl().grid(config);
                    }
                """ + BODY);
        source("com/acme/Grid", """
                package com.acme;

                record Grid(int side, int patchSize) {}
                """);
        source("com/acme/GridMapper", """
                package com.acme;

                import org.mapstruct.Mapper;
                import org.mapstruct.Mapping;

                @Mapper
                interface GridMapper {
                    @Mapping(target = "side", source = "imageSize")
                    Grid grid(Sizes sizes);
                }
                """);
    }

    /** Runs javac on all sources and gives what it says. */
    private String javac(String... processorPath) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "javac").toString(),
                "-Xlint:all,-processing,-options,-classfile,-path",
                "-Werror",
                "--release",
                "17",
                "-d",
                folder.resolve("classes").toString(),
                "-classpath",
                String.join(File.pathSeparator, OURS, LOMBOK, MAPSTRUCT),
                "-processorpath",
                String.join(File.pathSeparator, processorPath)));
        try (Stream<Path> files = Files.walk(folder.resolve("src"))) {
            files.map(Path::toString)
                    .filter(file -> file.endsWith(".java"))
                    .sorted()
                    .forEach(command::add);
        }
        Path said = folder.resolve("said.txt");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        boolean failed = process.waitFor() != 0;
        // Since JDK 24 the JVM warns of how Lombok reaches into the compiler, which is not what the compiler says.
        List<String> lines = Files.readAllLines(said, StandardCharsets.UTF_8).stream()
                .filter(line -> !line.startsWith("WARNING: "))
                .toList();
        return (failed ? "failed\n" : "") + String.join("\n", lines);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void modelsWorkBesideLombokAndMapStruct(boolean oursFirst) throws Exception {
        writeSources();

        assertThat(oursFirst ? javac(OURS, MAPSTRUCT_PROCESSOR, LOMBOK) : javac(LOMBOK, MAPSTRUCT_PROCESSOR, OURS))
                .isEmpty();

        ModelContext context = new ModelContext(Map.of());
        URL classes = folder.resolve("classes").toUri().toURL();
        URL mapstruct = Path.of(MAPSTRUCT).toUri().toURL();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {classes, mapstruct}, OtherProcessorsTest.class.getClassLoader())) {
            ModelRegistry registry = ModelRegistry.load(loader);
            assertThat(registry.architectures()).containsExactly("Mapped", "Valued", "Written");
            for (String architecture : registry.architectures()) {
                @SuppressWarnings("unchecked")
                ModelRegistration<Object> registration =
                        (ModelRegistration<Object>) registry.registration(architecture);
                Object config = registration.readConfig(ConfigNode.parse(
                        "config.json", "{\"image_size\": 28, \"patch_size\": 14}".getBytes(StandardCharsets.UTF_8)));
                assertThat(registration
                                .promptUpdates(config)
                                .get(0)
                                .content(new ItemInfo(new ImageSize(1, 1), 0, 1))
                                .pieces())
                        .hasToString("[Tokens[token=<image>, count=2, embed=true]]");
                Object model = registration.create(config, context);
                // Lombok's getter is public, the model is not.
                Method getter = model.getClass().getDeclaredMethod("getContext");
                getter.setAccessible(true);
                assertThat(getter.invoke(model)).isSameAs(context);
            }
        }
    }

    @Test
    void aModelWhoseConstructorNobodyWritesIsReportedOnce() throws Exception {
        source("com/acme/Sizes", """
                package com.acme;

                record Sizes(int imageSize, int patchSize) {}
                """);
        source("com/acme/Written", IMPORTS + """
                @RegisterProcessor("Written")
                @RequiredArgsConstructor
                final class Written implements SupportsMultiModal {

                    private ModelContext getContext() {
                        return new ModelContext(Map.of());
                    }
                """ + BODY);

        assertThat(javac(OURS).lines().filter(line -> line.contains("error:")))
                .singleElement()
                .asString()
                .endsWith("Written.java:12: error: [MM4J601] no code was generated for 'Written': the constructor that"
                        + " Lombok's @RequiredArgsConstructor stands for was never written; Lombok must be on the processor"
                        + " path too.");
    }
}
