package io.multimodal4j.processor.read;

import io.multimodal4j.processor.diag.Finding.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeMirror;

/** One annotation on an element, read without loading its class. */
public record AnnotationView(Element element, AnnotationMirror mirror) {

    /** What javac puts in the place of a constant that it cannot find. */
    private static final String ERROR = "<error>";

    public static Optional<AnnotationView> find(Element element, String annotation) {
        for (AnnotationMirror mirror : element.getAnnotationMirrors()) {
            TypeElement type = (TypeElement) mirror.getAnnotationType().asElement();
            if (type.getQualifiedName().contentEquals(annotation)) {
                return Optional.of(new AnnotationView(element, mirror));
            }
        }
        return Optional.empty();
    }

    /** All annotations of a kind that can be repeated, in the order in which they are written. */
    static List<AnnotationView> findAll(Element element, String annotation, String container)
            throws UnresolvedException {
        List<AnnotationView> views = new ArrayList<>();
        find(element, annotation).ifPresent(views::add);
        Optional<AnnotationView> several = find(element, container);
        if (several.isPresent()) {
            views.addAll(several.get().annotations("value"));
        }
        return views;
    }

    public static boolean isPresent(Element element, String annotation) {
        return find(element, annotation).isPresent();
    }

    public Place place() {
        return new Place(element, mirror, null);
    }

    /** Whether the value is written down, rather than left to its default. */
    public boolean isWritten(String member) {
        return mirror.getElementValues().keySet().stream()
                .anyMatch(method -> method.getSimpleName().contentEquals(member));
    }

    public Located<String> string(String member) throws UnresolvedException {
        Raw raw = raw(member);
        return new Located<>(text(raw.value(), member), raw.place());
    }

    public Located<Integer> integer(String member) throws UnresolvedException {
        Raw raw = raw(member);
        return new Located<>(cast(raw.value(), Integer.class, member), raw.place());
    }

    public Located<Boolean> bool(String member) throws UnresolvedException {
        Raw raw = raw(member);
        return new Located<>(cast(raw.value(), Boolean.class, member), raw.place());
    }

    /** The name of an enum constant. */
    public Located<String> constant(String member) throws UnresolvedException {
        Raw raw = raw(member);
        VariableElement constant = cast(raw.value(), VariableElement.class, member);
        return new Located<>(constant.getSimpleName().toString(), raw.place());
    }

    /** A class. */
    public Located<TypeMirror> type(String member) throws UnresolvedException {
        Raw raw = raw(member);
        return new Located<>(cast(raw.value(), TypeMirror.class, member), raw.place());
    }

    public List<Located<String>> strings(String member) throws UnresolvedException {
        List<Located<String>> strings = new ArrayList<>();
        for (AnnotationValue value : array(member)) {
            strings.add(new Located<>(text(value, member), new Place(element, mirror, value)));
        }
        return strings;
    }

    public List<AnnotationView> annotations(String member) throws UnresolvedException {
        List<AnnotationView> nested = new ArrayList<>();
        for (AnnotationValue value : array(member)) {
            nested.add(new AnnotationView(element, cast(value, AnnotationMirror.class, member)));
        }
        return nested;
    }

    /** The place of a value as a whole, the annotation if it is not written down. */
    public Place placeOf(String member) throws UnresolvedException {
        return raw(member).place();
    }

    private List<AnnotationValue> array(String member) throws UnresolvedException {
        List<AnnotationValue> values = new ArrayList<>();
        for (Object item : cast(raw(member).value(), List.class, member)) {
            values.add((AnnotationValue) item);
        }
        return values;
    }

    private record Raw(AnnotationValue value, Place place) {}

    private Raw raw(String member) throws UnresolvedException {
        for (var entry : mirror.getElementValues().entrySet()) {
            if (entry.getKey().getSimpleName().contentEquals(member)) {
                return new Raw(entry.getValue(), new Place(element, mirror, entry.getValue()));
            }
        }
        for (Element declared : mirror.getAnnotationType().asElement().getEnclosedElements()) {
            if (declared instanceof ExecutableElement method
                    && method.getSimpleName().contentEquals(member)
                    && method.getDefaultValue() != null) {
                return new Raw(method.getDefaultValue(), place());
            }
        }
        throw unresolved(member);
    }

    private String text(AnnotationValue value, String member) throws UnresolvedException {
        String text = cast(value, String.class, member);
        if (text.equals(ERROR)) {
            throw unresolved(member);
        }
        return text;
    }

    private <T> T cast(AnnotationValue value, Class<T> type, String member) throws UnresolvedException {
        if (!type.isInstance(value.getValue())) {
            throw unresolved(member);
        }
        return type.cast(value.getValue());
    }

    private UnresolvedException unresolved(String member) {
        return new UnresolvedException(
                "@" + mirror.getAnnotationType().asElement().getSimpleName() + " has no value for '" + member
                        + "', or one that does not exist");
    }
}
