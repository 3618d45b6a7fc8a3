package io.multimodal4j.processor.diag;

import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import org.jspecify.annotations.Nullable;

/** One thing that is wrong, and where. The message is one sentence, then facts, then what to do; a line each. */
public record Finding(Diagnostic diagnostic, Place place, List<String> lines) {

    /** An element, more precisely one of its annotations, more precisely one of that annotation's values. */
    public record Place(
            Element element,
            @Nullable AnnotationMirror annotation,
            @Nullable AnnotationValue value) {

        public static Place of(Element element) {
            return new Place(element, null, null);
        }
    }

    public Finding {
        lines = List.copyOf(lines);
    }

    public static Finding of(Diagnostic diagnostic, Place place, String sentence) {
        return new Finding(diagnostic, place, List.of(sentence));
    }

    /** Adds a line of facts. */
    public Finding fact(String fact) {
        List<String> more = new ArrayList<>(lines);
        more.add("  " + fact);
        return new Finding(diagnostic, place, more);
    }

    /** Adds what to do about it. */
    public Finding fix(String fix) {
        return fact("Fix: " + fix);
    }

    public String text() {
        return "[" + diagnostic.id() + "] " + String.join("\n", lines);
    }
}
