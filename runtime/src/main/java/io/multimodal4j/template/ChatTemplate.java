package io.multimodal4j.template;

import io.multimodal4j.config.ConfigException;
import io.multimodal4j.template.value.BoolValue;
import io.multimodal4j.template.value.Text;
import io.multimodal4j.template.value.Value;
import io.multimodal4j.template.value.Values;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The chat template of a model: Jinja2 as Hugging Face's {@code apply_chat_template} configures it, rendered without Python. What it prints equals what Hugging Face
 * prints; what it cannot do is refused when it is loaded.
 *
 * <p>Every character of the prompt is known to come from the template or from the caller, through all that templates do with strings: cutting, stripping, joining,
 * changing case, formatting, writing JSON. So an application can keep users from typing special tokens, see {@link TextSegment}.
 *
 * <pre>{@code
 * ChatTemplate template = ChatTemplate.load(Path.of("Qwen2-VL-7B-Instruct"));
 * RenderedChat chat = template.render(
 *     List.of(ChatMessage.of("user", ContentPart.image(), ContentPart.text("What is this?"))),
 *     ChatOptions.builder().addGenerationPrompt(true).build());
 * }</pre>
 *
 * <p>Immutable and safe for any number of threads.
 */
public final class ChatTemplate {

    private static final String TOOL_USE = "tool_use";
    private static final String BOS_TOKEN = "bos_token";

    private final Map<String, NamedTemplate> templates;
    private final Map<String, Value> specialTokens;
    private final TemplateLimits limits;

    private ChatTemplate(
            Map<String, NamedTemplate> templates, Map<String, Value> specialTokens, TemplateLimits limits) {
        this.templates = templates;
        this.specialTokens = specialTokens;
        this.limits = limits;
    }

    /**
     * Parses a template.
     *
     * @param source the source
     * @return the template, without special tokens
     * @throws TemplateException if it is not a template, or uses what is not supported
     */
    public static ChatTemplate parse(String source) {
        Map<String, NamedTemplate> templates =
                Map.of(TemplateFiles.DEFAULT, NamedTemplate.parse("the chat template", source));
        return new ChatTemplate(templates, Map.of(), TemplateLimits.DEFAULT);
    }

    /**
     * Loads the template of a model directory: {@code chat_template.jinja}, {@code chat_template.json}, or {@code chat_template} in {@code tokenizer_config.json}, in
     * this order. If there are several by name all are loaded. The special tokens are those of {@code tokenizer_config.json} and, for older models,
     * {@code special_tokens_map.json}; what Hugging Face's tokenizer classes add of their own is not known here.
     *
     * @param modelDirectory the directory
     * @return the template
     * @throws ConfigException if there is none, or a file is not what it should be
     * @throws TemplateException if it is not a template, or uses what is not supported
     */
    public static ChatTemplate load(Path modelDirectory) {
        return find(modelDirectory)
                .orElseThrow(() -> new ConfigException("there is no chat template in " + modelDirectory.toAbsolutePath()
                        + ": no chat_template.jinja, no chat_template.json, and no chat_template in"
                        + " tokenizer_config.json; the model may not be made for chats"));
    }

    /**
     * Loads the template of a model directory, if it has one.
     *
     * @param modelDirectory the directory
     * @return the template, or empty
     * @throws ConfigException if a file is not what it should be
     * @throws TemplateException if it is not a template, or uses what is not supported
     */
    public static Optional<ChatTemplate> find(Path modelDirectory) {
        TemplateFiles files = new TemplateFiles(modelDirectory);
        Map<String, NamedTemplate> templates = files.templates();
        return templates.isEmpty()
                ? Optional.empty()
                : Optional.of(new ChatTemplate(templates, files.specialTokens(), TemplateLimits.DEFAULT));
    }

    /**
     * The same template with other special tokens, which count as the template's text.
     *
     * @param tokens the tokens by name, such as {@code bos_token}
     * @return the template
     */
    public ChatTemplate withSpecialTokens(Map<String, String> tokens) {
        Map<String, Value> values = new LinkedHashMap<>();
        tokens.forEach((name, token) -> values.put(name, Values.trusted(token)));
        return new ChatTemplate(templates, values, limits);
    }

    /**
     * The same template with other limits.
     *
     * @param newLimits the limits of every rendering
     * @return the template
     */
    public ChatTemplate withLimits(TemplateLimits newLimits) {
        return new ChatTemplate(templates, specialTokens, Objects.requireNonNull(newLimits, "newLimits"));
    }

    /**
     * The names of the templates.
     *
     * @return the names, {@code default} if there is only one; unmodifiable
     */
    public Set<String> names() {
        return Set.copyOf(templates.keySet());
    }

    /**
     * What the template that these options choose takes content for: parts if it loops over them.
     *
     * @param options the options
     * @return the format
     * @throws ChatException if there is no such template
     */
    public ContentFormat contentFormat(ChatOptions options) {
        return options.contentFormat().orElseGet(() -> choose(options).content().format());
    }

    /**
     * Renders a conversation with {@link ChatOptions#DEFAULT}.
     *
     * @param messages the messages
     * @return the prompt
     * @throws TemplateException if the template does not take this conversation
     * @throws ChatException if the conversation cannot be used
     */
    public RenderedChat render(List<ChatMessage> messages) {
        return render(messages, ChatOptions.DEFAULT);
    }

    /**
     * Renders a conversation.
     *
     * @param messages the messages
     * @param options how
     * @return the prompt
     * @throws TemplateException if the template does not take this conversation, or exceeds the limits
     * @throws ChatException if the conversation cannot be used: a medium has no placeholder, there is nothing to continue, or no template of the name
     */
    public RenderedChat render(List<ChatMessage> messages, ChatOptions options) {
        NamedTemplate template = choose(options);
        Optional<FinalMessage> finalMessage =
                options.continueFinalMessage() ? Optional.of(new FinalMessage()) : Optional.empty();
        if (messages.isEmpty() && finalMessage.isPresent()) {
            throw FinalMessage.missing();
        }
        ContentFlow.Result format = options.contentFormat()
                .map(given -> new ContentFlow.Result(given, template.content().eitherWay()))
                .orElse(template.content());
        Conversation conversation = Conversation.of(messages, format, options.mediaPlaceholder(), finalMessage);
        Map<String, Value> variables = new HashMap<>(specialTokens);
        variables.putAll(options.variables());
        variables.put("messages", conversation.messages());
        variables.put("add_generation_prompt", BoolValue.of(options.addGenerationPrompt()));
        Text text = template.render(variables, options.clock(), limits);
        Text cut = finalMessage.map(message -> message.cut(text)).orElse(text);
        List<TextSegment> segments = segments(cut);
        return new RenderedChat(segments, conversation.media(), startsWithBos(segments));
    }

    /** Text of a user that looks like the token is not the token. */
    private boolean startsWithBos(List<TextSegment> segments) {
        return !segments.isEmpty()
                && segments.get(0).trusted()
                && specialTokens.get(BOS_TOKEN) instanceof Text bos
                && !bos.chars().isEmpty()
                && segments.get(0).text().startsWith(bos.chars());
    }

    private NamedTemplate choose(ChatOptions options) {
        String name = options.templateName()
                .orElse(options.hasTools() && templates.containsKey(TOOL_USE) ? TOOL_USE : TemplateFiles.DEFAULT);
        NamedTemplate template = templates.get(name);
        if (template == null) {
            throw new ChatException("the model has no chat template \"" + name + "\"; it has "
                    + templates.keySet().stream().sorted().toList() + ", choose one with templateName");
        }
        return template;
    }

    private static List<TextSegment> segments(Text text) {
        List<TextSegment> segments = new ArrayList<>();
        text.forEachRun(
                (from, to, data) -> segments.add(new TextSegment(text.chars().substring(from, to), !data)));
        return segments;
    }
}
