package io.multimodal4j.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.Filer;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import org.junit.jupiter.api.Test;

/** What goes wrong inside a processor is a diagnostic with the model's name, and the next model has its turn. */
class RobustnessTest {

    /** Runs the processor with a filer that fails for one model. */
    private static final class WithBrokenFiler extends AbstractProcessor {

        private final ModelProcessor processor = new ModelProcessor();
        private final List<String> created = new ArrayList<>();

        @Override
        public synchronized void init(ProcessingEnvironment environment) {
            super.init(environment);
            Filer filer = RecordingProxy.of(Filer.class, environment.getFiler(), (method, arguments) -> {
                created.add(String.valueOf(arguments[0]));
                if (arguments[0].equals("Broken_Registration")) {
                    throw new IllegalStateException("the filer is broken");
                }
            });
            processor.init(RecordingProxy.replacing(ProcessingEnvironment.class, environment, "getFiler", filer));
        }

        @Override
        public Set<String> getSupportedAnnotationTypes() {
            return processor.getSupportedAnnotationTypes();
        }

        @Override
        public SourceVersion getSupportedSourceVersion() {
            return SourceVersion.latestSupported();
        }

        @Override
        public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
            processor.process(annotations, round);
            return false;
        }
    }

    @Test
    void anInternalErrorNamesTheModelAndSparesTheOthers() {
        WithBrokenFiler processor = new WithBrokenFiler();
        Compiler compiler = Compiler.javac().withProcessors(processor);

        Compilation compilation =
                compiler.compile(Models.minimal("", "Broken", "Broken"), Models.minimal("", "Fine", "Fine"));

        List<String> diagnostics = Javac.diagnostics(compilation);
        assertThat(diagnostics).hasSize(1);
        assertThat(diagnostics.get(0))
                .startsWith("Broken.java:9:14 error [MM4J999] internal error while processing 'Broken', please report")
                .contains("java.lang.IllegalStateException: the filer is broken", "\tat ");
        assertThat(processor.created).contains("Fine_Registration");
    }
}
