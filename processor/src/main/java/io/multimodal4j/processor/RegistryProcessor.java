package io.multimodal4j.processor;

import com.google.auto.service.AutoService;
import io.multimodal4j.processor.diag.DiagnosticPrinter;
import io.multimodal4j.processor.model.TypeRef;
import io.multimodal4j.processor.read.AnnotationNames;
import io.multimodal4j.processor.read.ModelDeclaration;
import io.multimodal4j.processor.read.ModelReader;
import io.multimodal4j.processor.read.UnresolvedException;
import io.multimodal4j.processor.types.ClassFinder;
import io.multimodal4j.processor.validate.ModelValidator;
import io.multimodal4j.processor.validate.RegistryValidator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
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
 * <p>The index is written in the first round in which no model waits for anything, which is nearly always the first of all: each further round would make the compiler
 * enter every class of the compilation again. Models that other processors generate later get another index, {@code MultiModalIndex2}. The list of services is
 * a resource, which may still be written in the last round.
 */
@AutoService(Processor.class)
public final class RegistryProcessor extends AbstractProcessor {

    /** Whether a model's registration exists or will, as far as this processor can say: it comes to the same conclusion as the one that generates it. */
    private enum Readiness {
        READY,
        WAITS,
        WRONG
    }

    /** The models that no index lists yet. */
    private final SortedSet<String> waiting = new TreeSet<>();

    private final Map<String, List<String>> architecturesOfListed = new TreeMap<>();
    private final List<TypeRef> indexes = new ArrayList<>();
    private final SortedSet<String> otherProviders = new TreeSet<>();
    private @Nullable DiagnosticPrinter printer;
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
        Guard.run("the index", null, out, () -> {
            look(round);
            if (!round.processingOver()) {
                writeIndex(out);
            } else {
                finish(round, out);
            }
        });
        return false;
    }

    private void look(RoundEnvironment round) {
        for (Element root : round.getRootElements()) {
            moduleIsCompiled |= root.getKind() == ElementKind.MODULE;
        }
        for (TypeElement model : Rounds.annotatedTypes(round, processingEnv)) {
            waiting.add(model.getQualifiedName().toString());
            ModuleElement itsModule = elements().getModuleOf(model);
            module = itsModule == null ? "" : itsModule.getQualifiedName().toString();
        }
    }

    private void writeIndex(DiagnosticPrinter out) throws IOException {
        if (waiting.isEmpty()) {
            return;
        }
        Map<String, Readiness> readiness = new TreeMap<>();
        waiting.forEach(model -> readiness.put(model, readiness(model)));
        boolean failed = readiness.containsValue(Readiness.WRONG);
        if (readiness.containsValue(Readiness.WAITS) && !failed) {
            return;
        }
        // With something wrong, the compiler ends after this round. What is right is indexed nevertheless: without the
        // index, a module
        // descriptor that names it would be one error more.
        readiness.values().removeIf(ready -> ready != Readiness.READY);
        waiting.removeAll(readiness.keySet());
        IndexBuilder builder = builder(readiness.keySet());
        if (indexes.isEmpty()) {
            otherProviders.addAll(builder.mergePrevious());
        }
        builder.removeListed(architecturesOfListed);
        builder.write(indexes, out).ifPresent(index -> {
            indexes.add(index);
            architecturesOfListed.putAll(builder.architectures());
        });
        reportDuplicates(out);
    }

    private Readiness readiness(String model) {
        TypeElement type = finder().find(model);
        if (type == null) {
            return Readiness.WAITS;
        }
        try {
            Optional<ModelDeclaration> declaration = ModelReader.read(type, elements());
            boolean right = declaration.isPresent()
                    && new ModelValidator(elements(), processingEnv.getTypeUtils())
                            .validate(declaration.get())
                            .isClean();
            return right ? Readiness.READY : Readiness.WRONG;
        } catch (UnresolvedException e) {
            return Readiness.WAITS;
        }
    }

    private void finish(RoundEnvironment round, DiagnosticPrinter out) throws IOException {
        reportDuplicates(out);
        if (indexes.isEmpty()) {
            return;
        }
        List<String> names = indexes.stream().map(TypeRef::canonicalName).toList();
        // Only in the last round the compiler knows every index, so only then it can say what the module provides.
        ModuleElement compiled = moduleIsCompiled ? elements().getModuleElement(module) : null;
        if (compiled != null && !compiled.isUnnamed()) {
            out.print(RegistryValidator.provides(compiled, names));
        }
        if (!round.errorRaised()) {
            builder(architecturesOfListed.keySet()).writeServices(indexes, otherProviders);
        }
    }

    private void reportDuplicates(DiagnosticPrinter out) {
        Set<String> all = new TreeSet<>(architecturesOfListed.keySet());
        all.addAll(waiting);
        builder(all).reportDuplicates(out);
    }

    private IndexBuilder builder(Collection<String> models) {
        return new IndexBuilder(processingEnv, finder(), models);
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
