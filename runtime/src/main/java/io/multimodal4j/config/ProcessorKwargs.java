package io.multimodal4j.config;

import io.multimodal4j.annotations.Modality;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Processor options that are laid over {@code preprocessor_config.json}: what Hugging Face's processors take as keyword arguments, and vLLM as
 * {@code mm_processor_kwargs}. Options for one modality alone stand in {@code images_kwargs}, {@code videos_kwargs} or {@code audio_kwargs}. Immutable.
 */
public final class ProcessorKwargs {

    /** No options. */
    public static final ProcessorKwargs NONE = of(Map.of());

    /** Where the options of one modality alone stand. */
    private static final Map<String, String> SCOPES =
            Map.of(Modality.IMAGE, "images_kwargs", Modality.VIDEO, "videos_kwargs", Modality.AUDIO, "audio_kwargs");

    /** The longest options, as JSON: they are remembered with what was made for them. */
    private static final int MOST_CHARACTERS = 16_384;

    private static final String NAME = "the processor options";

    private final ConfigNode node;
    private final String canonical;

    private ProcessorKwargs(ConfigNode node) {
        this.node = node;
        this.canonical = node.canonicalJson();
        if (canonical.length() > MOST_CHARACTERS) {
            throw new ConfigException(
                    NAME + " have " + canonical.length() + " characters; they may have " + MOST_CHARACTERS);
        }
    }

    /**
     * Parses options.
     *
     * @param json a JSON object
     * @return the options
     * @throws ConfigException if it is not a JSON object
     */
    public static ProcessorKwargs parse(String json) {
        return new ProcessorKwargs(ConfigNode.parse(NAME, json.getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * Makes options of values in memory.
     *
     * @param kwargs numbers, booleans, strings, lists and maps by name
     * @return the options
     * @throws ConfigException if a value is none of those
     */
    public static ProcessorKwargs of(Map<String, ?> kwargs) {
        return new ProcessorKwargs(ConfigNode.of(NAME, kwargs));
    }

    /**
     * Whether there are none.
     *
     * @return true if nothing is laid over anything
     */
    public boolean isEmpty() {
        return node.keys().isEmpty();
    }

    /**
     * These options where they say something, and others where they do not: those of a request over those of its processor.
     *
     * @param others the other options
     * @return the options, name by name
     */
    public ProcessorKwargs over(ProcessorKwargs others) {
        if (isEmpty()) {
            return others;
        }
        ConfigNode merged = others.node.overlaidBy(node);
        for (String scope : SCOPES.values()) {
            Optional<ConfigNode> theirs = others.node.find(scope);
            Optional<ConfigNode> ours = node.find(scope);
            if (theirs.isPresent() && ours.isPresent()) {
                merged = merged.with(scope, theirs.get().overlaidBy(ours.get()));
            }
        }
        return new ProcessorKwargs(merged);
    }

    /**
     * The names of the options for every modality that knows them.
     *
     * @return the names, in their order
     */
    public Set<String> names() {
        Set<String> names = node.keys();
        names.removeAll(SCOPES.values());
        return names;
    }

    /**
     * The names of the options for one modality alone.
     *
     * @param modality the modality
     * @return the names, in their order
     * @throws ConfigException if they are not an object
     */
    public Set<String> names(String modality) {
        return scope(modality).map(ConfigNode::keys).orElse(Set.of());
    }

    private Optional<ConfigNode> scope(String modality) {
        return Optional.ofNullable(SCOPES.get(modality)).flatMap(node::find);
    }

    /**
     * Lays the options over a modality's configuration.
     *
     * @param modality the modality
     * @param config the configuration of its processor
     * @return the configuration with the options for every modality, and over those the ones for this modality alone
     */
    public ConfigNode overlay(String modality, ConfigNode config) {
        ConfigNode result = config;
        for (String name : names()) {
            Optional<ConfigNode> value = node.find(name);
            if (value.isPresent()) {
                result = result.with(name, value.get());
            }
        }
        return scope(modality).map(result::overlaidBy).orElse(result);
    }

    /**
     * The modalities that have options of their own.
     *
     * @return their names by the key under which the options stand
     */
    public Map<String, String> scopes() {
        Map<String, String> scopes = new LinkedHashMap<>();
        SCOPES.forEach((modality, key) -> {
            if (node.find(key).isPresent()) {
                scopes.put(key, modality);
            }
        });
        return scopes;
    }

    /**
     * The options as one line that is equal for equal options.
     *
     * @return JSON with sorted keys
     */
    public String canonical() {
        return canonical;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ProcessorKwargs kwargs && kwargs.canonical.equals(canonical);
    }

    @Override
    public int hashCode() {
        return canonical.hashCode();
    }

    @Override
    public String toString() {
        return NAME + " " + node.keys();
    }
}
