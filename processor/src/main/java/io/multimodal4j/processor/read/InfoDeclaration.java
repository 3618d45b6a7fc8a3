package io.multimodal4j.processor.read;

import javax.lang.model.element.ExecutableElement;

/** An annotated method that says something about the items of a modality. */
public record InfoDeclaration(ExecutableElement method, Kind kind, Located<String> modality) {

    /** What the method says. */
    public enum Kind {
        SIZE_WITH_MOST_FEATURES("SizeWithMostFeatures"),
        MAX_TOKENS_PER_ITEM("MaxTokensPerItem");

        private final String annotation;

        Kind(String annotation) {
            this.annotation = annotation;
        }

        /** The annotation's simple name. */
        public String annotation() {
            return annotation;
        }
    }
}
