package io.multimodal4j.template.eval;

import io.multimodal4j.template.value.Budget;
import io.multimodal4j.template.value.ListValue;
import io.multimodal4j.template.value.Text;
import io.multimodal4j.template.value.TextBuilder;
import io.multimodal4j.template.value.Value;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;

/** What every operation of one rendering needs: its budget, the operations that share it, and the time. Not thread-safe. */
final class Context {

    private final Budget budget;
    private final Supplier<LocalDateTime> now;
    private final Printer printer;
    private final Comparisons comparisons;
    private final Arithmetic arithmetic;
    private final Attributes attributes;

    Context(Budget budget, Supplier<LocalDateTime> now) {
        this.budget = budget;
        this.now = now;
        this.printer = new Printer(budget);
        this.comparisons = new Comparisons(budget);
        this.arithmetic = new Arithmetic(this);
        this.attributes = new Attributes(this);
    }

    Budget budget() {
        return budget;
    }

    LocalDateTime now() {
        return now.get();
    }

    Printer printer() {
        return printer;
    }

    Comparisons comparisons() {
        return comparisons;
    }

    Arithmetic arithmetic() {
        return arithmetic;
    }

    Attributes attributes() {
        return attributes;
    }

    /** A string to put together. */
    TextBuilder text() {
        return new TextBuilder(budget);
    }

    /** Python's {@code str}. */
    Text str(Value value) {
        return printer.str(value);
    }

    /** The elements of a value. */
    List<Value> items(Value iterable) {
        List<Value> items = new ArrayList<>();
        Iterator<Value> iterator = iterable.iterator();
        while (iterator.hasNext()) {
            budget.elements(1);
            items.add(iterator.next());
        }
        return items;
    }

    /** The elements of a value as a list. */
    ListValue list(Value iterable) {
        return new ListValue(items(iterable));
    }

    /** Takes the memory of a result from the budget. */
    Value charged(Value result) {
        if (result instanceof Text text) {
            budget.characters(text.chars().length());
        }
        return result;
    }
}
