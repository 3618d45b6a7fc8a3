package io.multimodal4j.template.eval;

import io.multimodal4j.template.syntax.Source;
import io.multimodal4j.template.syntax.Template;
import io.multimodal4j.template.value.Budget;
import io.multimodal4j.template.value.TemplateFailure;
import io.multimodal4j.template.value.Text;
import io.multimodal4j.template.value.TextBuilder;
import io.multimodal4j.template.value.Value;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/** A template that is ready to be rendered. Immutable and safe for any number of threads. */
public final class Program {

    private final Template template;

    private Program(Template template) {
        this.template = template;
    }

    /**
     * Parses and checks a template.
     *
     * @param source the source
     * @return the program
     * @throws TemplateFailure if it is not a template or uses what is not supported
     */
    public static Program load(Source source) {
        try {
            Template template = Template.parse(source);
            LoadChecks.check(template);
            return new Program(template);
        } catch (StackOverflowError e) {
            throw tooDeep();
        }
    }

    /** The parsed template. */
    public Template template() {
        return template;
    }

    /**
     * Renders the template.
     *
     * @param variables the variables
     * @param budget what the rendering may use
     * @param now the time, for templates that print it
     * @return the text
     * @throws TemplateFailure if an operation fails, the template raises an exception, or the budget is spent
     */
    public Text render(Map<String, Value> variables, Budget budget, Supplier<LocalDateTime> now) {
        Context context = new Context(budget, now);
        Map<String, Value> all = new HashMap<>(Globals.of(context));
        all.putAll(variables);
        TextBuilder out = context.text();
        try {
            new Interpreter(context, Scope.of(all), out).run(template.body());
        } catch (StackOverflowError e) {
            // The budget bounds the nesting of evaluation, but not that of the values; and the caller's stack may be
            // small.
            throw tooDeep();
        }
        return out.toText();
    }

    private static TemplateFailure tooDeep() {
        return TemplateFailure.limit("the template nests too deep");
    }
}
