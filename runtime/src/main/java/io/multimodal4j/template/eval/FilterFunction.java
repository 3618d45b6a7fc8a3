package io.multimodal4j.template.eval;

import io.multimodal4j.template.value.Arguments;
import io.multimodal4j.template.value.Value;

/** What a filter does. */
interface FilterFunction {

    /** Filters a value. */
    Value apply(Context context, Value input, Arguments arguments);
}
