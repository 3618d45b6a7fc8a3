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

    /** This round's registered classes, in the compiler's order. */
    static List<TypeElement> annotatedTypes(RoundEnvironment round, ProcessingEnvironment environment) {
        TypeElement annotation = environment.getElementUtils().getTypeElement(AnnotationNames.REGISTER_PROCESSOR);
        if (annotation == null) {
            return List.of();
        }
        List<TypeElement> types = new ArrayList<>();
        for (Element element : round.getElementsAnnotatedWith(annotation)) {
            if (element instanceof TypeElement type) {
                types.add(type);
            }
        }
        return types;
    }
}
