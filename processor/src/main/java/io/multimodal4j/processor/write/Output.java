package io.multimodal4j.processor.write;

import io.multimodal4j.processor.model.IndexDescriptor;
import io.multimodal4j.processor.model.ModelDescriptor;
import io.multimodal4j.processor.model.TypeRef;
import io.multimodal4j.processor.types.ClassFinder;
import io.multimodal4j.processor.types.TypeNames;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
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

    private final Filer filer;
    private final Elements elements;

    public Output(ProcessingEnvironment environment) {
        this.filer = environment.getFiler();
        this.elements = environment.getElementUtils();
    }

    /** Writes a model's registration and its description. */
    public void writeModel(ModelDescriptor model, TypeElement type) throws IOException {
        TypeRef registration = model.type().registration();
        JavaSource source = source(registration, type);
        RegistrationWriter.write(model, hasGenerated(type), source);
        java(registration, source, List.of(type));
        resource(
                "META-INF/multimodal4j/" + model.type().binaryName() + ".json", SchemaJson.write(model), List.of(type));
    }

    /** Writes the index. */
    public void writeIndex(IndexDescriptor index, List<TypeElement> models) throws IOException {
        JavaSource source = source(index.type(), models.get(0));
        IndexWriter.write(index, hasGenerated(models.get(0)), source);
        java(index.type(), source, models);
    }

    /** Writes the list of service providers. */
    public void writeServices(Collection<String> providers, List<TypeElement> models) throws IOException {
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

    private JavaSource source(TypeRef type, TypeElement neighbour) {
        String prefix = type.packageName().isEmpty() ? "" : type.packageName() + ".";
        ClassFinder finder = ClassFinder.from(neighbour, elements);
        return new JavaSource(type, simpleName -> finder.exists(prefix + simpleName));
    }

    private void java(TypeRef type, JavaSource source, List<TypeElement> origins) throws IOException {
        try (Writer out = filer.createSourceFile(type.canonicalName(), origins.toArray(new Element[0]))
                .openWriter()) {
            out.write(source.text());
        }
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
        return ClassFinder.from(type, elements).exists(RuntimeTypes.GENERATED.canonicalName());
    }
}
