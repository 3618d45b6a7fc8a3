package io.multimodal4j.processor.diag;

import io.multimodal4j.processor.diag.Finding.Place;
import io.multimodal4j.processor.types.Enclosing;
import java.util.HashSet;
import java.util.Set;
import javax.annotation.processing.Messager;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.QualifiedNameable;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic.Kind;
import org.jspecify.annotations.Nullable;

/** Prints findings, each once and at its place. */
public final class DiagnosticPrinter {

    private final Messager messager;
    private final Set<String> sourceTypes = new HashSet<>();
    private final Set<String> printed = new HashSet<>();

    public DiagnosticPrinter(ProcessingEnvironment environment) {
        this.messager = environment.getMessager();
    }

    /** Remembers which classes are compiled from source: only there can the compiler show a line. */
    public void startRound(RoundEnvironment round) {
        for (Element root : round.getRootElements()) {
            if (root instanceof QualifiedNameable named) {
                sourceTypes.add(named.getQualifiedName().toString());
            }
        }
    }

    public void print(Report report) {
        for (Finding finding : report.findings()) {
            print(finding, report.subject());
        }
    }

    /** Prints what is not about a declaration, at an element if it concerns one. */
    public void print(Diagnostic diagnostic, String text, @Nullable Element at) {
        String message = "[" + diagnostic.id() + "] " + text;
        if (at == null) {
            messager.printMessage(Kind.ERROR, message);
        } else {
            messager.printMessage(Kind.ERROR, message, at);
        }
    }

    private void print(Finding finding, Element subject) {
        Place place = finding.place();
        // Two models may share a config record; what is wrong with it is said once.
        if (!printed.add(key(place.element()) + finding.text())) {
            return;
        }
        if (isFromSource(place.element())) {
            messager.printMessage(
                    Kind.ERROR, finding.text(), visible(place.element()), place.annotation(), place.value());
        } else {
            messager.printMessage(Kind.ERROR, finding.text(), subject);
        }
    }

    /** Record components have no position in javac before 21, the fields made of them do. */
    private static Element visible(Element element) {
        if (element instanceof RecordComponentElement component) {
            for (Element member : Enclosing.type(component).getEnclosedElements()) {
                if (member.getKind() == ElementKind.FIELD
                        && member.getSimpleName().contentEquals(component.getSimpleName())) {
                    return member;
                }
            }
        }
        return element;
    }

    private boolean isFromSource(Element element) {
        return sourceTypes.contains(outermost(element));
    }

    private static String outermost(Element element) {
        String name = "";
        for (Element at = element; at != null; at = at.getEnclosingElement()) {
            if (at instanceof TypeElement || at.getKind() == ElementKind.MODULE) {
                boolean inside = at.getEnclosingElement() instanceof TypeElement;
                name = inside
                        ? name
                        : ((QualifiedNameable) at).getQualifiedName().toString();
                if (!inside) {
                    return name;
                }
            }
        }
        return name;
    }

    private static String key(Element element) {
        StringBuilder path = new StringBuilder();
        for (Element at = element; at != null; at = at.getEnclosingElement()) {
            path.append(at).append('/');
        }
        return path.toString();
    }
}
