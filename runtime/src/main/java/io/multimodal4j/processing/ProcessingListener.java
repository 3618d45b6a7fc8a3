package io.multimodal4j.processing;

import java.util.Map;

/**
 * Is told of every request of a processor when it is processed or has failed. Called in the request's thread, by many threads at once; what it throws is logged and changes
 * nothing.
 */
public interface ProcessingListener {

    /** Listens to nothing. */
    ProcessingListener NONE = new ProcessingListener() {};

    /**
     * The items of one modality of a request.
     *
     * @param given how many there were
     * @param cached how many of them were in the cache, or were being processed for another request
     * @param embeddings how many embeddings they need together
     */
    record Items(int given, int cached, long embeddings) {}

    /**
     * A request that was processed.
     *
     * @param architecture the model's architecture
     * @param promptTokens the length of the expanded prompt
     * @param items its items, by modality
     * @param timings the time of each stage, in all threads together
     * @param nanos the time from its beginning to its end
     */
    record Processed(String architecture, int promptTokens, Map<String, Items> items, Timings timings, long nanos) {

        /**
         * Copies the map.
         *
         * @param architecture the model's architecture
         * @param promptTokens the length of the expanded prompt
         * @param items its items, by modality
         * @param timings the time of each stage
         * @param nanos the time from its beginning to its end
         */
        public Processed {
            items = Map.copyOf(items);
        }
    }

    /**
     * A request that failed.
     *
     * @param architecture the model's architecture
     * @param failure why; its message has no content of the request
     * @param timings the time of each stage, in all threads together
     * @param nanos the time from its beginning to its end
     */
    record Failed(String architecture, Throwable failure, Timings timings, long nanos) {}

    /**
     * A request was processed.
     *
     * @param request what is known of it
     */
    default void processed(Processed request) {}

    /**
     * A request failed.
     *
     * @param request what is known of it
     */
    default void failed(Failed request) {}
}
