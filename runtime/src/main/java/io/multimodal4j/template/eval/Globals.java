package io.multimodal4j.template.eval;

import io.multimodal4j.template.value.Arguments;
import io.multimodal4j.template.value.DictValue;
import io.multimodal4j.template.value.FunctionValue;
import io.multimodal4j.template.value.RangeValue;
import io.multimodal4j.template.value.SequenceValue;
import io.multimodal4j.template.value.TemplateFailure;
import io.multimodal4j.template.value.Text;
import io.multimodal4j.template.value.TextBuilder;
import io.multimodal4j.template.value.UndefinedValue;
import io.multimodal4j.template.value.Value;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** The functions that every template can call. */
final class Globals {

    /** Those of Jinja2 that no chat template needs. */
    static final Set<String> UNSUPPORTED = Set.of("cycler", "joiner", "lipsum", "self");

    /** The sandbox's limit. */
    private static final int MAX_RANGE = 100_000;

    private Globals() {}

    static Map<String, Value> of(Context context) {
        Map<String, Value> globals = new LinkedHashMap<>();
        add(globals, "range", Globals::range);
        add(globals, "dict", arguments -> dict("dict", context, arguments));
        add(globals, "namespace", arguments -> new NamespaceObject(dict("namespace", context, arguments)));
        add(globals, "raise_exception", arguments -> raise(context, arguments));
        add(globals, "strftime_now", arguments -> strftimeNow(context, arguments));
        return globals;
    }

    private static void add(Map<String, Value> globals, String name, Function<Arguments, Value> function) {
        globals.put(name, new FunctionValue() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Value call(Arguments arguments) {
                return function.apply(arguments);
            }
        });
    }

    private static Value range(Arguments arguments) {
        Arguments.Bound bound = arguments.bindPositional("range", "start", "stop", "step");
        boolean one = arguments.positional().size() == 1;
        long start = one ? 0 : bounded(bound.required("start"));
        long stop = bounded(bound.required(one ? "start" : "stop"));
        long step = bound.find("step").map(Globals::bounded).orElse(1L);
        if (step == 0) {
            throw TemplateFailure.render("the step of a range is 0");
        }
        long distance = step > 0 ? stop - start : start - stop;
        long width = Math.abs(step);
        long length = Math.max(0, (distance + width - 1) / width);
        if (length > MAX_RANGE) {
            throw TemplateFailure.render("the range is longer than " + MAX_RANGE);
        }
        return new RangeValue(start, stop, step, (int) length);
    }

    private static long bounded(Value value) {
        BigInteger number = Numbers.whole(value);
        if (number.bitLength() > 48) {
            throw TemplateFailure.limit("a bound of the range is too large");
        }
        return number.longValueExact();
    }

    /** Python's {@code dict}: what a dictionary or a list of pairs has, then the named arguments. */
    private static DictValue dict(String name, Context context, Arguments arguments) {
        List<Value> positional = arguments.positional();
        if (positional.size() > 1) {
            throw TemplateFailure.render(name + " takes at most one argument without a name");
        }
        DictValue.Builder dict = new DictValue.Builder();
        for (Value initial : positional) {
            if (initial instanceof UndefinedValue undefined) {
                throw undefined.failure();
            }
            if (initial instanceof DictValue other) {
                context.budget().elements(other.length());
                dict.putAll(other);
            } else {
                context.items(initial).forEach(pair -> putPair(context, dict, pair));
            }
        }
        arguments.named().forEach(dict::put);
        return dict.build();
    }

    private static void putPair(Context context, DictValue.Builder dict, Value pair) {
        List<Value> parts = pair instanceof SequenceValue sequence ? sequence.items() : context.items(pair);
        if (parts.size() != 2) {
            throw TemplateFailure.render("a dictionary is made of pairs, and one has " + parts.size() + " elements");
        }
        dict.put(parts.get(0), parts.get(1));
    }

    /** What the template says of the conversation; what it quotes of the conversation is left out. */
    private static Value raise(Context context, Arguments arguments) {
        Text message = context.str(arguments.bind("raise_exception", "message").required("message"));
        StringBuilder shown = new StringBuilder();
        message.forEachRun(
                (from, to, data) -> shown.append(data ? "..." : message.chars().substring(from, to)));
        throw TemplateFailure.raised(shown.toString());
    }

    private static Value strftimeNow(Context context, Arguments arguments) {
        Text format = arguments.bind("strftime_now", "format").text("format");
        TextBuilder out = context.text();
        return out.append(new Strftime(context.now()).format(format.chars()), format.hasData())
                .toText();
    }
}
