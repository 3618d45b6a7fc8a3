package io.multimodal4j.processor.read;

import javax.lang.model.element.ExecutableElement;

/** An annotated token-count method. */
public record ReplacementDeclaration(ExecutableElement method, Located<String> modality, Located<String> target) {}
