package io.multimodal4j.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.Set;
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

    /** Generates one class in a given round, after a class of no meaning in each round before. */
    private static final class Generating extends AbstractProcessor {

        private final int when;
        private final String name;
        private final String text;
        private int round;

        Generating(int when, String name, String text) {
            this.when = when;
            this.name = name;
            this.text = text;
        }

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
            round++;
            if (round < when) {
                write("Filler" + round, "final class Filler" + round + " {}");
            } else if (round == when) {
                write(name, text);
            }
            return false;
        }

        private void write(String type, String source) {
            try (Writer writer = processingEnv.getFiler().createSourceFile(type).openWriter()) {
                writer.write(source);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

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
                .contains("new Waiting_Registration()", "new Ready_Registration()");
    }

    @Test
    void aModelThatIsGeneratedInTheFirstRoundIsInTheIndex() {
        Compilation compilation = Javac.compiler(
                        new Generating(1, "com.acme.Late", Models.minimalText("com.acme", "Late", "L")))
                .compile(Models.minimal("com.acme", "Ready", "R"));

        assertThat(Javac.diagnostics(compilation)).isEmpty();
        assertThat(Javac.generated(compilation).get("com/acme/MultiModalIndex.java"))
                .contains("new Late_Registration()", "new Ready_Registration()");
    }

    @Test
    void aModelThatIsGeneratedAfterTheIndexIsReported() {
        Compilation compilation = Javac.compiler(
                        new Generating(3, "com.acme.Late", Models.minimalText("com.acme", "Late", "L")))
                .compile(Models.minimal("com.acme", "Ready", "R"));

        assertThat(Javac.diagnostics(compilation))
                .containsExactly("Late.java:9:14 error [MM4J602] 'com.acme.Late' was generated after the index"
                        + " 'com.acme.MultiModalIndex' was written, so it could not be found at run time.\n"
                        + "    Fix: have it generated in an earlier round, or write it by hand.");
    }

    @Test
    void whenAnotherProcessorFailsTheMissingClassIsNotReportedAgain() {
        Compilation compilation = Javac.compiler(new Failing()).compile(WAITING);

        assertThat(Javac.diagnostics(compilation)).noneMatch(d -> d.contains("MM4J"));
    }
}
