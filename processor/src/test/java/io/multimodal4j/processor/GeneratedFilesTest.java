package io.multimodal4j.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.Filer;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;

/** What build tools rely on: originating elements, stable bytes, and how the processors are found. */
class GeneratedFilesTest {

    /** Records which elements every file is made from. */
    private static final class Recording extends AbstractProcessor {

        private final Processor processor;
        private final Map<String, List<String>> origins;

        Recording(Processor processor, Map<String, List<String>> origins) {
            this.processor = processor;
            this.origins = origins;
        }

        @Override
        public synchronized void init(ProcessingEnvironment environment) {
            super.init(environment);
            Filer filer = RecordingProxy.of(Filer.class, environment.getFiler(), (method, arguments) -> {
                if (method.startsWith("create")) {
                    int last = arguments.length - 1;
                    origins.put(
                            arguments[last - 1].toString(),
                            java.util.Arrays.stream((Element[]) arguments[last])
                                    .map(Object::toString)
                                    .toList());
                }
            });
            processor.init(RecordingProxy.replacing(ProcessingEnvironment.class, environment, "getFiler", filer));
        }

        @Override
        public java.util.Set<String> getSupportedAnnotationTypes() {
            return processor.getSupportedAnnotationTypes();
        }

        @Override
        public SourceVersion getSupportedSourceVersion() {
            return SourceVersion.latestSupported();
        }

        @Override
        public boolean process(java.util.Set<? extends TypeElement> annotations, RoundEnvironment round) {
            processor.process(annotations, round);
            return false;
        }
    }

    @Test
    void everyFileNamesTheModelsThatItIsMadeFrom() {
        Map<String, List<String>> origins = new TreeMap<>();
        Compiler compiler = Compiler.javac()
                .withProcessors(
                        new Recording(new ModelProcessor(), origins), new Recording(new RegistryProcessor(), origins));

        Compilation compilation =
                compiler.compile(Models.minimal("com.acme", "One", "A1"), Models.minimal("com.acme", "Two", "A2"));

        assertThat(Javac.diagnostics(compilation)).isEmpty();

        List<String> one = List.of("com.acme.One");
        List<String> two = List.of("com.acme.Two");
        List<String> both = List.of("com.acme.One", "com.acme.Two");
        assertThat(origins)
                .isEqualTo(Map.of(
                        "com.acme.One_Registration", one,
                        "META-INF/multimodal4j/com.acme.One.json", one,
                        "com.acme.Two_Registration", two,
                        "META-INF/multimodal4j/com.acme.Two.json", two,
                        "com.acme.MultiModalIndex", both,
                        "META-INF/services/io.multimodal4j.model.ModelIndex", both));
    }

    @Test
    void theSameSourcesInAnyOrderGiveTheSameBytes() {
        List<JavaFileObject> sources = new ArrayList<>();
        for (String name : List.of("Alpha", "Beta", "Gamma", "Delta", "Epsilon")) {
            sources.add(Models.minimal("com.acme." + name.toLowerCase(java.util.Locale.ROOT), name, "For" + name));
            sources.add(Models.minimal("org.other", name, "Other" + name));
        }
        Map<String, String> first = Javac.generated(Javac.compiler().compile(sources));
        for (int seed = 0; seed < 4; seed++) {
            Collections.shuffle(sources, new Random(seed));

            Compilation compilation = Javac.compiler().compile(sources);

            assertThat(Javac.diagnostics(compilation)).isEmpty();
            assertThat(Javac.generated(compilation)).isEqualTo(first);
        }
        assertThat(first.values()).noneMatch(text -> text.contains("\r"));
        assertThat(first).containsKey("com/acme/alpha/MultiModalIndex.java");
    }

    @Test
    void theIndexIsWrittenToThePackageOfTheOption() {
        Compilation compilation = Javac.compiler()
                .withOptions("-Xlint:all,-processing,-classfile", "-Werror", "-Amm4j.indexPackage=org.index")
                .compile(Models.minimal("com.acme", "One", "A1"));

        assertThat(Javac.diagnostics(compilation)).isEmpty();
        assertThat(Javac.generated(compilation)).containsKey("org/index/MultiModalIndex.java");
    }

    @Test
    void aClassOfTheProjectWithTheNameOfTheIndexIsLeftAlone() {
        Compilation compilation = Javac.compile(
                Models.minimal("com.acme", "One", "A1"),
                Javac.source("com.acme.MultiModalIndex", "package com.acme;", "final class MultiModalIndex {}"));

        assertThat(Javac.diagnostics(compilation)).isEmpty();
        assertThat(Javac.generated(compilation)).containsKey("com/acme/MultiModalIndex2.java");
    }

    @Test
    void anIndexHasRoomForThousandsOfArchitectures() {
        List<JavaFileObject> models = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            String prefix = "Model" + i + "For";
            String architectures = IntStream.range(0, 400)
                    .mapToObj(architecture -> prefix + architecture)
                    .collect(Collectors.joining("\", \""));
            String text = Models.minimalText("com.acme", "Model" + i, architectures);
            models.add(Javac.source(
                    "com.acme.Model" + i,
                    text.replace("(\"" + architectures + "\")", "({\"" + architectures + "\"})")));
        }

        Compilation compilation = Javac.compile(models.toArray(new JavaFileObject[0]));

        assertThat(Javac.diagnostics(compilation)).isEmpty();
        assertThat(Javac.generated(compilation).get("com/acme/MultiModalIndex.java"))
                .contains("default -> registration2(architecture);", "default -> registration4(architecture);")
                .doesNotContain("registration5")
                .containsOnlyOnce("default -> throw");
    }

    @Test
    void namesMayHaveAnyLetters() {
        Compilation compilation = Javac.compile(
                Models.minimal("com.acme.ähnlich", "Modell", "Ähnlich"), Models.minimal("com.acme.画像", "Modell", "画像"));

        assertThat(Javac.diagnostics(compilation)).isEmpty();
        Map<String, String> generated = Javac.generated(compilation);
        assertThat(generated.get("com/acme/MultiModalIndex.java"))
                .contains("case \"Ähnlich\" -> Modell_Registration.registration()")
                .contains("case \"画像\" -> com.acme.画像.Modell_Registration.registration()");
        assertThat(generated.get("META-INF/multimodal4j/com.acme.画像.Modell.json"))
                .contains("\"画像\"");
    }

    @Test
    void theProcessorsAreFoundThroughServiceLoader() {
        assertThat(ServiceLoader.load(Processor.class, ModelProcessor.class.getClassLoader()).stream()
                        .map(p -> p.type().getSimpleName()))
                .contains("ModelProcessor", "RegistryProcessor");
    }

    @Test
    void theBuildToolIsToldHowTheyWork() throws IOException {
        try (var in = ModelProcessor.class.getResourceAsStream("/META-INF/gradle/incremental.annotation.processors")) {
            assertThat(new String(
                            java.util.Objects.requireNonNull(in).readAllBytes(),
                            java.nio.charset.StandardCharsets.UTF_8))
                    .isEqualTo("""
                            io.multimodal4j.processor.ModelProcessor,isolating
                            io.multimodal4j.processor.RegistryProcessor,aggregating
                            """);
        }
    }

    @Test
    void theModuleDescriptorProvidesBoth() {
        assertThat(Path.of("src/main/java/module-info.java"))
                .content()
                .contains(ModelProcessor.class.getName(), RegistryProcessor.class.getName());
    }
}
