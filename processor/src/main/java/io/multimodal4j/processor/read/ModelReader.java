package io.multimodal4j.processor.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;

/** Reads the declaration of one model class. */
public final class ModelReader {

    private ModelReader() {}

    /**
     * Reads a class.
     *
     * @param type a class
     * @return its declaration, empty if it is not registered
     * @throws UnresolvedException if something that the declaration needs does not exist
     */
    public static Optional<ModelDeclaration> read(TypeElement type) throws UnresolvedException {
        Optional<AnnotationView> found = AnnotationView.find(type, AnnotationNames.REGISTER_PROCESSOR);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        AnnotationView register = found.get();
        MissingTypes.checkHierarchyAndConstructors(type);
        Optional<TypeElement> config = ModelDeclaration.configRecord(type);
        ModelDeclaration declaration = new ModelDeclaration(
                type,
                register.strings("value"),
                register.placeOf("value"),
                register.string("description").value(),
                limits(register),
                encodes(type),
                config.isPresent() ? ConfigReader.read(config.get()) : List.of(),
                replacements(type));
        MissingTypes.check(declaration);
        return Optional.of(declaration);
    }

    private static List<LimitDeclaration> limits(AnnotationView register) throws UnresolvedException {
        List<LimitDeclaration> limits = new ArrayList<>();
        for (AnnotationView limit : register.annotations("limits")) {
            limits.add(new LimitDeclaration(limit.string("modality"), limit.integer("max")));
        }
        return limits;
    }

    private static List<EncodeDeclaration> encodes(TypeElement type) throws UnresolvedException {
        List<EncodeDeclaration> encodes = new ArrayList<>();
        for (Element member : type.getEnclosedElements()) {
            if (!(member instanceof ExecutableElement method)) {
                continue;
            }
            List<FieldDeclaration> fields = new ArrayList<>();
            for (VariableElement parameter : method.getParameters()) {
                Optional<AnnotationView> view = AnnotationView.find(parameter, AnnotationNames.MULTI_MODAL_FIELD);
                if (view.isPresent()) {
                    fields.add(FieldDeclaration.of(parameter, view.get()));
                }
            }
            if (!fields.isEmpty()) {
                encodes.add(new EncodeDeclaration(method, fields));
            }
        }
        return encodes;
    }

    private static List<ReplacementDeclaration> replacements(TypeElement type) throws UnresolvedException {
        List<ReplacementDeclaration> replacements = new ArrayList<>();
        for (Element member : type.getEnclosedElements()) {
            Optional<AnnotationView> view = AnnotationView.find(member, AnnotationNames.PROMPT_REPLACEMENT);
            if (view.isPresent()) {
                replacements.add(new ReplacementDeclaration(
                        (ExecutableElement) member,
                        view.get().string("modality"),
                        view.get().string("target")));
            }
        }
        return replacements;
    }
}
