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
import io.multimodal4j.processor.types.ClassFinder;
import io.multimodal4j.processor.types.Enclosing;
import io.multimodal4j.processor.validate.RegistryValidator;
import io.multimodal4j.processor.write.Output;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
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
 * Builds an index from models of this compilation and, the first one, from those of the previous index that still exist: an IDE compiles only what was changed. Made for
 * one round.
 */
final class IndexBuilder {

    static final String PACKAGE_OPTION = "mm4j.indexPackage";

    private static final String SIMPLE_NAME = "MultiModalIndex";

    private final Elements elements;
    private final ClassFinder finder;
    private final Output output;
    private final String packageOption;
    private final SortedMap<String, TypeElement> declared = new TreeMap<>();
    private final SortedSet<String> previousIndexes = new TreeSet<>();

    IndexBuilder(ProcessingEnvironment environment, ClassFinder finder, Collection<String> names) {
        this.elements = environment.getElementUtils();
        this.finder = finder;
        this.output = new Output(environment);
        this.packageOption = environment.getOptions().getOrDefault(PACKAGE_OPTION, "");
        names.forEach(this::add);
    }

    /** Reports architectures that two models serve. */
    void reportDuplicates(DiagnosticPrinter out) {
        SortedMap<String, TypeElement> owners = new TreeMap<>();
        for (TypeElement model : declared.values()) {
            for (Located<String> architecture : architectures(model)) {
                TypeElement first = owners.putIfAbsent(architecture.value(), model);
                if (first != null && !first.equals(model)) {
                    Report report = new Report(first);
                    report.add(RegistryValidator.duplicate(architecture, first, model));
                    out.print(report);
                }
            }
        }
    }

    /** What each model serves. */
    Map<String, List<String>> architectures() {
        Map<String, List<String>> architectures = new TreeMap<>();
        declared.forEach((name, model) -> architectures.put(
                name, architectures(model).stream().map(Located::value).toList()));
        return architectures;
    }

    /** Leaves out the models that another index lists already, under the same architectures. */
    void removeListed(Map<String, List<String>> listed) {
        architectures().forEach((name, architectures) -> {
            if (architectures.equals(listed.get(name))) {
                declared.remove(name);
            }
        });
    }

    /**
     * Writes an index.
     *
     * @param written the indexes that this compilation has already
     * @return its name, empty if there is no model that it could create
     */
    Optional<TypeRef> write(Collection<TypeRef> written, DiagnosticPrinter out) throws IOException {
        if (declared.isEmpty()) {
            return Optional.empty();
        }
        List<TypeElement> origins = List.copyOf(declared.values());
        SortedMap<String, TypeRef> byArchitecture = new TreeMap<>();
        for (TypeElement model : origins) {
            architectures(model).forEach(a -> byArchitecture.putIfAbsent(a.value(), TypeRef.of(model)));
        }
        List<String> suppressions =
                Enclosing.isInNamedModule(origins.get(0), elements) ? List.of("exports") : List.of();
        TypeRef type = indexType(origins, written, out);
        output.writeIndex(new IndexDescriptor(type, byArchitecture, suppressions), origins);
        return Optional.of(type);
    }

    /** Writes the list of services. */
    void writeServices(Collection<TypeRef> indexes, Collection<String> otherProviders) throws IOException {
        SortedSet<String> providers = new TreeSet<>(otherProviders);
        indexes.forEach(index -> providers.add(index.binaryName()));
        output.writeServices(providers, List.copyOf(declared.values()));
    }

    private void add(String name) {
        TypeElement model = finder.find(name);
        if (model != null && AnnotationView.isPresent(model, AnnotationNames.REGISTER_PROCESSOR)) {
            declared.put(name, model);
        }
    }

    /**
     * Adds the models of the previous indexes that still exist.
     *
     * @return the providers that are no indexes of ours
     */
    SortedSet<String> mergePrevious() throws IOException {
        SortedSet<String> others = new TreeSet<>();
        for (String provider : output.listedServices()) {
            TypeElement type = finder.find(provider.replace('$', '.'));
            if (type == null) {
                continue;
            }
            Optional<AnnotationView> generated = AnnotationView.find(type, AnnotationNames.GENERATED_INDEX);
            if (generated.isEmpty()) {
                others.add(provider);
                continue;
            }
            previousIndexes.add(provider);
            for (String name : previousModels(generated.get())) {
                TypeElement model = finder.find(name);
                if (model != null && output.isInOutput(TypeRef.of(model))) {
                    add(name);
                }
            }
        }
        return others;
    }

    private static List<String> previousModels(AnnotationView index) {
        try {
            return index.strings("value").stream().map(Located::value).toList();
        } catch (UnresolvedException e) {
            return List.of();
        }
    }

    private static List<Located<String>> architectures(TypeElement model) {
        try {
            Optional<AnnotationView> register = AnnotationView.find(model, AnnotationNames.REGISTER_PROCESSOR);
            return register.isPresent() ? register.get().strings("value") : List.of();
        } catch (UnresolvedException e) {
            return List.of();
        }
    }

    private TypeRef indexType(List<TypeElement> models, Collection<TypeRef> written, DiagnosticPrinter out) {
        String packageName = indexPackage(models, out);
        for (int i = 1; ; i++) {
            TypeRef candidate = new TypeRef(packageName, List.of(i == 1 ? SIMPLE_NAME : SIMPLE_NAME + i));
            if (!written.contains(candidate) && isFree(candidate)) {
                return candidate;
            }
        }
    }

    /** Tests see the main classes, and a module may share its top package with another: their index keeps its name. */
    private boolean isFree(TypeRef candidate) {
        TypeElement existing = finder.find(candidate.canonicalName());
        return existing == null
                || previousIndexes.contains(candidate.binaryName())
                || (AnnotationView.isPresent(existing, AnnotationNames.GENERATED_INDEX)
                        && output.isInOutput(candidate));
    }

    private String indexPackage(List<TypeElement> models, DiagnosticPrinter out) {
        List<String> packages = models.stream()
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
                            + "\n  Fix: -A" + PACKAGE_OPTION + "=" + (derived.isEmpty() ? "com.acme.models" : derived),
                    null);
            return derived;
        }
        if (packages.contains("")) {
            out.print(
                    Diagnostic.OPTION_VALUE,
                    "the option -A" + PACKAGE_OPTION + "=" + packageOption
                            + " cannot be followed, because a model is in the"
                            + " unnamed package, which other packages cannot see."
                            + "\n  Fix: move the model to a package, or remove the option.",
                    null);
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
