package io.multimodal4j.template.eval;

import io.multimodal4j.template.syntax.Statement;
import io.multimodal4j.template.syntax.Target;
import io.multimodal4j.template.value.GeneratorValue;
import io.multimodal4j.template.value.TemplateFailure;
import io.multimodal4j.template.value.Text;
import io.multimodal4j.template.value.TextBuilder;
import io.multimodal4j.template.value.Value;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Runs statements in one scope and writes what they print. */
final class Interpreter implements Statement.Visitor<Interpreter.Signal> {

    /** How a statement ended. */
    enum Signal {
        /** The next one follows. */
        NEXT,
        /** The innermost loop goes on with its next element. */
        CONTINUE,
        /** The innermost loop ends. */
        BREAK
    }

    private final Context context;
    private final Scope scope;
    private final TextBuilder out;
    private final ExpressionEvaluator expressions;

    Interpreter(Context context, Scope scope, TextBuilder out) {
        this.context = context;
        this.scope = scope;
        this.out = out;
        this.expressions = new ExpressionEvaluator(context, scope);
    }

    /** Runs statements until one of them does not let the next one follow. */
    Signal run(List<Statement> body) {
        context.budget().enter();
        Signal signal = Signal.NEXT;
        for (int i = 0; i < body.size() && signal == Signal.NEXT; i++) {
            context.budget().step();
            try {
                signal = body.get(i).accept(this);
            } catch (TemplateFailure e) {
                throw e.at(body.get(i).offset());
            }
        }
        context.budget().leave();
        return signal;
    }

    private Signal runInside(Scope inner, TextBuilder target, List<Statement> body) {
        return new Interpreter(context, inner, target).run(body);
    }

    @Override
    public Signal visit(Statement.Data node) {
        out.append(node.text());
        return Signal.NEXT;
    }

    @Override
    public Signal visit(Statement.Output node) {
        node.expressions().forEach(expression -> out.append(context.str(expressions.evaluate(expression))));
        return Signal.NEXT;
    }

    @Override
    public Signal visit(Statement.If node) {
        for (Statement.Branch branch : node.branches()) {
            if (expressions.evaluate(branch.test()).truth()) {
                return run(branch.body());
            }
        }
        return run(node.otherwise());
    }

    @Override
    public Signal visit(Statement.For node) {
        Value iterable = expressions.evaluate(node.iterable());
        Iterator<Value> all = iterable.iterator();
        LoopContext loop = node.test().isPresent()
                ? new LoopContext(context, new GeneratorValue(all), new Selected(node, all))
                : new LoopContext(context, iterable, all);
        boolean complete = false;
        for (Optional<Value> item = loop.next(); item.isPresent(); item = loop.next()) {
            Scope inner = scope.inner();
            inner.set("loop", loop);
            assign(inner, node.target(), item.get());
            Signal signal = runInside(inner, out, node.body());
            complete |= signal == Signal.NEXT;
            if (signal == Signal.BREAK) {
                break;
            }
        }
        // Not Python's rule: Jinja2 notes at the end of the body that there was an element.
        return complete ? Signal.NEXT : runInside(scope.inner(), out, node.otherwise());
    }

    /** The elements for which the condition of a loop holds, each asked when it is needed. */
    private final class Selected implements Iterator<Value> {

        private final Statement.For node;
        private final Iterator<Value> all;
        private @Nullable Value next;

        Selected(Statement.For node, Iterator<Value> all) {
            this.node = node;
            this.all = all;
        }

        @Override
        public boolean hasNext() {
            while (next == null && all.hasNext()) {
                context.budget().step();
                Value item = all.next();
                if (holds(item)) {
                    next = item;
                }
            }
            return next != null;
        }

        private boolean holds(Value item) {
            Scope inner = scope.inner();
            assign(inner, node.target(), item);
            return node.test()
                    .map(test -> new ExpressionEvaluator(context, inner)
                            .evaluate(test)
                            .truth())
                    .orElse(true);
        }

        @Override
        public Value next() {
            if (!hasNext() || next == null) {
                throw new NoSuchElementException();
            }
            Value item = next;
            next = null;
            return item;
        }
    }

    @Override
    public Signal visit(Statement.Assign node) {
        assign(scope, node.target(), expressions.evaluate(node.value()));
        return Signal.NEXT;
    }

    @Override
    public Signal visit(Statement.AssignBlock node) {
        TextBuilder block = context.text();
        Scope inner = scope.inner();
        Signal signal = runInside(inner, block, node.body());
        if (signal == Signal.NEXT) {
            Text text = block.toText();
            ExpressionEvaluator filters = new ExpressionEvaluator(context, inner, text);
            assign(scope, node.target(), node.filter().map(filters::evaluate).orElse(text));
        }
        return signal;
    }

    private void assign(Scope to, Target target, Value value) {
        if (target instanceof Target.Variable variable) {
            to.set(variable.name(), value);
        } else if (target instanceof Target.Member member) {
            assign(to, member, value);
        } else if (target instanceof Target.Unpacked unpacked) {
            assign(to, unpacked, value);
        }
    }

    private void assign(Scope to, Target.Member member, Value value) {
        if (!(to.get(member.namespace()) instanceof NamespaceObject namespace)) {
            throw TemplateFailure.render("\"" + member.namespace() + "\" is no namespace, so that its attribute \""
                            + member.attribute() + "\" cannot be assigned")
                    .at(member.offset());
        }
        namespace.set(member.attribute(), value);
    }

    private void assign(Scope to, Target.Unpacked unpacked, Value value) {
        List<Target> targets = unpacked.items();
        Iterator<Value> items = value.iterator();
        int count = 0;
        while (items.hasNext() && count <= targets.size()) {
            Value item = items.next();
            if (count < targets.size()) {
                assign(to, targets.get(count), item);
            }
            count++;
        }
        if (count != targets.size()) {
            throw TemplateFailure.render("expected a value with " + targets.size() + " elements, found "
                            + (count > targets.size() ? "more" : count))
                    .at(unpacked.offset());
        }
    }

    @Override
    public Signal visit(Statement.Macro node) {
        scope.set(node.name(), new MacroFunction(context, node, scope));
        return Signal.NEXT;
    }

    @Override
    public Signal visit(Statement.With node) {
        Scope inner = scope.inner();
        for (int i = 0; i < node.targets().size(); i++) {
            assign(
                    inner,
                    node.targets().get(i),
                    expressions.evaluate(node.values().get(i)));
        }
        return runInside(inner, out, node.body());
    }

    @Override
    public Signal visit(Statement.Generation node) {
        return runInside(scope.inner(), out, node.body());
    }

    @Override
    public Signal visit(Statement.Jump node) {
        return node.exits() ? Signal.BREAK : Signal.CONTINUE;
    }
}
