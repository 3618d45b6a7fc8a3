package io.multimodal4j.processing;

/**
 * How long the stages of a request took, in nanoseconds, in all threads together.
 *
 * @param open reading the items' headers
 * @param hash computing the items' keys
 * @param tokenize text to token ids
 * @param expand placeholders to ranges
 * @param decode decoding items
 * @param preprocess making fields of them
 * @param await waiting for items that other requests were processing
 */
public record Timings(long open, long hash, long tokenize, long expand, long decode, long preprocess, long await) {

    /**
     * The time of one stage.
     *
     * @param stage the stage
     * @return nanoseconds
     */
    public long nanos(Stage stage) {
        return switch (stage) {
            case OPEN -> open;
            case HASH -> hash;
            case TOKENIZE -> tokenize;
            case EXPAND -> expand;
            case DECODE -> decode;
            case PREPROCESS -> preprocess;
            case WAIT -> await;
        };
    }
}
