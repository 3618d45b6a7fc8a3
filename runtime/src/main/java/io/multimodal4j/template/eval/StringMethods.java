package io.multimodal4j.template.eval;

import static java.util.Map.entry;

import io.multimodal4j.template.value.Arguments;
import io.multimodal4j.template.value.BoolValue;
import io.multimodal4j.template.value.IntValue;
import io.multimodal4j.template.value.ListValue;
import io.multimodal4j.template.value.NoneValue;
import io.multimodal4j.template.value.TemplateFailure;
import io.multimodal4j.template.value.Text;
import io.multimodal4j.template.value.TupleValue;
import io.multimodal4j.template.value.Value;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** The methods of strings. */
final class StringMethods {

    static final Set<String> UNSUPPORTED = Set.of(
            "casefold",
            "encode",
            "expandtabs",
            "format_map",
            "isidentifier",
            "isnumeric",
            "isprintable",
            "istitle",
            "maketrans",
            "swapcase",
            "translate");

    /** Those that do with a string that was declared safe what they do with any other. */
    static final Set<String> OF_MARKUP = Set.of(
            "capitalize",
            "count",
            "endswith",
            "find",
            "index",
            "isalnum",
            "isalpha",
            "isascii",
            "isdecimal",
            "isdigit",
            "islower",
            "isspace",
            "isupper",
            "lower",
            "lstrip",
            "rfind",
            "rindex",
            "rstrip",
            "startswith",
            "strip",
            "title",
            "upper");

    static final Map<String, Method<Text>> METHODS = Map.ofEntries(
            entry("capitalize", simple("capitalize", Cases::capitalize)),
            entry("center", StringMethods::center),
            entry("count", StringMethods::count),
            entry("endswith", (context, text, arguments) -> affix("endswith", text, arguments, false)),
            entry("find", (context, text, arguments) -> IntValue.of(find(context, "find", text, arguments, false))),
            entry("format", (context, text, arguments) -> new BraceFormat(context, arguments).format(text)),
            entry("index", (context, text, arguments) -> found(find(context, "index", text, arguments, false))),
            entry("isalnum", test("isalnum", s -> CharacterTests.all(s, CharacterTests::isAlphanumeric))),
            entry("isalpha", test("isalpha", s -> CharacterTests.all(s, CharacterTests::isAlpha))),
            entry("isascii", test("isascii", CharacterTests::isAscii)),
            entry("isdecimal", test("isdecimal", s -> CharacterTests.all(s, CharacterTests::isDecimal))),
            entry("isdigit", test("isdigit", s -> CharacterTests.all(s, CharacterTests::isDigit))),
            entry("islower", test("islower", CharacterTests::isLower)),
            entry("isspace", test("isspace", CharacterTests::isSpace)),
            entry("isupper", test("isupper", CharacterTests::isUpper)),
            entry("join", StringMethods::join),
            entry("ljust", (context, text, arguments) -> justify(context, "ljust", text, arguments, true)),
            entry("lower", simple("lower", Cases::lower)),
            entry("lstrip", strip("lstrip", true, false)),
            entry("partition", (context, text, arguments) -> partition(context, text, arguments, false)),
            entry("removeprefix", StringMethods::removePrefix),
            entry("removesuffix", StringMethods::removeSuffix),
            entry("replace", StringMethods::replace),
            entry("rfind", (context, text, arguments) -> IntValue.of(find(context, "rfind", text, arguments, true))),
            entry("rindex", (context, text, arguments) -> found(find(context, "rindex", text, arguments, true))),
            entry("rjust", (context, text, arguments) -> justify(context, "rjust", text, arguments, false)),
            entry("rpartition", (context, text, arguments) -> partition(context, text, arguments, true)),
            entry("rsplit", (context, text, arguments) -> split(context, "rsplit", text, arguments, true)),
            entry("rstrip", strip("rstrip", false, true)),
            entry("split", (context, text, arguments) -> split(context, "split", text, arguments, false)),
            entry("splitlines", StringMethods::splitLines),
            entry("startswith", (context, text, arguments) -> affix("startswith", text, arguments, true)),
            entry("strip", strip("strip", true, true)),
            entry("title", simple("title", Cases::title)),
            entry("upper", simple("upper", Cases::upper)),
            entry("zfill", StringMethods::zeroFill));

    private StringMethods() {}

    private interface Mapping {
        Text apply(Context context, Text text);
    }

    private static Method<Text> simple(String name, Mapping mapping) {
        return (context, text, arguments) -> {
            arguments.bindPositional(name);
            return mapping.apply(context, text);
        };
    }

    private static Method<Text> test(String name, Predicate<String> test) {
        return (context, text, arguments) -> {
            arguments.bindPositional(name);
            return BoolValue.of(test.test(text.chars()));
        };
    }

    private static Method<Text> strip(String name, boolean left, boolean right) {
        return (context, text, arguments) -> {
            Value set = arguments.bindPositional(name, "chars").get("chars", NoneValue.NONE);
            if (!(set instanceof Text) && !(set instanceof NoneValue)) {
                throw TemplateFailure.render("the argument of " + name + " must be a string");
            }
            return Strings.strip(text, set, left, right);
        };
    }

    /** The part of a string that the arguments start and end choose, and where it begins. */
    private record Window(Text text, int begin) {

        static Window of(Text text, Arguments.Bound bound) {
            int length = text.length();
            int start = place(bound.get("start", NoneValue.NONE), 0, length);
            int end = place(bound.get("end", NoneValue.NONE), length, length);
            // Not even the empty string is in a part that ends before it begins.
            boolean exists = start <= end && start <= length;
            return new Window(
                    text.slice(
                            text.offset(Math.min(start, length)), text.offset(Math.max(Math.min(start, length), end))),
                    exists ? start : -1);
        }

        private static int place(Value index, int byDefault, int length) {
            if (index instanceof NoneValue) {
                return byDefault;
            }
            int place = Numbers.clamped(index);
            return place < 0 ? Math.max(0, place + length) : byDefault == 0 ? place : Math.min(place, length);
        }
    }

    private static int find(Context context, String name, Text text, Arguments arguments, boolean last) {
        Arguments.Bound bound = arguments.bindPositional(name, "sub", "start", "end");
        Text part = bound.text("sub");
        context.budget().steps(Strings.searchSteps(text, part));
        Window window = Window.of(text, bound);
        String chars = window.text().chars();
        int found = last ? chars.lastIndexOf(part.chars()) : chars.indexOf(part.chars());
        return found < 0 || window.begin() < 0 ? -1 : window.begin() + chars.codePointCount(0, found);
    }

    private static Value found(int index) {
        if (index < 0) {
            throw TemplateFailure.render("the string does not contain the other one");
        }
        return IntValue.of(index);
    }

    private static Value count(Context context, Text text, Arguments arguments) {
        Arguments.Bound bound = arguments.bindPositional("count", "sub", "start", "end");
        context.budget().steps(Strings.searchSteps(text, bound.text("sub")));
        Window window = Window.of(text, bound);
        return IntValue.of(window.begin() < 0 ? 0 : Strings.count(window.text(), bound.text("sub")));
    }

    private static Value affix(String name, Text text, Arguments arguments, boolean prefix) {
        Arguments.Bound bound = arguments.bindPositional(name, "affix", "start", "end");
        Window window = Window.of(text, bound);
        Value affix = bound.required("affix");
        List<Value> choices = affix instanceof TupleValue tuple ? tuple.items() : List.of(affix);
        for (Value choice : choices) {
            if (!(choice instanceof Text part)) {
                throw TemplateFailure.render("the argument of " + name + " must be a string or a tuple of strings");
            }
            String chars = window.text().chars();
            if (window.begin() >= 0 && (prefix ? chars.startsWith(part.chars()) : chars.endsWith(part.chars()))) {
                return BoolValue.TRUE;
            }
        }
        return BoolValue.FALSE;
    }

    private static Value join(Context context, Text text, Arguments arguments) {
        List<Text> parts = new ArrayList<>();
        Iterator<Value> items = arguments
                .bindPositional("join", "iterable")
                .required("iterable")
                .iterator();
        while (items.hasNext()) {
            context.budget().elements(1);
            if (!(items.next() instanceof Text part)) {
                throw TemplateFailure.render("join puts strings together, and one of the elements is none");
            }
            parts.add(part);
        }
        return Strings.join(context, text, parts);
    }

    private static Value replace(Context context, Text text, Arguments arguments) {
        Arguments.Bound bound = arguments.bindPositional("replace", "old", "new", "count");
        return Strings.replace(context, text, bound.text("old"), bound.text("new"), bound.integer("count", -1));
    }

    private static Value split(Context context, String name, Text text, Arguments arguments, boolean fromRight) {
        Arguments.Bound bound = arguments.bind(name, "sep", "maxsplit");
        int limit = bound.integer("maxsplit", -1);
        return new ListValue(
                bound.get("sep", NoneValue.NONE) instanceof NoneValue
                        ? Strings.splitAtSpace(context, text, limit, fromRight)
                        : Strings.split(context, text, bound.text("sep"), limit, fromRight));
    }

    private static Value splitLines(Context context, Text text, Arguments arguments) {
        boolean keepEnds = arguments.bind("splitlines", "keepends").strictFlag("keepends");
        return new ListValue(Strings.lines(context, text, keepEnds));
    }

    private static Value partition(Context context, Text text, Arguments arguments, boolean last) {
        Text separator = arguments.bindPositional("partition", "sep").text("sep");
        if (separator.chars().isEmpty()) {
            throw TemplateFailure.render("the separator is empty");
        }
        context.budget().steps(Strings.searchSteps(text, separator));
        String chars = text.chars();
        int found = last ? chars.lastIndexOf(separator.chars()) : chars.indexOf(separator.chars());
        if (found < 0) {
            return new TupleValue(last ? List.of(Text.EMPTY, Text.EMPTY, text) : List.of(text, Text.EMPTY, Text.EMPTY));
        }
        int after = found + separator.chars().length();
        return new TupleValue(List.of(text.slice(0, found), separator, text.slice(after, chars.length())));
    }

    private static Value removePrefix(Context context, Text text, Arguments arguments) {
        String prefix = arguments
                .bindPositional("removeprefix", "prefix")
                .text("prefix")
                .chars();
        return text.chars().startsWith(prefix)
                ? text.slice(prefix.length(), text.chars().length())
                : text;
    }

    private static Value removeSuffix(Context context, Text text, Arguments arguments) {
        String suffix = arguments
                .bindPositional("removesuffix", "suffix")
                .text("suffix")
                .chars();
        return text.chars().endsWith(suffix) ? text.slice(0, text.chars().length() - suffix.length()) : text;
    }

    private static Text fill(Arguments.Bound bound) {
        Text fill = bound.text("fillchar", " ");
        if (fill.length() != 1) {
            throw TemplateFailure.render("a string is filled with one character");
        }
        return fill;
    }

    private static Value justify(Context context, String name, Text text, Arguments arguments, boolean left) {
        Arguments.Bound bound = arguments.bindPositional(name, "width", "fillchar");
        int missing = Math.max(0, bound.integer("width") - text.length());
        return Strings.pad(context, text, left ? 0 : missing, left ? missing : 0, fill(bound));
    }

    private static Value center(Context context, Text text, Arguments arguments) {
        Arguments.Bound bound = arguments.bindPositional("center", "width", "fillchar");
        return center(context, text, bound.integer("width"), fill(bound));
    }

    /** CPython puts the odd character to the left if the width is odd. */
    static Text center(Context context, Text text, int width, Text fill) {
        int missing = Math.max(0, width - text.length());
        int left = missing / 2 + (missing & width & 1);
        return Strings.pad(context, text, left, missing - left, fill);
    }

    private static Value zeroFill(Context context, Text text, Arguments arguments) {
        int width = arguments.bindPositional("zfill", "width").integer("width");
        int missing = Math.max(0, width - text.length());
        boolean signed = text.chars().startsWith("-") || text.chars().startsWith("+");
        int sign = signed ? 1 : 0;
        return context.text()
                .append(text, 0, sign)
                .repeat(Text.of("0"), missing)
                .append(text, sign, text.chars().length())
                .toText();
    }
}
