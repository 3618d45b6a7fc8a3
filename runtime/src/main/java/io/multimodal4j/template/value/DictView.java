package io.multimodal4j.template.value;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * What {@code keys()}, {@code values()} and {@code items()} of a dictionary return.
 *
 * @param dict the dictionary
 * @param kind which of the three
 */
public record DictView(DictValue dict, Kind kind) implements Value {

    /** The three views. */
    public enum Kind {
        /** The keys. */
        KEYS("dict_keys"),
        /** The values. */
        VALUES("dict_values"),
        /** Pairs of key and value. */
        ITEMS("dict_items");

        private final String typeName;

        Kind(String typeName) {
            this.typeName = typeName;
        }
    }

    /** The elements in order. */
    public List<Value> items() {
        List<Value> items = new ArrayList<>(dict.length());
        for (DictValue.Entry entry : dict.entries()) {
            items.add(
                    switch (kind) {
                        case KEYS -> entry.key();
                        case VALUES -> entry.value();
                        case ITEMS -> entry.toTuple();
                    });
        }
        return items;
    }

    @Override
    public String typeName() {
        return kind.typeName;
    }

    @Override
    public boolean truth() {
        return dict.truth();
    }

    @Override
    public int length() {
        return dict.length();
    }

    @Override
    public Iterator<Value> iterator() {
        return items().iterator();
    }
}
