package io.multimodal4j.processor.model;

import io.multimodal4j.annotations.InsertionPoint;
import java.util.Optional;

/**
 * A prompt update.
 *
 * @param at where items are inserted, empty for a replacement
 * @param target the placeholder, or the text of the insertion point
 * @param embed the token that receives embeddings, empty if the target or the whole content says so
 * @param before what comes before the embeddings
 * @param after what comes after the embeddings
 * @param order who wins where several match
 * @param count how many embeddings every item has, 0 if a method says so
 * @param call the method that says what an item becomes, empty if every item becomes the same
 * @param isContent whether the method says the whole content and not only how many embeddings there are
 */
public record UpdateDescriptor(
        Optional<InsertionPoint> at,
        String target,
        String embed,
        String before,
        String after,
        int order,
        int count,
        Optional<CallDescriptor> call,
        boolean isContent) {}
