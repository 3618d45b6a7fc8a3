package io.multimodal4j.template.eval;

import io.multimodal4j.template.value.Budget;
import io.multimodal4j.template.value.DictValue;
import io.multimodal4j.template.value.HostObject;
import io.multimodal4j.template.value.Text;
import io.multimodal4j.template.value.TextBuilder;
import io.multimodal4j.template.value.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What {@code namespace()} returns: the one object whose attributes a template may assign, to carry values out of a loop. */
final class NamespaceObject implements HostObject {

    private final Map<String, Value> attributes = new LinkedHashMap<>();

    NamespaceObject(DictValue initial) {
        for (DictValue.Entry entry : initial.entries()) {
            if (entry.key() instanceof Text name) {
                attributes.put(name.chars(), entry.value());
            }
        }
    }

    void set(String name, Value value) {
        attributes.put(name, value);
    }

    @Override
    public Optional<Value> attribute(String name) {
        return Optional.ofNullable(attributes.get(name));
    }

    @Override
    public String typeName() {
        return "Namespace";
    }

    @Override
    public Text display(Budget budget) {
        DictValue.Builder dict = new DictValue.Builder();
        attributes.forEach(dict::put);
        TextBuilder out = new TextBuilder(budget).append("<Namespace ");
        return out.append(new Printer(budget).repr(dict.build())).append(">").toText();
    }
}
