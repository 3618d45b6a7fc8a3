package io.multimodal4j.processor;

import io.multimodal4j.processor.read.AnnotationNames;
import java.util.ArrayList;
import java.util.List;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;

/** What a round brings. */
final class Rounds {

    private Rounds() {}

    /** The names of this round's registered classes, in the compiler's order. */
    static List<String> annotatedTypes(RoundEnvironment round, ProcessingEnvironment environment) {
        TypeElement annotation = environment.getElementUtils().getTypeElement(AnnotationNames.REGISTER_PROCESSOR);
        if (annotation == null) {
            return List.of();
        }
        List<String> names = new ArrayList<>();
        for (Element element : round.getElementsAnnotatedWith(annotation)) {
            if (element instanceof TypeElement type) {
                names.add(type.getQualifiedName().toString());
            }
        }
        return names;
    }
}
