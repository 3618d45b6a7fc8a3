package io.multimodal4j.template.eval;

import io.multimodal4j.template.value.Budget;
import io.multimodal4j.template.value.DictValue;
import io.multimodal4j.template.value.DictView;
import io.multimodal4j.template.value.FloatValue;
import io.multimodal4j.template.value.GeneratorValue;
import io.multimodal4j.template.value.ListValue;
import io.multimodal4j.template.value.RangeValue;
import io.multimodal4j.template.value.SequenceValue;
import io.multimodal4j.template.value.TemplateFailure;
import io.multimodal4j.template.value.Text;
import io.multimodal4j.template.value.UndefinedValue;
import io.multimodal4j.template.value.Value;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** Python's {@code ==}, {@code <} and {@code in}. */
final class Comparisons {

    private final Budget budget;

    Comparisons(Budget budget) {
        this.budget = budget;
    }

    /** A comparison by one of the operators of expressions. */
    boolean compare(String operator, Value left, Value right) {
        return switch (operator) {
            case "==" -> equal(left, right);
            case "!=" -> !equal(left, right);
            case "in" -> contains(right, left);
            case "not in" -> !contains(right, left);
            default -> ordered(operator, left, right);
        };
    }

    boolean equal(Value left, Value right) {
        budget.step();
        if (left == right && !(left instanceof FloatValue)) {
            return true;
        }
        if (Numbers.isNumber(left) && Numbers.isNumber(right)) {
            return !Numbers.isNan(left) && !Numbers.isNan(right) && Numbers.compare(left, right) == 0;
        }
        if (left instanceof Text text) {
            budget.steps(text.chars().length() >> 6);
            return text.equals(right);
        }
        if (left instanceof SequenceValue sequence) {
            return right instanceof SequenceValue other
                    && left.getClass() == right.getClass()
                    && equalItems(sequence.items(), other.items());
        }
        if (left instanceof DictValue dict) {
            return right instanceof DictValue other && equalDicts(dict, other);
        }
        if (left instanceof RangeValue range) {
            return right instanceof RangeValue other && range.canonical().equals(other.canonical());
        }
        if (left instanceof DictView && right instanceof DictView) {
            throw TemplateFailure.unsupported("comparing two views of dictionaries");
        }
        return left instanceof UndefinedValue && right instanceof UndefinedValue;
    }

    private boolean equalItems(List<Value> left, List<Value> right) {
        return left.size() == right.size() && firstDifference(left, right) == left.size();
    }

    private boolean equalDicts(DictValue left, DictValue right) {
        if (left.length() != right.length()) {
            return false;
        }
        for (DictValue.Entry entry : left.entries()) {
            Optional<Value> other = right.find(entry.key());
            if (other.isEmpty() || !equal(entry.value(), other.get())) {
                return false;
            }
        }
        return true;
    }

    private int firstDifference(List<Value> left, List<Value> right) {
        int common = Math.min(left.size(), right.size());
        for (int i = 0; i < common; i++) {
            if (!equal(left.get(i), right.get(i))) {
                return i;
            }
        }
        return common;
    }

    /** Whether one value is before another, for sorting. */
    boolean less(Value left, Value right) {
        return ordered("<", left, right);
    }

    private boolean ordered(String operator, Value left, Value right) {
        budget.step();
        if (Numbers.isNumber(left) && Numbers.isNumber(right)) {
            boolean comparable = !Numbers.isNan(left) && !Numbers.isNan(right);
            return comparable && holds(operator, Numbers.compare(left, right));
        }
        if (left instanceof Text text && right instanceof Text other) {
            budget.steps(Math.min(text.chars().length(), other.chars().length()) >> 6);
            return holds(operator, compareCodePoints(text.chars(), other.chars()));
        }
        if (left instanceof SequenceValue sequence
                && right instanceof SequenceValue other
                && left.getClass() == right.getClass()) {
            int at = firstDifference(sequence.items(), other.items());
            boolean differ = at < sequence.length() && at < other.length();
            return differ
                    ? ordered(operator, sequence.items().get(at), other.items().get(at))
                    : holds(operator, Integer.compare(sequence.length(), other.length()));
        }
        if (left instanceof UndefinedValue undefined) {
            throw undefined.failure();
        }
        if (right instanceof UndefinedValue undefined) {
            throw undefined.failure();
        }
        throw TemplateFailure.render("values of types " + left.typeName() + " and " + right.typeName()
                + " cannot be compared by \"" + operator + "\"");
    }

    private static boolean holds(String operator, int order) {
        return switch (operator) {
            case "<" -> order < 0;
            case "<=" -> order <= 0;
            case ">" -> order > 0;
            case ">=" -> order >= 0;
            default -> throw new AssertionError(operator);
        };
    }

    /** By code points, unlike {@code String.compareTo}. */
    private static int compareCodePoints(String left, String right) {
        int common = Math.min(left.length(), right.length());
        for (int i = 0; i < common; i++) {
            char a = left.charAt(i);
            char b = right.charAt(i);
            if (a != b) {
                // Surrogates stand for code points above all other chars.
                boolean surrogates = Character.isSurrogate(a) == Character.isSurrogate(b);
                return surrogates ? Character.compare(a, b) : Character.isSurrogate(a) ? 1 : -1;
            }
        }
        return Integer.compare(left.length(), right.length());
    }

    boolean contains(Value container, Value item) {
        if (container instanceof Text text) {
            if (!(item instanceof Text part)) {
                throw TemplateFailure.render("a string can contain a string, not a value of type " + item.typeName());
            }
            budget.steps(Strings.searchSteps(text, part));
            return text.chars().contains(part.chars());
        }
        if (container instanceof DictValue dict) {
            return dict.find(item).isPresent();
        }
        if (container instanceof ListValue
                || container instanceof SequenceValue
                || container instanceof RangeValue
                || container instanceof DictView
                || container instanceof GeneratorValue
                || container instanceof UndefinedValue) {
            return anyEqual(container.iterator(), item);
        }
        throw TemplateFailure.render("a value of type " + container.typeName() + " cannot contain anything");
    }

    private boolean anyEqual(Iterator<Value> items, Value item) {
        while (items.hasNext()) {
            Value next = items.next();
            if (next == item || equal(next, item)) {
                return true;
            }
        }
        return false;
    }
}
