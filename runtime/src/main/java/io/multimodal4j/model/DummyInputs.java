package io.multimodal4j.model;

import io.multimodal4j.prompt.Prompt;

/**
 * Dummy inputs that a model builds by hand. Implementations are stateless, with a constructor without parameters, and safe for any number of threads.
 *
 * @param <C> the model's config record
 */
@FunctionalInterface
public interface DummyInputs<C> {

    /**
     * Builds a prompt of dummy items.
     *
     * @param config the config record
     * @param dummies knows how many items of which size are wanted
     * @return the prompt with its items
     */
    Prompt build(C config, DummyInputsBuilder dummies);
}
