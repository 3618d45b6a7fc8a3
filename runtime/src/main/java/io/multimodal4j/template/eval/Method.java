package io.multimodal4j.template.eval;

import io.multimodal4j.template.value.Arguments;
import io.multimodal4j.template.value.Value;

/**
 * A method of a type.
 *
 * @param <T> the type
 */
interface Method<T extends Value> {

    /** Calls it. */
    Value call(Context context, T receiver, Arguments arguments);
}
