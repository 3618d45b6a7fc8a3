package io.multimodal4j.template.eval;

import io.multimodal4j.template.syntax.Expression;
import io.multimodal4j.template.syntax.Statement;
import io.multimodal4j.template.value.Arguments;
import io.multimodal4j.template.value.DictValue;
import io.multimodal4j.template.value.FunctionValue;
import io.multimodal4j.template.value.TemplateFailure;
import io.multimodal4j.template.value.TextBuilder;
import io.multimodal4j.template.value.TupleValue;
import io.multimodal4j.template.value.UndefinedValue;
import io.multimodal4j.template.value.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A macro, which sees the variables of where it is defined. It takes more arguments than it has parameters if it reads {@code varargs} or {@code kwargs}. */
final class MacroFunction implements FunctionValue {

    private final Context context;
    private final Statement.Macro macro;
    private final Scope scope;

    MacroFunction(Context context, Statement.Macro macro, Scope scope) {
        this.context = context;
        this.macro = macro;
        this.scope = scope;
    }

    @Override
    public String name() {
        return macro.name();
    }

    @Override
    public Value call(Arguments arguments) {
        Scope inner = scope.inner();
        bind(arguments, inner);
        TextBuilder out = context.text();
        new Interpreter(context, inner, out).run(macro.body());
        return out.toText();
    }

    private void bind(Arguments arguments, Scope inner) {
        List<String> parameters = macro.parameters();
        Map<String, Value> named = new LinkedHashMap<>(arguments.named());
        List<Value> positional = arguments.positional();
        for (int i = 0; i < parameters.size(); i++) {
            String parameter = parameters.get(i);
            Optional<Value> given = i < positional.size()
                    ? Optional.of(positional.get(i))
                    : Optional.ofNullable(named.remove(parameter));
            Optional<Expression> byDefault = macro.defaultOf(i);
            inner.set(
                    parameter,
                    given.or(() -> byDefault.map(new ExpressionEvaluator(context, inner)::evaluate))
                            .orElseGet(
                                    () -> new UndefinedValue("the parameter \"" + parameter + "\" was not provided")));
        }
        bindRest(named, positional.subList(Math.min(parameters.size(), positional.size()), positional.size()), inner);
    }

    private void bindRest(Map<String, Value> named, List<Value> positional, Scope inner) {
        if (takes("varargs")) {
            inner.set("varargs", new TupleValue(positional));
        } else if (!positional.isEmpty()) {
            throw TemplateFailure.render("the macro " + macro.name() + " takes at most "
                    + macro.parameters().size() + " arguments");
        }
        if (takes("kwargs")) {
            DictValue.Builder rest = new DictValue.Builder();
            named.forEach(rest::put);
            inner.set("kwargs", rest.build());
        } else if (!named.isEmpty()) {
            throw TemplateFailure.render("the macro " + macro.name() + " has no parameter \""
                    + named.keySet().iterator().next() + "\", or is given it twice");
        }
    }

    private boolean takes(String special) {
        return macro.names().contains(special) && !macro.parameters().contains(special);
    }
}
