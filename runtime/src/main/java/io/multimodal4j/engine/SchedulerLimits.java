package io.multimodal4j.engine;

/**
 * What an engine's scheduler is configured with, as far as the encoder budget depends on it: vLLM's {@code SchedulerConfig}. Numbers are tokens unless said otherwise.
 * Immutable.
 *
 * @param maxModelLen the longest sequence
 * @param maxNumSeqs the most sequences in one step
 * @param maxNumBatchedTokens the most tokens in one step
 * @param maxNumEncoderInputTokens the most encoder tokens in one step, before it is raised to one item
 * @param encoderCacheSize the encoder cache in embeddings, before it is raised to one item
 * @param enableChunkedPrefill whether a prompt may be computed in several steps
 * @param disableChunkedMmInput whether an item must be scheduled whole
 */
public record SchedulerLimits(
        int maxModelLen,
        int maxNumSeqs,
        int maxNumBatchedTokens,
        int maxNumEncoderInputTokens,
        int encoderCacheSize,
        boolean enableChunkedPrefill,
        boolean disableChunkedMmInput) {

    /**
     * Checks the numbers.
     *
     * @param maxModelLen the longest sequence
     * @param maxNumSeqs the most sequences in one step
     * @param maxNumBatchedTokens the most tokens in one step
     * @param maxNumEncoderInputTokens the most encoder tokens in one step
     * @param encoderCacheSize the encoder cache in embeddings
     * @param enableChunkedPrefill whether a prompt may be computed in several steps
     * @param disableChunkedMmInput whether an item must be scheduled whole
     * @throws IllegalArgumentException if one of the first three is not positive, or another number is negative
     */
    public SchedulerLimits {
        requireAtLeast(1, "maxModelLen", maxModelLen);
        requireAtLeast(1, "maxNumSeqs", maxNumSeqs);
        requireAtLeast(1, "maxNumBatchedTokens", maxNumBatchedTokens);
        requireAtLeast(0, "maxNumEncoderInputTokens", maxNumEncoderInputTokens);
        requireAtLeast(0, "encoderCacheSize", encoderCacheSize);
    }

    private static void requireAtLeast(int least, String name, int value) {
        if (value < least) {
            throw new IllegalArgumentException(name + " must be at least " + least + ", got " + value);
        }
    }

    /**
     * Limits with vLLM's defaults for the rest: as many encoder tokens and embeddings in the cache as tokens in one step, chunked prefill, chunked items.
     *
     * @param maxModelLen the longest sequence
     * @param maxNumSeqs the most sequences in one step
     * @param maxNumBatchedTokens the most tokens in one step
     * @return the limits
     */
    public static SchedulerLimits of(int maxModelLen, int maxNumSeqs, int maxNumBatchedTokens) {
        return new SchedulerLimits(
                maxModelLen, maxNumSeqs, maxNumBatchedTokens, maxNumBatchedTokens, maxNumBatchedTokens, true, false);
    }

    /**
     * The same limits with other sizes for the encoder.
     *
     * @param inputTokens the most encoder tokens in one step
     * @param cacheSize the encoder cache in embeddings
     * @return the limits
     */
    public SchedulerLimits withEncoder(int inputTokens, int cacheSize) {
        return new SchedulerLimits(
                maxModelLen,
                maxNumSeqs,
                maxNumBatchedTokens,
                inputTokens,
                cacheSize,
                enableChunkedPrefill,
                disableChunkedMmInput);
    }

    /**
     * The same limits without chunked prefill: a prompt is computed in one step.
     *
     * @return the limits
     */
    public SchedulerLimits withoutChunkedPrefill() {
        return new SchedulerLimits(
                maxModelLen,
                maxNumSeqs,
                maxNumBatchedTokens,
                maxNumEncoderInputTokens,
                encoderCacheSize,
                false,
                disableChunkedMmInput);
    }

    /**
     * The same limits without chunked items: all tokens of an item are computed in one step.
     *
     * @return the limits
     */
    public SchedulerLimits withoutChunkedMmInput() {
        return new SchedulerLimits(
                maxModelLen,
                maxNumSeqs,
                maxNumBatchedTokens,
                maxNumEncoderInputTokens,
                encoderCacheSize,
                enableChunkedPrefill,
                true);
    }
}
