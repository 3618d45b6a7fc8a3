package io.multimodal4j.config;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One value in a JSON file of a model directory, with the way to it, so that every error names the file and the key. Keys whose value is
 * {@code null} count as missing, as they do in Hugging Face's configurations. Immutable.
 */
public final class ConfigNode {

    private static final int MAX_DEPTH = 100;
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            // Python's json module writes these, and some checkpoints carry them.
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private final String file;
    private final String path;
    private final JsonNode value;
    /** What is laid over the object's own values, each with the name of the file that it comes from. */
    private final Map<String, ConfigNode> laidOver;
    /** The other files of the model directory. */
    private final Map<String, ConfigNode> files;

    private ConfigNode(String file, String path, JsonNode value) {
        this(file, path, value, Map.of(), Map.of());
    }

    private ConfigNode(
            String file, String path, JsonNode value, Map<String, ConfigNode> laidOver, Map<String, ConfigNode> files) {
        this.file = file;
        this.path = path;
        this.value = value;
        this.laidOver = laidOver;
        this.files = files;
    }

    /**
     * Reads a file.
     *
     * @param file a JSON file whose top level is an object
     * @return its top level
     * @throws ConfigException if the file is missing, cannot be read, or is not a JSON object
     */
    public static ConfigNode read(Path file) {
        String name = file.getFileName() + " in " + file.toAbsolutePath().getParent();
        try {
            return parse(name, Files.readAllBytes(file));
        } catch (NoSuchFileException e) {
            throw new ConfigException("there is no " + name + "; a model directory needs one", e);
        } catch (IOException e) {
            throw new ConfigException("cannot read " + name + ": " + e.getMessage(), e);
        }
    }

    /**
     * Parses JSON text.
     *
     * @param name what to call it in errors
     * @param json UTF-8 text whose top level is an object
     * @return its top level
     * @throws ConfigException if it is not a JSON object
     */
    public static ConfigNode parse(String name, byte[] json) {
        try {
            JsonNode value = JSON.readTree(json);
            if (value == null || !value.isObject()) {
                throw new ConfigException(name + " is not a JSON object");
            }
            return new ConfigNode(name, "", value);
        } catch (JsonProcessingException e) {
            throw new ConfigException(
                    name + " is not valid JSON: " + e.getOriginalMessage() + " at line "
                            + Optional.ofNullable(e.getLocation())
                                    .map(at -> at.getLineNr() + ", column " + at.getColumnNr())
                                    .orElse("unknown"),
                    e);
        } catch (IOException e) {
            throw new ConfigException("cannot read " + name + ": " + e.getMessage(), e);
        }
    }

    /**
     * Makes a configuration of values in memory.
     *
     * @param name what to call it in errors
     * @param values numbers, booleans, strings, lists and maps by key
     * @return its top level
     * @throws ConfigException if a value is none of those
     */
    public static ConfigNode of(String name, Map<String, ?> values) {
        try {
            return parse(name, JSON.writeValueAsBytes(values));
        } catch (JsonProcessingException e) {
            throw new ConfigException(
                    name + " cannot be written as JSON; give numbers, booleans, strings, lists and maps", e);
        }
    }

    /**
     * This configuration with another one laid over it: a key is looked for there first. A key that is null there is not there.
     *
     * @param over an object
     * @return the configuration; what is wrong with a value is said of where it comes from
     */
    public ConfigNode overlaidBy(ConfigNode over) {
        requireObject();
        Map<String, ConfigNode> more = new LinkedHashMap<>(laidOver);
        for (String key : over.keys()) {
            over.find(key).ifPresent(child -> more.put(key, child));
        }
        return new ConfigNode(file, path, value, more, files);
    }

    /**
     * This configuration with a value under one more key.
     *
     * @param key the key
     * @param child the value, which keeps the name of its own file in errors
     * @return the configuration
     */
    public ConfigNode with(String key, ConfigNode child) {
        requireObject();
        Map<String, ConfigNode> more = new LinkedHashMap<>(laidOver);
        more.put(key, child);
        return new ConfigNode(file, path, value, more, files);
    }

    /**
     * The keys of an object.
     *
     * @return the keys in their order, those of what is laid over it last
     * @throws ConfigException if it is not an object
     */
    public Set<String> keys() {
        requireObject();
        Set<String> keys = new LinkedHashSet<>();
        value.fieldNames().forEachRemaining(keys::add);
        keys.addAll(laidOver.keySet());
        return keys;
    }

    /**
     * This value together with another file of the model directory, for records that are read from several.
     *
     * @param name the file's name, such as {@code preprocessor_config.json}
     * @param top its top level
     * @return the same value, which knows the file
     */
    public ConfigNode withFile(String name, ConfigNode top) {
        Map<String, ConfigNode> more = new HashMap<>(files);
        more.put(name, top);
        return new ConfigNode(file, path, value, laidOver, Map.copyOf(more));
    }

    /**
     * Another file of the model directory.
     *
     * @param name the file's name
     * @return its top level, or empty if it is not there
     */
    public Optional<ConfigNode> findFile(String name) {
        return Optional.ofNullable(files.get(name));
    }

    /**
     * Another file of the model directory, which counts as one without keys if it is not there.
     *
     * @param name the file's name
     * @return its top level
     */
    public ConfigNode file(String name) {
        return findFile(name)
                .orElseGet(() -> new ConfigNode(
                        name + " (not in the model directory)", "", JsonNodeFactory.instance.objectNode()));
    }

    /**
     * The value under the first of some keys that is present.
     *
     * @param keys the key and its other spellings, in order
     * @return the value, or empty if there is none or it is null
     */
    public Optional<ConfigNode> find(String... keys) {
        requireObject();
        for (String key : keys) {
            ConfigNode child = laidOver.get(key);
            if (child != null) {
                return Optional.of(child);
            }
        }
        for (String key : keys) {
            JsonNode child = value.get(key);
            if (child != null && !child.isNull()) {
                return Optional.of(new ConfigNode(file, path.isEmpty() ? key : path + "." + key, child));
            }
        }
        return Optional.empty();
    }

    /**
     * The value under the first of some keys that is present.
     *
     * @param keys the key and its other spellings, in order
     * @return the value
     * @throws ConfigException if there is none
     */
    public ConfigNode at(String... keys) {
        return find(keys)
                .orElseThrow(() -> new ConfigException(file + ": the key "
                        + Arrays.stream(keys).map(this::describe).collect(Collectors.joining(" or ")) + " is missing"));
    }

    /**
     * The value under the first of some keys that is present, or a default.
     *
     * @param defaultValue a number, {@code true}, {@code false}, or else a string without quotes
     * @param keys the key and its other spellings, in order
     * @return the value
     */
    public ConfigNode atOr(String defaultValue, String... keys) {
        return find(keys).orElseGet(() -> new ConfigNode(file, keys[0] + " (by default)", scalar(defaultValue)));
    }

    private static JsonNode scalar(String text) {
        if (text.equals("true") || text.equals("false")) {
            return BooleanNode.valueOf(text.equals("true"));
        }
        try {
            JsonNode parsed = JSON.readTree(text);
            return parsed.isNumber() ? parsed : TextNode.valueOf(text);
        } catch (JsonProcessingException e) {
            return TextNode.valueOf(text);
        }
    }

    /**
     * Reads a number.
     *
     * @return the number
     * @throws ConfigException if it is not a whole number that fits an int
     */
    public int asInt() {
        if (!value.isIntegralNumber() || !value.canConvertToInt()) {
            throw wrong("a whole number");
        }
        return value.intValue();
    }

    /**
     * Reads a number.
     *
     * @return the number
     * @throws ConfigException if it is not a whole number that fits a long
     */
    public long asLong() {
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw wrong("a whole number");
        }
        return value.longValue();
    }

    /**
     * Reads a number.
     *
     * @return the number
     * @throws ConfigException if it is not a number
     */
    public double asDouble() {
        if (!value.isNumber()) {
            throw wrong("a number");
        }
        return value.doubleValue();
    }

    /**
     * Reads a truth value.
     *
     * @return the value
     * @throws ConfigException if it is neither true nor false
     */
    public boolean asBoolean() {
        if (!value.isBoolean()) {
            throw wrong("true or false");
        }
        return value.booleanValue();
    }

    /**
     * Reads a text.
     *
     * @return the text
     * @throws ConfigException if it is not a string
     */
    public String asString() {
        if (!value.isTextual()) {
            throw wrong("a string");
        }
        return value.textValue();
    }

    /**
     * Reads one of some constants, written in lower case.
     *
     * @param <E> the enum
     * @param constants its constants, {@code E.values()}
     * @return the constant
     * @throws ConfigException if it is none of them; the message lists them
     */
    public <E extends Enum<E>> E asEnum(E[] constants) {
        String text = asString();
        for (E constant : constants) {
            if (constant.name().toLowerCase(Locale.ROOT).equals(text)) {
                return constant;
            }
        }
        throw wrong("one of "
                + Arrays.stream(constants)
                        .map(constant -> '"' + constant.name().toLowerCase(Locale.ROOT) + '"')
                        .collect(Collectors.joining(", ")));
    }

    /**
     * Reads a list.
     *
     * @param <T> what an element becomes
     * @param element how an element is read
     * @return the elements, unmodifiable
     * @throws ConfigException if it is not a list, or an element is not what is expected
     */
    public <T> List<T> asList(Function<ConfigNode, T> element) {
        if (!value.isArray()) {
            throw wrong("a list");
        }
        List<T> elements = new ArrayList<>(value.size());
        for (int i = 0; i < value.size(); i++) {
            elements.add(element.apply(new ConfigNode(file, path + "[" + i + "]", value.get(i))));
        }
        return List.copyOf(elements);
    }

    /**
     * Whether the value is an object, for keys that have a short and a long form.
     *
     * @return true for an object
     */
    public boolean isObject() {
        return value.isObject();
    }

    /**
     * Whether the value is a list, for keys that have one value or several.
     *
     * @return true for a list
     */
    public boolean isList() {
        return value.isArray();
    }

    /**
     * The value as compact JSON with its keys sorted: equal for equal values, whatever the file's layout.
     *
     * @return one line of JSON
     */
    public String canonicalJson() {
        try {
            return JSON.writeValueAsString(JSON.treeToValue(whole(), Object.class));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what was read can be written", e);
        }
    }

    private JsonNode whole() {
        if (laidOver.isEmpty()) {
            return value;
        }
        ObjectNode whole = value.deepCopy();
        laidOver.forEach((key, child) -> whole.set(key, child.whole()));
        return whole;
    }

    /**
     * Makes the error for a value that is well-formed but cannot be used.
     *
     * @param expected what would have been right
     * @return an exception that names the file, the key, the value and what was expected
     */
    public ConfigException wrong(String expected) {
        String found = value.isContainerNode() ? (value.isArray() ? "a list" : "an object") : value.toString();
        String shown = found.length() > 80 ? found.substring(0, 80) + "..." : found;
        return new ConfigException(
                file + ": " + (path.isEmpty() ? "the top level" : path) + " is " + shown + ", expected " + expected);
    }

    private void requireObject() {
        if (!value.isObject()) {
            throw wrong("an object");
        }
    }

    private String describe(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    /** The file and the key, never the value. */
    @Override
    public String toString() {
        return path.isEmpty() ? file : file + ": " + path;
    }
}
