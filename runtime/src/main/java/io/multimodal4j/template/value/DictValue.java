package io.multimodal4j.template.value;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A dictionary, in the order of insertion. Immutable. */
public final class DictValue implements Value {

    /**
     * A key with its value.
     *
     * @param key the key
     * @param value the value
     */
    public record Entry(Value key, Value value) {

        /** The two as a tuple. */
        public TupleValue toTuple() {
            return new TupleValue(List.of(key, value));
        }
    }

    private final Map<Object, Entry> entries;

    private DictValue(Map<Object, Entry> entries) {
        this.entries = entries;
    }

    /** Collects entries; a later value of an equal key replaces the earlier one, in its place. */
    public static final class Builder {

        private final Map<Object, Entry> entries = new LinkedHashMap<>();

        /** Adds an entry. */
        public Builder put(Value key, Value value) {
            Object hashKey = HashKey.of(key);
            Entry before = entries.get(hashKey);
            entries.put(hashKey, new Entry(before == null ? key : before.key(), value));
            return this;
        }

        /** Adds an entry under a name that the template, not the caller, gives. */
        public Builder put(String key, Value value) {
            return put(Text.of(key), value);
        }

        /** Adds all entries of another dictionary. */
        public Builder putAll(DictValue other) {
            other.entries().forEach(entry -> put(entry.key(), entry.value()));
            return this;
        }

        /** The dictionary; the builder must not be used again. */
        public DictValue build() {
            return new DictValue(entries);
        }
    }

    /** The value of a key. */
    public Optional<Value> find(Value key) {
        return Optional.ofNullable(entries.get(HashKey.of(key))).map(Entry::value);
    }

    /** The entries in order, unmodifiable. */
    public Collection<Entry> entries() {
        return Collections.unmodifiableCollection(entries.values());
    }

    /** The keys in order. */
    public List<Value> keys() {
        List<Value> keys = new ArrayList<>(entries.size());
        entries.values().forEach(entry -> keys.add(entry.key()));
        return keys;
    }

    @Override
    public String typeName() {
        return "dict";
    }

    @Override
    public boolean truth() {
        return !entries.isEmpty();
    }

    @Override
    public int length() {
        return entries.size();
    }

    @Override
    public Iterator<Value> iterator() {
        return keys().iterator();
    }
}
