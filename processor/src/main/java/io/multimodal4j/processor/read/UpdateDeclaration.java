package io.multimodal4j.processor.read;

import io.multimodal4j.annotations.InsertionPoint;
import io.multimodal4j.processor.types.Names;
import io.multimodal4j.processor.types.TypeNames;
import java.util.Optional;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;

/**
 * A {@code @PromptReplacement} or a {@code @PromptInsertion}, on a method or on the model class.
 *
 * @param at where items are inserted, empty for a replacement
 * @param target the placeholder, or the text of the insertion point
 */
public record UpdateDeclaration(
        Element element,
        Optional<InsertionPoint> at,
        Located<String> modality,
        Located<String> target,
        Located<String> embed,
        Located<Integer> count,
        Located<String> before,
        Located<String> after,
        Located<Integer> order) {

    static UpdateDeclaration of(Element element, AnnotationView view, boolean insertion) throws UnresolvedException {
        return new UpdateDeclaration(
                element,
                insertion
                        ? Optional.of(InsertionPoint.valueOf(view.constant("at").value()))
                        : Optional.empty(),
                view.string("modality"),
                view.string(insertion ? "text" : "target"),
                view.string("embed"),
                view.integer("count"),
                view.string("before"),
                view.string("after"),
                view.integer("order"));
    }

    public boolean isInsertion() {
        return at.isPresent();
    }

    /** The method that says what an item becomes, empty if every item becomes the same. */
    public Optional<ExecutableElement> method() {
        return element instanceof ExecutableElement method ? Optional.of(method) : Optional.empty();
    }

    /** Whether the method says the whole content, and not only how many embeddings there are. */
    public boolean isContent() {
        return method().filter(m -> TypeNames.is(m.getReturnType(), TypeNames.PROMPT_CONTENT))
                .isPresent();
    }

    /** The token that receives embeddings, which for a replacement is the target unless said otherwise. */
    public String effectiveEmbed() {
        return embed.value().isEmpty() && !isInsertion() ? target.value() : embed.value();
    }

    /** What carries the annotation, in messages. */
    public String owner() {
        return element instanceof TypeElement type
                ? Names.inProse(type)
                : element.getSimpleName().toString();
    }

    /** What it is, in messages. */
    public String kind() {
        return isInsertion() ? "prompt insertion" : "prompt replacement";
    }

    /** What it is and where, in messages; of repeated annotations javac cannot show the one that is meant. */
    public String description() {
        return kind() + " of the modality " + modality.value() + " on '" + owner() + "'";
    }
}
