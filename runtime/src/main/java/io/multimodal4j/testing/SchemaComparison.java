package io.multimodal4j.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Walks two schemas side by side. Lists of things with a name are compared by name, not by place; a property for which no rule says otherwise breaks
 * when it changes, so that what a later version adds is looked at.
 */
final class SchemaComparison {

    /** Where the elements of a list have a name, the property that has it. */
    private static final Map<String, String> NAMES =
            Map.of("modalities", "modality", "fields", "name", "config", "record", "components", "name");

    /** Which prompt update is which: no two of a modality have the same place. */
    private static final List<String> UPDATE_NAMES = List.of("mode", "at", "target");

    /** Names of the model's own methods: nobody outside sees them. */
    private static final Set<String> FREE =
            Set.of("description", "encodeMethod", "method", "sizeWithMostFeatures", "maxTokensPerItem");

    private static final String ALTERNATIVES = "alternatives";
    private static final String LIMIT = "limit";

    private final List<SchemaChange> changes = new ArrayList<>();

    private SchemaComparison() {}

    static List<SchemaChange> compare(String before, String after) {
        SchemaComparison comparison = new SchemaComparison();
        comparison.objects("", parse(before), parse(after));
        return comparison.changes.stream()
                .sorted(Comparator.comparing(change -> !change.isBreaking()))
                .toList();
    }

    private static JsonNode parse(String json) {
        try {
            return new ObjectMapper().readTree(json);
        } catch (JsonProcessingException e) {
            throw new AssertionError("The schema is not JSON: " + e.getOriginalMessage(), e);
        }
    }

    private void objects(String path, JsonNode before, JsonNode after) {
        Set<String> names = new LinkedHashSet<>();
        before.fieldNames().forEachRemaining(names::add);
        after.fieldNames().forEachRemaining(names::add);
        for (String name : names) {
            if (name.equals(ALTERNATIVES)) {
                elements(path + "." + name, byRequiredFields(before), byRequiredFields(after));
                continue;
            }
            property(path.isEmpty() ? name : path + "." + name, name, before.path(name), after.path(name));
        }
    }

    private void property(String path, String name, JsonNode before, JsonNode after) {
        if (before.equals(after)) {
            return;
        }
        if (path.contains("." + ALTERNATIVES + ".") && name.equals("fields")) {
            values(path, before, after);
        } else if (NAMES.containsKey(name)) {
            elements(path, byName(before, NAMES.get(name)), byName(after, NAMES.get(name)));
        } else if (name.equals("promptUpdates")) {
            elements(path, byPlace(before), byPlace(after));
        } else if (name.equals("architectures") || name.equals("keys")) {
            values(path, before, after);
        } else {
            add(path, breaks(name, before, after), described(before) + " became " + described(after));
        }
    }

    private static boolean breaks(String name, JsonNode before, JsonNode after) {
        return switch (name) {
            case LIMIT -> limit(after) < limit(before);
            // Who makes the field or the key had to make it before, or has to make it now.
            case "required" -> after.asBoolean();
            case "optional" -> !after.asBoolean();
            default -> !FREE.contains(name);
        };
    }

    /** Without a limit of its own a model takes any number. */
    private static long limit(JsonNode value) {
        return value.isMissingNode() ? Long.MAX_VALUE : value.asLong();
    }

    private void elements(String path, Map<String, JsonNode> before, Map<String, JsonNode> after) {
        before.forEach((name, value) -> {
            JsonNode now = after.get(name);
            if (now != null) {
                objects(path + "." + name, value, now);
            } else {
                // What a model no longer reads from config.json, nobody has to take out of it.
                add(path + "." + name, !path.endsWith("components") && !path.equals("config"), "was removed");
            }
        });
        after.forEach((name, value) -> {
            if (!before.containsKey(name)) {
                add(path + "." + name, isDemanded(path, value), "was added");
            }
        });
    }

    /** Whether something new has to be supplied by those who knew nothing of it. */
    private static boolean isDemanded(String path, JsonNode added) {
        if (path.endsWith(".components")) {
            return added.path("required").asBoolean();
        }
        return path.endsWith(".fields")
                && !path.contains(ALTERNATIVES)
                && !added.path("optional").asBoolean();
    }

    private void values(String path, JsonNode before, JsonNode after) {
        Predicate<JsonNode> added = value -> !contains(before, value);
        Predicate<JsonNode> removed = value -> !contains(after, value);
        before.forEach(value -> addIf(removed, path, value, true, "was removed"));
        after.forEach(value -> addIf(added, path, value, false, "was added"));
        if (before.size() == after.size() && !anyMatch(before, removed)) {
            // The first key that is there counts, so their order is a promise too.
            add(path, path.endsWith("keys"), "the order changed from " + before + " to " + after);
        }
    }

    private void addIf(Predicate<JsonNode> condition, String path, JsonNode value, boolean breaking, String what) {
        if (condition.test(value)) {
            add(path, breaking, value + " " + what);
        }
    }

    private static boolean contains(JsonNode list, JsonNode value) {
        return anyMatch(list, value::equals);
    }

    private static boolean anyMatch(JsonNode list, Predicate<JsonNode> condition) {
        for (JsonNode element : list) {
            if (condition.test(element)) {
                return true;
            }
        }
        return false;
    }

    private static Map<String, JsonNode> byName(JsonNode list, String property) {
        Map<String, JsonNode> elements = new LinkedHashMap<>();
        list.forEach(element -> elements.put(element.path(property).asText(), element));
        return elements;
    }

    /** An encode method is known by what it must be given: what it may be given does not make it another. */
    private static Map<String, JsonNode> byRequiredFields(JsonNode modality) {
        Map<String, JsonNode> fields = byName(modality.path("fields"), "name");
        Map<String, JsonNode> alternatives = new LinkedHashMap<>();
        for (JsonNode alternative : modality.path(ALTERNATIVES)) {
            List<String> required = new ArrayList<>();
            for (JsonNode field : alternative.path("fields")) {
                JsonNode declared = fields.get(field.asText());
                if (declared == null || !declared.path("optional").asBoolean()) {
                    required.add(field.asText());
                }
            }
            alternatives.put(String.join(" ", required), alternative);
        }
        return alternatives;
    }

    private static Map<String, JsonNode> byPlace(JsonNode list) {
        Map<String, JsonNode> elements = new LinkedHashMap<>();
        for (JsonNode element : list) {
            StringBuilder name = new StringBuilder();
            UPDATE_NAMES.forEach(property -> name.append(name.isEmpty() ? "" : " ")
                    .append(element.path(property).asText()));
            elements.put(name.toString().strip().replaceAll(" +", " "), element);
        }
        return elements;
    }

    private static String described(JsonNode value) {
        return value.isMissingNode() ? "nothing" : value.toString();
    }

    private void add(String where, boolean breaking, String what) {
        changes.add(new SchemaChange(breaking, where, what));
    }
}
