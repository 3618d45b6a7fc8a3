package io.multimodal4j.template.eval;

import io.multimodal4j.template.value.Arguments;
import io.multimodal4j.template.value.FunctionValue;
import io.multimodal4j.template.value.Text;
import io.multimodal4j.template.value.Value;

/**
 * A method of a value.
 *
 * @param <T> the type of the value
 */
final class BoundMethod<T extends Value> implements FunctionValue {

    private final Context context;
    private final String name;
    private final T receiver;
    private final Method<T> method;

    BoundMethod(Context context, String name, T receiver, Method<T> method) {
        this.context = context;
        this.name = name;
        this.receiver = receiver;
        this.method = method;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Value call(Arguments arguments) {
        context.budget().steps(receiver instanceof Text text ? text.chars().length() >> 6 : 0);
        return context.charged(method.call(context, receiver, arguments));
    }
}
