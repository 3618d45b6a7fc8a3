package io.multimodal4j.processor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;

/** Another processor: it generates one class in a given round, after a class of no meaning in each round before. */
final class Generating extends AbstractProcessor {

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
