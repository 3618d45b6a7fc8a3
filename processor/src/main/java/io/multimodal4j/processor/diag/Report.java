package io.multimodal4j.processor.diag;

import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Element;

/** The findings about one model. */
public final class Report {

    private final Element subject;
    private final List<Finding> findings = new ArrayList<>();

    public Report(Element subject) {
        this.subject = subject;
    }

    public void add(Finding finding) {
        findings.add(finding);
    }

    /** The model that is reported on; a finding in a class file, which has no lines, is shown here. */
    public Element subject() {
        return subject;
    }

    public List<Finding> findings() {
        return List.copyOf(findings);
    }

    public boolean isClean() {
        return findings.isEmpty();
    }

    public boolean has(Diagnostic diagnostic) {
        return findings.stream().anyMatch(f -> f.diagnostic() == diagnostic);
    }
}
