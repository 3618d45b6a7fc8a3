package io.multimodal4j.processor;

import com.google.auto.service.AutoService;
import io.multimodal4j.processor.diag.Diagnostic;
import io.multimodal4j.processor.diag.DiagnosticPrinter;
import io.multimodal4j.processor.diag.Finding;
import io.multimodal4j.processor.diag.Finding.Place;
import io.multimodal4j.processor.diag.Report;
import io.multimodal4j.processor.read.AnnotationNames;
import io.multimodal4j.processor.read.AnnotationView;
import io.multimodal4j.processor.read.Describer;
import io.multimodal4j.processor.read.ModelDeclaration;
import io.multimodal4j.processor.read.ModelReader;
import io.multimodal4j.processor.read.UnresolvedException;
import io.multimodal4j.processor.round.Deferral;
import io.multimodal4j.processor.types.Enclosing;
import io.multimodal4j.processor.types.Names;
import io.multimodal4j.processor.validate.ModelValidator;
import io.multimodal4j.processor.write.Output;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import org.jspecify.annotations.Nullable;

/**
 * Checks each class with {@code @RegisterProcessor} and generates its registration and its JSON description. Isolating: it looks at one
 * model and the types that the model mentions, never at another model.
 */
@AutoService(Processor.class)
public final class ModelProcessor extends AbstractProcessor {

    private final Deferral deferral = new Deferral();
    private @Nullable DiagnosticPrinter printer;

    /** For the compiler. */
    public ModelProcessor() {}

    @Override
    public Set<String> getSupportedAnnotationTypes() {
        Set<String> names = new LinkedHashSet<>(AnnotationNames.OF_MODELS);
        names.add(AnnotationNames.REGISTER_PROCESSOR);
        return names;
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
        return SourceVersion.latestSupported();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        DiagnosticPrinter out = printer();
        out.startRound(round);
        if (!round.processingOver()) {
            for (TypeElement type : models(round)) {
                Guard.run(Names.inProse(type), type, out, () -> processModel(type, out));
            }
            for (String annotation : AnnotationNames.OF_MODELS) {
                Guard.run("@" + annotation, null, out, () -> reportStrays(annotation, round, out));
            }
        } else if (!round.errorRaised()) {
            deferral.take().forEach((name, missing) -> reportUnresolved(name, missing, out));
        }
        return false;
    }

    /** What waited, then what is new. */
    private List<TypeElement> models(RoundEnvironment round) {
        Map<String, TypeElement> models = new LinkedHashMap<>();
        for (String name : deferral.take().keySet()) {
            TypeElement type = processingEnv.getElementUtils().getTypeElement(name);
            if (type != null) {
                models.put(name, type);
            }
        }
        for (TypeElement type : Rounds.annotatedTypes(round, processingEnv)) {
            models.put(type.getQualifiedName().toString(), type);
        }
        return List.copyOf(models.values());
    }

    private void processModel(TypeElement type, DiagnosticPrinter out) throws IOException {
        try {
            Optional<ModelDeclaration> declaration = ModelReader.read(type, processingEnv.getElementUtils());
            if (declaration.isPresent()) {
                processDeclaration(declaration.get(), out);
            }
        } catch (UnresolvedException e) {
            deferral.add(type.getQualifiedName().toString(), e.missing());
        }
    }

    private void processDeclaration(ModelDeclaration declaration, DiagnosticPrinter out) throws IOException {
        Report report =
                new ModelValidator(processingEnv.getElementUtils(), processingEnv.getTypeUtils()).validate(declaration);
        if (report.isClean()) {
            new Output(processingEnv)
                    .writeModel(Describer.describe(declaration, processingEnv.getElementUtils()), declaration.type());
        } else {
            out.print(report);
        }
    }

    private void reportStrays(String annotation, RoundEnvironment round, DiagnosticPrinter out) {
        TypeElement annotationType = processingEnv.getElementUtils().getTypeElement(annotation);
        if (annotationType == null) {
            return;
        }
        for (Element element : round.getElementsAnnotatedWith(annotationType)) {
            TypeElement owner = Enclosing.type(element);
            if (!AnnotationView.isPresent(owner, AnnotationNames.REGISTER_PROCESSOR)) {
                Report report = new Report(owner);
                Place place = AnnotationView.find(element, annotation)
                        .map(AnnotationView::place)
                        .orElse(Place.of(element));
                report.add(Finding.of(
                                Diagnostic.OUTSIDE_MODEL,
                                place,
                                "@" + annotationType.getSimpleName() + " has no effect here: '" + Names.inProse(owner)
                                        + "' is not registered.")
                        .fact("Annotations are not inherited: only a class with @RegisterProcessor has a declaration.")
                        .fix("add @RegisterProcessor(\"...\") to '" + Names.inProse(owner)
                                + "', or move it to the class that is registered."));
                out.print(report);
            }
        }
    }

    private void reportUnresolved(String name, String missing, DiagnosticPrinter out) {
        TypeElement type = processingEnv.getElementUtils().getTypeElement(name);
        if (type == null) {
            return;
        }
        Report report = new Report(type);
        report.add(Finding.of(
                        Diagnostic.UNRESOLVED_TYPE,
                        Place.of(type),
                        "no code was generated for '" + Names.inProse(type) + "': " + missing + ".")
                .fact("If another annotation processor generates it, look for that one's errors above.")
                .fix("otherwise add what is missing to the class path, or import it."));
        out.print(report);
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
