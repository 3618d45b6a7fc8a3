package io.multimodal4j.processor.model;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The index of a module's models.
 *
 * @param type the index class
 * @param models the models by architecture
 * @param suppressions the warnings that the index would cause
 */
public record IndexDescriptor(TypeRef type, SortedMap<String, TypeRef> models, List<String> suppressions) {

    public IndexDescriptor {
        models = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(models));
        suppressions = List.copyOf(suppressions);
    }

    /** The canonical names of the models, sorted and each once. */
    public List<String> modelNames() {
        return models.values().stream()
                .map(TypeRef::canonicalName)
                .sorted()
                .distinct()
                .toList();
    }

    /** The architectures of every model, in the order of the first. */
    public Map<TypeRef, List<String>> architecturesByModel() {
        Map<TypeRef, List<String>> byModel = new java.util.LinkedHashMap<>();
        models.forEach((architecture, model) ->
                byModel.computeIfAbsent(model, m -> new java.util.ArrayList<>()).add(architecture));
        return byModel;
    }
}
