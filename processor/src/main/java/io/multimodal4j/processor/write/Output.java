package io.multimodal4j.processor.write;

import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.TypeSpec;
import io.multimodal4j.processor.model.IndexDescriptor;
import io.multimodal4j.processor.model.ModelDescriptor;
import io.multimodal4j.processor.model.TypeRef;
import io.multimodal4j.processor.types.ClassFinder;
import io.multimodal4j.processor.types.TypeNames;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import javax.annotation.processing.Filer;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import javax.tools.FileObject;
import javax.tools.StandardLocation;

/** Creates the generated files; the only class that knows the filer. */
public final class Output {

    private static final String SERVICES = "META-INF/services/" + TypeNames.MODEL_INDEX;
    private static final String GENERATED = "javax.annotation.processing.Generated";

    /** What generated code takes from {@code java.lang}, which a class of the model's package could hide. */
    private static final List<String> USED_OF_JAVA_LANG =
            List.of("String", "Override", "IllegalArgumentException", "SuppressWarnings");

    private final Filer filer;
    private final Elements elements;

    public Output(ProcessingEnvironment environment) {
        this.filer = environment.getFiler();
        this.elements = environment.getElementUtils();
    }

    /** Writes a model's registration and its description. */
    public void writeModel(ModelDescriptor model, TypeElement type) throws IOException {
        TypeSpec registration = RegistrationWriter.write(model, hasGenerated(type));
        java(model.type().packageName(), registration, List.of(type));
        String name = "META-INF/multimodal4j/" + model.type().binaryName() + ".json";
        resource(name, SchemaJson.write(model), List.of(type));
    }

    /** Writes the index. */
    public void writeIndex(IndexDescriptor index, List<TypeElement> models) throws IOException {
        boolean generated = models.stream().allMatch(this::hasGenerated);
        java(index.type().packageName(), IndexWriter.write(index, generated), models);
    }

    /** Writes the list of service providers. */
    public void writeServices(SortedSet<String> providers, List<TypeElement> models) throws IOException {
        resource(SERVICES, String.join("\n", providers) + "\n", models);
    }

    /** The providers that an earlier compilation into the same place has listed. */
    public List<String> listedServices() throws IOException {
        List<String> providers = new ArrayList<>();
        try {
            FileObject file = filer.getResource(StandardLocation.CLASS_OUTPUT, "", SERVICES);
            for (String line : file.getCharContent(true).toString().split("\\R", -1)) {
                String provider = line.replaceFirst("#.*", "").strip();
                if (!provider.isEmpty()) {
                    providers.add(provider);
                }
            }
        } catch (java.io.FileNotFoundException | NoSuchFileException e) {
            // The first compilation into this place.
        }
        return providers;
    }

    /** Whether an earlier compilation has left this class in the place where this one writes. */
    public boolean isInOutput(TypeRef type) {
        String file = String.join("$", type.simpleNames()) + ".class";
        try (var in = filer.getResource(StandardLocation.CLASS_OUTPUT, type.packageName(), file)
                .openInputStream()) {
            return in.read() >= 0;
        } catch (IOException e) {
            return false;
        }
    }

    private void java(String packageName, TypeSpec type, List<TypeElement> origins) throws IOException {
        TypeSpec.Builder withOrigins = type.toBuilder();
        origins.forEach(withOrigins::addOriginatingElement);
        String prefix = packageName.isEmpty() ? "" : packageName + ".";
        ClassFinder finder = ClassFinder.from(origins.get(0), elements);
        boolean hidden = USED_OF_JAVA_LANG.stream().anyMatch(name -> finder.exists(prefix + name));
        JavaFile.builder(packageName, withOrigins.build())
                .indent("    ")
                .skipJavaLangImports(!hidden)
                .build()
                .writeTo(filer);
    }

    private void resource(String name, String text, List<TypeElement> origins) throws IOException {
        FileObject file =
                filer.createResource(StandardLocation.CLASS_OUTPUT, "", name, origins.toArray(new Element[0]));
        try (OutputStream out = file.openOutputStream()) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** A module that does not read java.compiler cannot use the annotation. */
    private boolean hasGenerated(TypeElement type) {
        return ClassFinder.from(type, elements).exists(GENERATED);
    }
}
