package io.multimodal4j.processor;

import io.multimodal4j.processor.diag.Diagnostic;
import io.multimodal4j.processor.diag.DiagnosticPrinter;
import io.multimodal4j.processor.diag.Report;
import io.multimodal4j.processor.model.IndexDescriptor;
import io.multimodal4j.processor.model.TypeRef;
import io.multimodal4j.processor.read.AnnotationNames;
import io.multimodal4j.processor.read.AnnotationView;
import io.multimodal4j.processor.read.Located;
import io.multimodal4j.processor.read.UnresolvedException;
import io.multimodal4j.processor.validate.RegistryValidator;
import io.multimodal4j.processor.write.Output;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;

/**
 * Builds the index from this compilation's models and from those of the previous index that still exist: an IDE compiles only what was changed.
 */
final class IndexBuilder {

    static final String PACKAGE_OPTION = "mm4j.indexPackage";

    private static final String SIMPLE_NAME = "MultiModalIndex";

    private final Elements elements;
    private final Output output;
    private final String packageOption;
    private final SortedMap<String, TypeElement> models = new TreeMap<>();
    private final SortedSet<String> otherProviders = new TreeSet<>();
    private final SortedSet<String> previousIndexes = new TreeSet<>();

    IndexBuilder(ProcessingEnvironment environment, Collection<String> names) {
        this.elements = environment.getElementUtils();
        this.output = new Output(environment);
        this.packageOption = environment.getOptions().getOrDefault(PACKAGE_OPTION, "");
        names.forEach(this::addIfGenerated);
    }

    /** Writes the index and the list of services; empty if there is no model that the index could create. */
    Optional<TypeRef> write(DiagnosticPrinter out) throws IOException {
        if (models.isEmpty()) {
            return Optional.empty();
        }
        mergePrevious();
        List<TypeElement> origins = List.copyOf(models.values());
        Report report = new Report(origins.get(0));
        SortedMap<String, TypeRef> byArchitecture = byArchitecture(report);
        out.print(report);
        TypeRef type = indexType(out);
        output.writeIndex(new IndexDescriptor(type, byArchitecture), origins);
        otherProviders.add(type.binaryName());
        output.writeServices(otherProviders, origins);
        return Optional.of(type);
    }

    private void addIfGenerated(String name) {
        TypeElement model = elements.getTypeElement(name);
        if (model != null
                && AnnotationView.isPresent(model, AnnotationNames.REGISTER_PROCESSOR)
                && elements.getTypeElement(TypeRef.of(model).registration().canonicalName()) != null) {
            models.put(name, model);
        }
    }

    private void mergePrevious() throws IOException {
        for (String provider : output.listedServices()) {
            TypeElement type = elements.getTypeElement(provider.replace('$', '.'));
            if (type == null) {
                continue;
            }
            Optional<AnnotationView> generated = AnnotationView.find(type, AnnotationNames.GENERATED_INDEX);
            if (generated.isEmpty()) {
                otherProviders.add(provider);
                continue;
            }
            previousIndexes.add(provider);
            for (String name : previousModels(generated.get())) {
                TypeElement model = elements.getTypeElement(name);
                if (model != null && output.isInOutput(TypeRef.of(model))) {
                    addIfGenerated(name);
                }
            }
        }
    }

    private static List<String> previousModels(AnnotationView index) {
        try {
            return index.strings("value").stream().map(Located::value).toList();
        } catch (UnresolvedException e) {
            return List.of();
        }
    }

    private SortedMap<String, TypeRef> byArchitecture(Report report) {
        SortedMap<String, TypeElement> owners = new TreeMap<>();
        for (TypeElement model : models.values()) {
            for (Located<String> architecture : architectures(model)) {
                TypeElement first = owners.putIfAbsent(architecture.value(), model);
                if (first != null && !first.equals(model)) {
                    report.add(RegistryValidator.duplicate(architecture, first, model));
                }
            }
        }
        SortedMap<String, TypeRef> refs = new TreeMap<>();
        owners.forEach((architecture, model) -> refs.put(architecture, TypeRef.of(model)));
        return refs;
    }

    private static List<Located<String>> architectures(TypeElement model) {
        try {
            Optional<AnnotationView> register = AnnotationView.find(model, AnnotationNames.REGISTER_PROCESSOR);
            return register.isPresent() ? register.get().strings("value") : List.of();
        } catch (UnresolvedException e) {
            return List.of();
        }
    }

    private TypeRef indexType(DiagnosticPrinter out) {
        String packageName = indexPackage(out);
        for (int i = 1; ; i++) {
            TypeRef candidate = new TypeRef(packageName, List.of(i == 1 ? SIMPLE_NAME : SIMPLE_NAME + i));
            if (isFree(candidate)) {
                return candidate;
            }
        }
    }

    /** Tests see the main classes, and a module may share its top package with another: their index keeps its name. */
    private boolean isFree(TypeRef candidate) {
        TypeElement existing = elements.getTypeElement(candidate.canonicalName());
        return existing == null
                || previousIndexes.contains(candidate.binaryName())
                || (AnnotationView.isPresent(existing, AnnotationNames.GENERATED_INDEX)
                        && output.isInOutput(candidate));
    }

    private String indexPackage(DiagnosticPrinter out) {
        List<String> packages = models.values().stream()
                .map(model -> TypeRef.of(model).packageName())
                .distinct()
                .toList();
        String common = packages.stream().reduce(IndexBuilder::common).orElse("");
        // Nothing in common: any of the packages will do, but not the unnamed one, which a module cannot have.
        String derived = common.isEmpty() && !packages.contains("") ? packages.get(0) : common;
        if (packageOption.isEmpty()) {
            return derived;
        }
        if (!SourceVersion.isName(packageOption)) {
            out.print(
                    Diagnostic.OPTION_VALUE,
                    "the option -A" + PACKAGE_OPTION + "=" + packageOption + " is not the name of a package."
                            + "\n  Fix: -A" + PACKAGE_OPTION + "=" + (derived.isEmpty() ? "com.acme.models" : derived));
            return derived;
        }
        if (packages.contains("")) {
            out.print(
                    Diagnostic.OPTION_VALUE,
                    "the option -A" + PACKAGE_OPTION + "=" + packageOption
                            + " cannot be followed, because a model is in the"
                            + " unnamed package, which other packages cannot see."
                            + "\n  Fix: move the model to a package, or remove the option.");
            return derived;
        }
        return packageOption;
    }

    private static String common(String a, String b) {
        String[] left = a.split("\\.", -1);
        String[] right = b.split("\\.", -1);
        List<String> shared = new ArrayList<>();
        for (int i = 0; i < Math.min(left.length, right.length) && left[i].equals(right[i]); i++) {
            shared.add(left[i]);
        }
        return String.join(".", shared);
    }
}
