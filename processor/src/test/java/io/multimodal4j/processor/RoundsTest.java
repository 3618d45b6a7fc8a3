package io.multimodal4j.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What depends on classes that other processors generate, in the same round or later. */
class RoundsTest {

    /** Fails. */
    private static final class Failing extends AbstractProcessor {

        @Override
        public Set<String> getSupportedAnnotationTypes() {
            return Set.of("*");
        }

        @Override
        public SourceVersion getSupportedSourceVersion() {
            return SourceVersion.latestSupported();
        }

        @Override
        public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment environment) {
            if (!environment.processingOver()) {
                processingEnv.getMessager().printMessage(Diagnostic.Kind.ERROR, "no TinyConfig today");
            }
            return false;
        }
    }

    /** Notes what each round brings. */
    private static final class Counting extends AbstractProcessor {

        private final List<String> rounds = new ArrayList<>();

        @Override
        public Set<String> getSupportedAnnotationTypes() {
            return Set.of("*");
        }

        @Override
        public SourceVersion getSupportedSourceVersion() {
            return SourceVersion.latestSupported();
        }

        @Override
        public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment environment) {
            rounds.add(environment.getRootElements().stream()
                    .map(Object::toString)
                    .sorted()
                    .collect(Collectors.joining(", ")));
            return false;
        }
    }

    private static final JavaFileObject WAITING = Javac.source(
            "com.acme.Waiting",
            Models.minimalText("com.acme", "Waiting", "W").replace("Waiting() {}", "Waiting(TinyConfig config) {}"));

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void aModelWaitsForAClassThatIsGenerated(int when) {
        String config = "package com.acme; record TinyConfig(int size) {}";

        Compilation compilation = Javac.compiler(new Generating(when, "com.acme.TinyConfig", config))
                .compile(WAITING, Models.minimal("com.acme", "Ready", "R"));

        assertThat(Javac.diagnostics(compilation)).isEmpty();
        assertThat(Javac.generated(compilation).get("com/acme/MultiModalIndex.java"))
                .contains("-> Waiting_Registration.registration();", "-> Ready_Registration.registration();");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void aModelThatIsGeneratedHasAnIndexOfItsOwn(int when) {
        Compilation compilation = Javac.compiler(
                        new Generating(when, "com.acme.Late", Models.minimalText("com.acme", "Late", "L")))
                .compile(Models.minimal("com.acme", "Ready", "R"));

        assertThat(Javac.diagnostics(compilation)).isEmpty();
        Map<String, String> generated = Javac.generated(compilation);
        assertThat(generated.get("com/acme/MultiModalIndex.java"))
                .contains("-> Ready_Registration.registration();")
                .doesNotContain("Late");
        assertThat(generated.get("com/acme/MultiModalIndex2.java"))
                .contains("-> Late_Registration.registration();")
                .doesNotContain("Ready");
        assertThat(generated.get("META-INF/services/io.multimodal4j.model.ModelIndex"))
                .isEqualTo("com.acme.MultiModalIndex\ncom.acme.MultiModalIndex2\n");
    }

    @Test
    void oneArchitectureInTwoRoundsIsReported() {
        Compilation compilation = Javac.compiler(
                        new Generating(1, "com.acme.Late", Models.minimalText("com.acme", "Late", "R")))
                .compile(Models.minimal("com.acme", "Ready", "R"));

        assertThat(Javac.diagnostics(compilation))
                .singleElement()
                .asString()
                .contains(
                        "error [MM4J402] the architecture \"R\" is registered twice: by 'com.acme.Late' and by 'com.acme.Ready'.");
    }

    /** Each round makes the compiler enter every class anew, so there are no more than what is generated needs. */
    @Test
    void modelsThatWaitForNothingNeedNoFurtherRound() {
        Counting counting = new Counting();

        Compilation compilation = Javac.compiler(counting)
                .compile(Models.minimal("com.acme", "One", "A1"), Models.minimal("com.acme", "Two", "A2"));

        assertThat(Javac.diagnostics(compilation)).isEmpty();
        assertThat(counting.rounds)
                .containsExactly(
                        "com.acme.One, com.acme.Two",
                        "com.acme.MultiModalIndex, com.acme.One_Registration, com.acme.Two_Registration",
                        "");
    }

    @Test
    void whenAnotherProcessorFailsTheMissingClassIsNotReportedAgain() {
        Compilation compilation = Javac.compiler(new Failing()).compile(WAITING);

        assertThat(Javac.diagnostics(compilation)).noneMatch(d -> d.contains("MM4J"));
    }
}
