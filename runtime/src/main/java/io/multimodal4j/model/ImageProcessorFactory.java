package io.multimodal4j.model;

import io.multimodal4j.config.ConfigNode;
import io.multimodal4j.image.ImageProcessor;

/**
 * Makes a model's own image processor. Implementations are stateless, with a constructor without parameters, and safe for any number of threads.
 *
 * @param <C> the model's config record
 */
@FunctionalInterface
public interface ImageProcessorFactory<C> {

    /**
     * Makes the processor for a model directory.
     *
     * @param config the config record
     * @param preprocessorConfig the top level of {@code preprocessor_config.json}
     * @return the processor
     */
    ImageProcessor create(C config, ConfigNode preprocessorConfig);
}
