package io.multimodal4j.engine;

import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How much an engine may encode in one step and keep in its encoder cache: vLLM's {@code MultiModalBudget}. Computed from the most tokens of one item, so that no dummy
 * picture has to be made. Immutable.
 *
 * @param encoderComputeBudget the most embeddings that one step encodes: the configured number, but at least one item of any modality; 0 if the model takes no media here
 * @param encoderCacheSize the embeddings that the encoder cache holds: the configured number, but at least one item; 0 if the model takes no media here
 * @param modalities what each modality that may be used needs, by name
 */
public record EncoderBudget(int encoderComputeBudget, int encoderCacheSize, Map<String, ModalityBudget> modalities) {

    /**
     * The budget of one modality.
     *
     * @param maxTokensPerItem the most embeddings of one item
     * @param maxItemsPerPrompt the most items that one prompt can have: within its limit and the longest sequence, at least 1
     * @param maxItemsPerBatch the most items that one step encodes, at least 1: what a profiling run encodes at once
     */
    public record ModalityBudget(int maxTokensPerItem, int maxItemsPerPrompt, int maxItemsPerBatch) {}

    /**
     * What the budget is computed from for one modality.
     *
     * @param maxTokensPerItem the most embeddings of one item
     * @param limit the most items of one prompt; 0 if the modality is not to be used
     */
    public record Demand(int maxTokensPerItem, int limit) {}

    /**
     * Copies the map.
     *
     * @param encoderComputeBudget the most embeddings that one step encodes
     * @param encoderCacheSize the embeddings that the encoder cache holds
     * @param modalities what each modality needs
     */
    public EncoderBudget {
        modalities = Collections.unmodifiableMap(new TreeMap<>(modalities));
    }

    /**
     * Computes the budget.
     *
     * @param limits the scheduler's configuration
     * @param demands what each modality of the model can need, by name; those whose limit is 0 are ignored
     * @return the budget; all zero if nothing is left
     * @throws IllegalArgumentException if a number is negative, or items must be scheduled whole and one does not fit into a step
     */
    public static EncoderBudget of(SchedulerLimits limits, Map<String, Demand> demands) {
        Map<String, Demand> active = new TreeMap<>();
        demands.forEach((modality, demand) -> {
            if (demand.maxTokensPerItem() < 0 || demand.limit() < 0) {
                throw new IllegalArgumentException("the demand of modality " + modality + " is negative: " + demand);
            }
            if (demand.limit() > 0) {
                active.put(modality, demand);
            }
        });
        int largest = active.values().stream()
                .mapToInt(Demand::maxTokensPerItem)
                .max()
                .orElse(-1);
        if (largest < 0) {
            return new EncoderBudget(0, 0, Map.of());
        }
        if (limits.disableChunkedMmInput() && largest > limits.maxNumBatchedTokens()) {
            throw new IllegalArgumentException("items must be scheduled whole, but one can have " + largest
                    + " tokens and a step takes " + limits.maxNumBatchedTokens()
                    + "; raise maxNumBatchedTokens or allow chunked items");
        }
        int compute = Math.max(limits.maxNumEncoderInputTokens(), largest);
        int cache = Math.max(limits.encoderCacheSize(), largest);
        Map<String, ModalityBudget> modalities = new TreeMap<>();
        active.forEach(
                (modality, demand) -> modalities.put(modality, modality(limits, demand, Math.min(compute, cache))));
        return new EncoderBudget(compute, cache, modalities);
    }

    private static ModalityBudget modality(SchedulerLimits limits, Demand demand, int budget) {
        int item = demand.maxTokensPerItem();
        if (item == 0) {
            return new ModalityBudget(0, 0, 0);
        }
        int perPrompt = Math.max(1, Math.min(demand.limit(), limits.maxModelLen() / item));
        int sequences = limits.enableChunkedPrefill()
                ? limits.maxNumSeqs()
                : Math.min(limits.maxNumSeqs(), limits.maxNumBatchedTokens() / item);
        long perStep = Math.min(budget / item, (long) sequences * perPrompt);
        return new ModalityBudget(item, perPrompt, (int) Math.max(1, perStep));
    }

    /**
     * The embeddings that one step can encode and keep.
     *
     * @return the lower of compute budget and cache size
     */
    public int encoderBudget() {
        return Math.min(encoderComputeBudget, encoderCacheSize);
    }

    /**
     * The modality that a profiling run uses, because its items are the largest.
     *
     * @return the modality with the most tokens per item, of several the one whose name is last; empty if there is none
     */
    public Optional<String> modalityWithMaxTokens() {
        return modalities.entrySet().stream()
                .max(Comparator.comparingInt((Map.Entry<String, ModalityBudget> entry) ->
                                entry.getValue().maxTokensPerItem())
                        .thenComparing(Map.Entry::getKey))
                .map(Map.Entry::getKey);
    }
}
