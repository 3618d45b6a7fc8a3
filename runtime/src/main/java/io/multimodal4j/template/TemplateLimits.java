package io.multimodal4j.template;

/**
 * What one rendering may use. Templates come from downloaded model directories, and one that never ends must not stop the application.
 *
 * @param maxSteps the expressions, statements and elements that may be looked at
 * @param maxOutput the characters that the prompt may have; all strings on the way may have eight times as many together
 * @param maxDepth how deep macros, statements and expressions may nest while they are evaluated
 */
public record TemplateLimits(long maxSteps, int maxOutput, int maxDepth) {

    /** Ten million steps, 16 million characters, a depth of 500: far more than a conversation needs, and about a second. */
    public static final TemplateLimits DEFAULT = new TemplateLimits(10_000_000, 1 << 24, 500);

    /** Checks that the limits are positive. */
    public TemplateLimits {
        if (maxSteps <= 0 || maxOutput <= 0 || maxDepth <= 0) {
            throw new IllegalArgumentException(
                    "limits must be positive, but are " + maxSteps + ", " + maxOutput + ", " + maxDepth);
        }
    }
}
