package io.multimodal4j.template;

import io.multimodal4j.template.eval.Program;
import io.multimodal4j.template.syntax.Source;
import io.multimodal4j.template.value.Budget;
import io.multimodal4j.template.value.TemplateFailure;
import io.multimodal4j.template.value.Text;
import io.multimodal4j.template.value.Value;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.Map;

/** A template that is ready to be rendered, and its name for messages. */
final class NamedTemplate {

    private static final int STRINGS_PER_OUTPUT = 8;

    private final String label;
    private final Source source;
    private final Program program;
    private final ContentFlow.Result content;

    private NamedTemplate(String label, Source source, Program program) {
        this.label = label;
        this.source = source;
        this.program = program;
        this.content = ContentFlow.of(program.template());
    }

    static NamedTemplate parse(String label, String text) {
        Source source;
        try {
            source = new Source(text);
        } catch (TemplateFailure e) {
            throw new TemplateException(TemplateException.Kind.LIMIT, label, 0, 0, e.getMessage());
        }
        try {
            return new NamedTemplate(label, source, Program.load(source));
        } catch (TemplateFailure e) {
            throw placed(e, label, source);
        }
    }

    ContentFlow.Result content() {
        return content;
    }

    Text render(Map<String, Value> variables, Clock clock, TemplateLimits limits) {
        Budget budget =
                new Budget(limits.maxSteps(), (long) limits.maxOutput() * STRINGS_PER_OUTPUT, limits.maxDepth());
        Text text;
        try {
            text = program.render(variables, budget, () -> LocalDateTime.now(clock));
        } catch (TemplateFailure e) {
            throw placed(e, label, source);
        }
        if (text.chars().length() > limits.maxOutput()) {
            throw new TemplateException(
                    TemplateException.Kind.LIMIT,
                    label,
                    0,
                    0,
                    "the prompt has " + text.chars().length() + " characters, more than " + limits.maxOutput());
        }
        return text;
    }

    private static TemplateException placed(TemplateFailure failure, String label, Source source) {
        boolean known = failure.offset() != TemplateFailure.UNKNOWN;
        return new TemplateException(
                kind(failure.reason()),
                label,
                known ? source.line(failure.offset()) : 0,
                known ? source.column(failure.offset()) : 0,
                failure.getMessage());
    }

    private static TemplateException.Kind kind(TemplateFailure.Reason reason) {
        return switch (reason) {
            case SYNTAX -> TemplateException.Kind.SYNTAX;
            case UNSUPPORTED -> TemplateException.Kind.UNSUPPORTED;
            case RENDER -> TemplateException.Kind.RENDER;
            case RAISED -> TemplateException.Kind.RAISED;
            case LIMIT -> TemplateException.Kind.LIMIT;
        };
    }
}
