package io.multimodal4j.engine;

import io.multimodal4j.annotations.DType;
import io.multimodal4j.processing.ProcessedInputs;
import io.multimodal4j.prompt.PlaceholderRange;
import io.multimodal4j.prompt.PlaceholderRange.Run;
import io.multimodal4j.tensor.Tensor;
import io.multimodal4j.tensor.TensorAllocator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The items of one request in the order in which they appear in its prompt. Their ranges do not overlap, so which of them a step of the prefill or a block of the
 * prefix cache touches is found by bisection. Immutable, safe for any number of threads.
 *
 * <p>Items of an encoder-decoder model are in the encoder's prompt ({@link #inEncoderPrompt}). Parts are always parts of the prompt that is computed step by step, which
 * is then the decoder's: it has no place for an embedding, but each of its tokens attends to all items.
 */
public final class PromptFeatures {

    private final List<MultiModalFeature> features;
    private final boolean inEncoderPrompt;

    /**
     * What tells a block of cached keys and values from another one with the same token ids: the item that reaches into it, and where the item begins.
     *
     * @param identifier the item's identifier
     * @param offset where the item begins relative to the block: negative if before it
     */
    public record BlockKey(String identifier, int offset) {}

    /**
     * The items of a request.
     *
     * @param features the items in any order
     * @throws IllegalArgumentException if one has no tokens, or two of them overlap
     */
    public PromptFeatures(List<MultiModalFeature> features) {
        this(features, false);
    }

    private PromptFeatures(List<MultiModalFeature> features, boolean inEncoderPrompt) {
        List<MultiModalFeature> sorted = new ArrayList<>(features);
        sorted.sort(Comparator.comparingInt(feature -> feature.position().offset()));
        int behind = 0;
        for (MultiModalFeature feature : sorted) {
            PlaceholderRange range = feature.position();
            if (range.length() == 0 || range.offset() < behind) {
                throw new IllegalArgumentException("the items of a prompt must have tokens of their own, but "
                        + name(feature) + " has those from " + range.offset() + " to " + range.end()
                        + ", and the item before it ends at " + behind);
            }
            behind = range.end();
        }
        this.features = List.copyOf(sorted);
        this.inEncoderPrompt = inEncoderPrompt;
    }

    private static String name(MultiModalFeature feature) {
        return feature.modality() + " " + feature.index();
    }

    /**
     * The items of a processed request.
     *
     * @param inputs the request; it stays open while the features are used
     * @return its items, of all modalities
     */
    public static PromptFeatures of(ProcessedInputs inputs) {
        Map<String, List<MultiModalFeature>> byModality = new HashMap<>();
        inputs.placeholders()
                .keySet()
                .forEach(modality -> byModality.put(modality, MultiModalFeature.of(inputs, modality)));
        return new PromptFeatures(
                ItemIndex.argsort(inputs.placeholders()).stream()
                        .map(item -> Objects.requireNonNull(byModality.get(item.modality()))
                                .get(item.index()))
                        .toList(),
                inputs.encoderPromptTokenIds().isPresent());
    }

    /**
     * Items of an encoder's prompt.
     *
     * @param features the items in any order, with their positions in that prompt
     * @return the items of a request to an encoder-decoder model
     * @throws IllegalArgumentException if one has no tokens, or two of them overlap
     */
    public static PromptFeatures ofEncoderPrompt(List<MultiModalFeature> features) {
        return new PromptFeatures(features, true);
    }

    /**
     * Whether the items are in a prompt of their own ({@link ProcessedInputs#encoderPromptTokenIds}). Their embeddings are then the encoder's output, which the decoder
     * attends to, and are not merged into its input.
     *
     * @return true for requests to encoder-decoder models
     */
    public boolean inEncoderPrompt() {
        return inEncoderPrompt;
    }

    /**
     * The items.
     *
     * @return features by ascending offset
     */
    public List<MultiModalFeature> features() {
        return features;
    }

    /**
     * What must be encoded before a step over a part of the prompt: the items of which it has tokens, or all if they are {@linkplain #inEncoderPrompt in the encoder's}.
     *
     * @param start the part's first token
     * @param end behind the part's last token
     * @return the features by ascending offset; found in logarithmic time
     */
    public List<MultiModalFeature> overlapping(int start, int end) {
        requirePart(start, end);
        if (start == end) {
            return List.of();
        }
        if (inEncoderPrompt) {
            return features;
        }
        int from = firstEndingBehind(start);
        int to = from;
        while (to < features.size() && features.get(to).position().offset() < end) {
            to++;
        }
        return features.subList(from, to);
    }

    /**
     * Where embeddings of items go in a part of the prompt: nowhere if they are {@linkplain #inEncoderPrompt in the encoder's}. Positions come from the placeholder
     * ranges, not from token ids: a placeholder that a user typed is text.
     *
     * @param start the part's first token
     * @param end behind the part's last token
     * @param allocator where memory comes from
     * @return bool {@code (end - start)}; the caller closes it
     */
    public Tensor isMultimodal(int start, int end, TensorAllocator allocator) {
        requirePart(start, end);
        byte[] mask = new byte[end - start];
        mark(start, end, mask, 0);
        return allocator.allocate(DType.BOOL, mask.length).put(mask);
    }

    /** Marks where embeddings go in a part whose first token is {@code mask[first]}. */
    void mark(int start, int end, byte[] mask, int first) {
        if (inEncoderPrompt) {
            return;
        }
        for (MultiModalFeature feature : overlapping(start, end)) {
            for (Run run : feature.position().extractEmbedsRange()) {
                int from = Math.max(run.start(), start);
                int to = Math.min(run.end(), end);
                if (from < to) {
                    Arrays.fill(mask, first + from - start, first + to - start, (byte) 1);
                }
            }
        }
    }

    /**
     * The extra keys of one block of the prefix cache (vLLM's {@code generate_block_hash_extra_keys}): equal token ids mean equal keys and values only if the same items
     * reach into the block at the same places. Every block of a decoder depends on all items of the encoder's prompt.
     *
     * @param start the block's first token
     * @param end behind the block's last token
     * @return a key per item that has tokens in the block, by ascending offset; empty for a block of text. Items of the encoder's prompt have their offset in that
     */
    public List<BlockKey> blockKeys(int start, int end) {
        int origin = inEncoderPrompt ? 0 : start;
        return overlapping(start, end).stream()
                .map(feature ->
                        new BlockKey(feature.identifier(), feature.position().offset() - origin))
                .toList();
    }

    private static void requirePart(int start, int end) {
        if (start < 0 || end < start) {
            throw new IllegalArgumentException("[" + start + ", " + end + ") is no part of a prompt");
        }
    }

    private int firstEndingBehind(int token) {
        int low = 0;
        int high = features.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (features.get(middle).position().end() <= token) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
