package io.multimodal4j.engine;

import io.multimodal4j.annotations.DType;
import io.multimodal4j.prompt.PlaceholderRange;
import io.multimodal4j.prompt.PlaceholderRange.Run;
import io.multimodal4j.tensor.Tensor;
import io.multimodal4j.tensor.TensorAllocator;
import java.util.ArrayList;
import java.util.List;

/**
 * What a step takes of the encoders' outputs when prompts are computed in parts: where the embeddings go, and the rows that belong there (vLLM's
 * {@code _gather_mm_embeddings}). Owns the mask, borrows the rows.
 */
public final class StepEmbeddings implements AutoCloseable {

    private final Tensor isMultimodal;
    private final List<Tensor> embeddings;

    private StepEmbeddings(Tensor isMultimodal, List<Tensor> embeddings) {
        this.isMultimodal = isMultimodal;
        this.embeddings = List.copyOf(embeddings);
    }

    /**
     * The part of one request's prompt that a step computes.
     *
     * @param features the request's items
     * @param start the part's first token
     * @param end behind the part's last token
     */
    public record Part(PromptFeatures features, int start, int end) {}

    /**
     * Gathers the embeddings of a step.
     *
     * @param parts the scheduled parts, in the order in which their tokens are in the step
     * @param outputs the encoders' outputs, which stay open while the result is used
     * @param allocator where memory for the mask comes from
     * @return the mask and the rows; the caller closes it
     * @throws IllegalStateException if an item of a part was not encoded
     */
    public static StepEmbeddings gather(List<Part> parts, EncoderOutputs outputs, TensorAllocator allocator) {
        int tokens = parts.stream().mapToInt(part -> part.end() - part.start()).reduce(0, Math::addExact);
        byte[] mask = new byte[tokens];
        List<Tensor> rows = new ArrayList<>();
        int first = 0;
        for (Part part : parts) {
            if (!part.features().inEncoderPrompt()) {
                for (MultiModalFeature feature : part.features().overlapping(part.start(), part.end())) {
                    addRows(feature, part, outputs, rows);
                }
            }
            part.features().mark(part.start(), part.end(), mask, first);
            first += part.end() - part.start();
        }
        return new StepEmbeddings(allocator.allocate(DType.BOOL, tokens).put(mask), rows);
    }

    private static void addRows(MultiModalFeature feature, Part part, EncoderOutputs outputs, List<Tensor> rows) {
        PlaceholderRange range = feature.position();
        Run needed = range.embedsIndicesInRange(
                Math.max(0, part.start() - range.offset()), Math.min(range.length(), part.end() - range.offset()));
        if (needed.length() > 0) {
            rows.add(outputs.get(feature).narrow(needed.start(), needed.end()));
        }
    }

    /**
     * Where the embeddings go.
     *
     * @return bool {@code (tokens)} of the step; borrowed
     */
    public Tensor isMultimodal() {
        return isMultimodal;
    }

    /**
     * The rows.
     *
     * @return the {@code (rows, hidden_size)} rows of each item with tokens in the step, in the order of the tokens; borrowed
     */
    public List<Tensor> embeddings() {
        return embeddings;
    }

    /** Frees the mask; closing twice does nothing. */
    @Override
    public void close() {
        isMultimodal.close();
    }
}
