package io.multimodal4j.template;

import io.multimodal4j.config.ConfigException;
import io.multimodal4j.config.ConfigNode;
import io.multimodal4j.template.value.Value;
import io.multimodal4j.template.value.Values;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The files of a model directory that a chat template and its variables are read from. */
final class TemplateFiles {

    static final String DEFAULT = "default";

    private static final String JINJA = ".jinja";
    private static final List<String> SPECIAL_TOKENS =
            List.of("bos_token", "eos_token", "unk_token", "sep_token", "pad_token", "cls_token", "mask_token");

    private final Path directory;

    TemplateFiles(Path directory) {
        this.directory = directory;
    }

    private Optional<ConfigNode> json(String name) {
        Path file = directory.resolve(name);
        return Files.exists(file) ? Optional.of(ConfigNode.read(file)) : Optional.empty();
    }

    /** The templates by name, from the first of the places where Hugging Face looks; none if there is none. */
    Map<String, NamedTemplate> templates() {
        Path file = directory.resolve("chat_template.jinja");
        if (Files.exists(file)) {
            return jinjaFiles(file);
        }
        for (String name : List.of("chat_template.json", "tokenizer_config.json")) {
            Optional<ConfigNode> template = json(name).flatMap(config -> config.find("chat_template"));
            if (template.isPresent()) {
                return named(name, template.get());
            }
        }
        return Map.of();
    }

    private Map<String, NamedTemplate> jinjaFiles(Path file) {
        Map<String, NamedTemplate> templates = new LinkedHashMap<>();
        templates.put(DEFAULT, NamedTemplate.parse("chat_template.jinja", read(file)));
        Path more = directory.resolve("additional_chat_templates");
        if (Files.isDirectory(more)) {
            try (Stream<Path> files = Files.list(more)) {
                files.sorted().forEach(path -> {
                    String name = String.valueOf(path.getFileName());
                    if (name.endsWith(JINJA)) {
                        templates.put(
                                name.substring(0, name.length() - JINJA.length()),
                                NamedTemplate.parse("additional_chat_templates/" + name, read(path)));
                    }
                });
            } catch (IOException e) {
                throw new ConfigException("cannot read " + more + ": " + e.getMessage(), e);
            }
        }
        return templates;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new ConfigException("cannot read " + file + " as UTF-8: " + e.getMessage(), e);
        }
    }

    private static Map<String, NamedTemplate> named(String file, ConfigNode template) {
        if (!template.isList()) {
            return Map.of(DEFAULT, NamedTemplate.parse("chat_template in " + file, template.asString()));
        }
        Map<String, NamedTemplate> templates = new LinkedHashMap<>();
        template.asList(entry -> entry).forEach(entry -> {
            String name = entry.at("name").asString();
            String label = "chat_template \"" + name + "\" in " + file;
            templates.put(name, NamedTemplate.parse(label, entry.at("template").asString()));
        });
        return templates;
    }

    /** The special tokens that templates may name, without those that the model does not have. */
    Map<String, Value> specialTokens() {
        Optional<ConfigNode> config = json("tokenizer_config.json");
        // What lists its added tokens says everything; older models have another file beside it.
        boolean complete =
                config.flatMap(node -> node.find("added_tokens_decoder")).isPresent();
        Optional<ConfigNode> older = complete ? Optional.empty() : json("special_tokens_map.json");
        Map<String, Value> tokens = new LinkedHashMap<>();
        older.ifPresent(node -> addTokens(node, tokens));
        config.ifPresent(node -> addTokens(node, tokens));
        return tokens;
    }

    private static void addTokens(ConfigNode config, Map<String, Value> tokens) {
        for (String name : SPECIAL_TOKENS) {
            config.find(name).ifPresent(token -> tokens.put(name, token(token)));
        }
        config.find("additional_special_tokens")
                .ifPresent(list ->
                        tokens.put("additional_special_tokens", Values.trusted(list.asList(TemplateFiles::token))));
        config.find("extra_special_tokens")
                .filter(ConfigNode::isObject)
                .ifPresent(extra -> extra.keys()
                        .forEach(name -> extra.find(name).ifPresent(token -> tokens.put(name, token(token)))));
    }

    private static Value token(ConfigNode token) {
        return Values.trusted(token.isObject() ? token.at("content").asString() : token.asString());
    }
}
