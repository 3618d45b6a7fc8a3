package io.multimodal4j.template.eval;

import io.multimodal4j.template.value.Arguments;
import io.multimodal4j.template.value.BoolValue;
import io.multimodal4j.template.value.Budget;
import io.multimodal4j.template.value.FunctionValue;
import io.multimodal4j.template.value.GeneratorValue;
import io.multimodal4j.template.value.HostObject;
import io.multimodal4j.template.value.IntValue;
import io.multimodal4j.template.value.TemplateFailure;
import io.multimodal4j.template.value.Text;
import io.multimodal4j.template.value.UndefinedValue;
import io.multimodal4j.template.value.Value;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The variable {@code loop}. The elements are taken one by one, as a loop may change what its own condition says about later ones. */
final class LoopContext implements HostObject {

    private final Context context;
    private final Value iterable;
    private Iterator<Value> items;
    private int index0 = -1;
    private int length = -1;
    private @Nullable Value before;
    private @Nullable Value current;
    private @Nullable Value after;
    private @Nullable List<Value> lastChanged;

    /**
     * A loop over something.
     *
     * @param context the rendering
     * @param iterable what is iterated, whose length is asked if it has one
     * @param items its elements
     */
    LoopContext(Context context, Value iterable, Iterator<Value> items) {
        this.context = context;
        this.iterable = iterable;
        this.items = items;
    }

    /** Goes to the next element, if there is one. */
    Optional<Value> next() {
        Value next = peek();
        after = null;
        if (next == null) {
            return Optional.empty();
        }
        context.budget().step();
        index0++;
        before = current;
        current = next;
        return Optional.of(next);
    }

    private @Nullable Value peek() {
        if (after == null && items.hasNext()) {
            after = items.next();
        }
        return after;
    }

    private int count() {
        if (length < 0) {
            if (iterable instanceof GeneratorValue) {
                List<Value> rest = new ArrayList<>(context.items(new GeneratorValue(items)));
                items = rest.iterator();
                length = rest.size() + index0 + 1 + (after == null ? 0 : 1);
            } else {
                length = iterable.length();
            }
        }
        return length;
    }

    @Override
    public Optional<Value> attribute(String name) {
        return switch (name) {
            case "index" -> Optional.of(IntValue.of(index0 + 1));
            case "index0" -> Optional.of(IntValue.of(index0));
            case "revindex" -> Optional.of(IntValue.of(count() - index0));
            case "revindex0" -> Optional.of(IntValue.of(count() - index0 - 1));
            case "first" -> Optional.of(BoolValue.of(index0 == 0));
            case "last" -> Optional.of(BoolValue.of(peek() == null));
            case "length" -> Optional.of(IntValue.of(count()));
            case "depth" -> Optional.of(IntValue.of(1));
            case "depth0" -> Optional.of(IntValue.of(0));
            case "previtem" -> Optional.of(before == null ? new UndefinedValue("there is no previous item") : before);
            case "nextitem" -> Optional.of(nextItem());
            case "cycle" -> Optional.of(function("cycle"));
            case "changed" -> Optional.of(function("changed"));
            default -> Optional.empty();
        };
    }

    private Value nextItem() {
        Value next = peek();
        return next == null ? new UndefinedValue("there is no next item") : next;
    }

    private FunctionValue function(String name) {
        return new FunctionValue() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Value call(Arguments arguments) {
                arguments.requireUnnamed(name);
                return name.equals("cycle")
                        ? cycle(arguments.positional())
                        : BoolValue.of(changed(arguments.positional()));
            }
        };
    }

    private Value cycle(List<Value> values) {
        if (values.isEmpty()) {
            throw TemplateFailure.render("loop.cycle needs an argument");
        }
        return values.get(index0 % values.size());
    }

    private boolean changed(List<Value> values) {
        boolean same = lastChanged != null && equal(lastChanged, values);
        lastChanged = values;
        return !same;
    }

    private boolean equal(List<Value> left, List<Value> right) {
        if (left.size() != right.size()) {
            return false;
        }
        for (int i = 0; i < left.size(); i++) {
            if (!context.comparisons().equal(left.get(i), right.get(i))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int length() {
        return count();
    }

    @Override
    public String typeName() {
        return "LoopContext";
    }

    @Override
    public Text display(Budget budget) {
        return Text.of("<LoopContext " + (index0 + 1) + "/" + count() + ">");
    }
}
