package io.multimodal4j.template.syntax;

import io.multimodal4j.template.value.TemplateFailure;
import java.util.IdentityHashMap;

/** Makes sure that no expression is so deep that its evaluation overflows the stack, however it came to be deep. */
final class DepthCheck {

    private static final int MAX_DEPTH = 200;

    private final IdentityHashMap<Expression, Integer> depths = new IdentityHashMap<>();

    <E extends Expression> E check(E expression) {
        int depth = 1;
        for (Expression child : expression.children()) {
            depth = Math.max(depth, 1 + depths.getOrDefault(child, 1));
        }
        if (depth > MAX_DEPTH) {
            throw TemplateFailure.limit("the expression is deeper than " + MAX_DEPTH + " levels")
                    .at(expression.offset());
        }
        depths.put(expression, depth);
        return expression;
    }
}
