package io.multimodal4j.processor.read;

import io.multimodal4j.processor.read.InfoDeclaration.Kind;
import io.multimodal4j.processor.read.PartDeclaration.Part;
import io.multimodal4j.processor.types.TypeNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;

/** Reads the declaration of one model class. */
public final class ModelReader {

    private ModelReader() {}

    /**
     * Reads a class.
     *
     * @param type a class
     * @param elements the compiler's elements
     * @return its declaration, empty if it is not registered
     * @throws UnresolvedException if something that the declaration needs does not exist
     */
    public static Optional<ModelDeclaration> read(TypeElement type, Elements elements) throws UnresolvedException {
        Optional<AnnotationView> found = AnnotationView.find(type, AnnotationNames.REGISTER_PROCESSOR);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        AnnotationView register = found.get();
        LombokConstructor.check(type, elements);
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
                updates(type),
                infos(type),
                parts(register));
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

    private static List<UpdateDeclaration> updates(TypeElement type) throws UnresolvedException {
        List<UpdateDeclaration> updates = new ArrayList<>();
        addUpdates(type, updates);
        for (Element member : type.getEnclosedElements()) {
            if (member instanceof ExecutableElement) {
                addUpdates(member, updates);
            }
        }
        return updates;
    }

    private static void addUpdates(Element element, List<UpdateDeclaration> updates) throws UnresolvedException {
        for (AnnotationView view : AnnotationView.findAll(
                element, AnnotationNames.PROMPT_REPLACEMENT, AnnotationNames.PROMPT_REPLACEMENTS)) {
            updates.add(UpdateDeclaration.of(element, view, false));
        }
        for (AnnotationView view :
                AnnotationView.findAll(element, AnnotationNames.PROMPT_INSERTION, AnnotationNames.PROMPT_INSERTIONS)) {
            updates.add(UpdateDeclaration.of(element, view, true));
        }
    }

    private static List<InfoDeclaration> infos(TypeElement type) throws UnresolvedException {
        List<InfoDeclaration> infos = new ArrayList<>();
        for (Element member : type.getEnclosedElements()) {
            for (Kind kind : Kind.values()) {
                Optional<AnnotationView> view =
                        AnnotationView.find(member, AnnotationNames.PACKAGE + kind.annotation());
                if (view.isPresent()) {
                    infos.add(new InfoDeclaration(
                            (ExecutableElement) member, kind, view.get().string("modality")));
                }
            }
        }
        return infos;
    }

    private static List<PartDeclaration> parts(AnnotationView register) throws UnresolvedException {
        List<PartDeclaration> parts = new ArrayList<>();
        for (Part part : Part.values()) {
            Located<TypeMirror> type = register.type(part.member());
            if (!TypeNames.is(type.value(), "java.lang.Void")) {
                parts.add(new PartDeclaration(part, type.value(), type.place()));
            }
        }
        return parts;
    }
}
