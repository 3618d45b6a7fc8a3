package io.multimodal4j.model;

import io.multimodal4j.config.ConfigNode;
import io.multimodal4j.video.VideoProcessor;

/**
 * Makes a model's own video processor. Implementations are stateless, with a constructor without parameters, and safe for any number of threads.
 *
 * @param <C> the model's config record
 */
@FunctionalInterface
public interface VideoProcessorFactory<C> {

    /**
     * Makes the processor for a model directory.
     *
     * @param config the config record
     * @param preprocessorConfig the top level of {@code preprocessor_config.json}
     * @return the processor
     */
    VideoProcessor create(C config, ConfigNode preprocessorConfig);
}
