package io.multimodal4j.processor;

import com.google.auto.service.AutoService;
import io.multimodal4j.processor.diag.DiagnosticPrinter;
import io.multimodal4j.processor.model.TypeRef;
import io.multimodal4j.processor.read.AnnotationNames;
import io.multimodal4j.processor.read.ModelReader;
import io.multimodal4j.processor.read.UnresolvedException;
import io.multimodal4j.processor.types.ClassFinder;
import io.multimodal4j.processor.validate.ModelValidator;
import io.multimodal4j.processor.validate.RegistryValidator;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import org.jspecify.annotations.Nullable;

/**
 * Generates the index of all models that are compiled together, {@code MultiModalIndex}, and lists it as a service provider. Aggregating.
 *
 * <p>The index is written in the first round that brings no new model and in which every registration exists, so that javac does not
 * warn about a file of the last round.
 */
@AutoService(Processor.class)
public final class RegistryProcessor extends AbstractProcessor {

    private final Set<String> models = new TreeSet<>();
    private @Nullable DiagnosticPrinter printer;
    private @Nullable TypeRef index;
    private String module = "";
    private boolean moduleIsCompiled;

    /** For the compiler. */
    public RegistryProcessor() {}

    @Override
    public Set<String> getSupportedAnnotationTypes() {
        return Set.of(AnnotationNames.REGISTER_PROCESSOR);
    }

    @Override
    public Set<String> getSupportedOptions() {
        return Set.of(IndexBuilder.PACKAGE_OPTION);
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
        return SourceVersion.latestSupported();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        DiagnosticPrinter out = printer();
        out.startRound(round);
        for (Element root : round.getRootElements()) {
            moduleIsCompiled |= root.getKind() == ElementKind.MODULE;
        }
        Guard.run("the index", null, out, () -> {
            List<TypeElement> fresh = Rounds.annotatedTypes(round, processingEnv);
            if (index != null) {
                fresh.forEach(model -> out.print(RegistryValidator.late(model, indexName())));
                checkModule(round, out);
                return;
            }
            for (TypeElement model : fresh) {
                models.add(model.getQualifiedName().toString());
                module = elements().getModuleOf(model) == null
                        ? ""
                        : elements().getModuleOf(model).getQualifiedName().toString();
            }
            boolean complete = fresh.isEmpty() && models.stream().allMatch(this::isGenerated);
            if (complete && !models.isEmpty()) {
                write(this::isGenerated, out);
            } else if (moduleIsCompiled && models.stream().anyMatch(this::isWrong)) {
                // The compiler ends after this round. Without the index, a module descriptor that names it would be one
                // error more.
                write(model -> !isWrong(model), out);
            } else if (round.processingOver()) {
                new IndexBuilder(processingEnv, finder(), models).reportDuplicates(out);
            }
        });
        return false;
    }

    private void write(Predicate<String> usable, DiagnosticPrinter out) throws IOException {
        IndexBuilder builder = new IndexBuilder(processingEnv, finder(), models);
        builder.reportDuplicates(out);
        index = builder.write(usable, out).orElse(null);
    }

    /** Whether the other processor has finished with a model. */
    private boolean isGenerated(String model) {
        TypeElement type = finder().find(model);
        return type != null && finder().exists(TypeRef.of(type).registration().canonicalName());
    }

    /** Whether the other processor has something to say about a model, which it does, not this one. */
    private boolean isWrong(String model) {
        TypeElement type = finder().find(model);
        try {
            return type != null
                    && ModelReader.read(type, elements())
                            .filter(d -> !new ModelValidator(elements(), processingEnv.getTypeUtils())
                                    .validate(d)
                                    .isClean())
                            .isPresent();
        } catch (UnresolvedException e) {
            return false;
        }
    }

    /** Only in the last round the compiler knows the index, so only then it can say what the module provides. */
    private void checkModule(RoundEnvironment round, DiagnosticPrinter out) {
        if (!round.processingOver() || !moduleIsCompiled || index == null || models.isEmpty()) {
            return;
        }
        ModuleElement compiled = elements().getModuleElement(module);
        if (compiled != null && !compiled.isUnnamed()) {
            out.print(RegistryValidator.provides(compiled, indexName()));
        }
    }

    private String indexName() {
        TypeRef type = index;
        if (type == null) {
            throw new IllegalStateException("the index is not written yet");
        }
        return type.canonicalName();
    }

    private ClassFinder finder() {
        return ClassFinder.of(module, elements());
    }

    private Elements elements() {
        return processingEnv.getElementUtils();
    }

    private DiagnosticPrinter printer() {
        DiagnosticPrinter made = printer;
        if (made == null) {
            made = new DiagnosticPrinter(processingEnv);
            printer = made;
        }
        return made;
    }
}
