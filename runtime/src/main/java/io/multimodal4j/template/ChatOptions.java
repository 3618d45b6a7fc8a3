package io.multimodal4j.template;

import io.multimodal4j.template.value.NoneValue;
import io.multimodal4j.template.value.Value;
import io.multimodal4j.template.value.Values;
import java.time.Clock;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a conversation is rendered; the names are those of Hugging Face's {@code apply_chat_template}. Immutable. What is JSON there is given as null, strings, numbers,
 * booleans, and lists and maps (with string keys) of them, and counts as the caller's text.
 */
public final class ChatOptions {

    /** No generation prompt, no tools, nothing else: what Hugging Face does when it is told nothing. */
    public static final ChatOptions DEFAULT = builder().build();

    private static final Set<String> RESERVED = Set.of("messages", "tools", "documents", "add_generation_prompt");

    private final boolean addGenerationPrompt;
    private final boolean continueFinalMessage;
    private final Map<String, Value> variables;
    private final Optional<String> templateName;
    private final Optional<ContentFormat> contentFormat;
    private final Optional<MediaPlaceholder> mediaPlaceholder;
    private final Clock clock;

    private ChatOptions(Builder builder) {
        this.addGenerationPrompt = builder.addGenerationPrompt;
        this.continueFinalMessage = builder.continueFinalMessage;
        this.variables = Map.copyOf(builder.variables);
        this.templateName = Optional.ofNullable(builder.templateName);
        this.contentFormat = Optional.ofNullable(builder.contentFormat);
        this.mediaPlaceholder = Optional.ofNullable(builder.mediaPlaceholder);
        this.clock = builder.clock;
    }

    private ChatOptions(ChatOptions other, MediaPlaceholder placeholder) {
        this.addGenerationPrompt = other.addGenerationPrompt;
        this.continueFinalMessage = other.continueFinalMessage;
        this.variables = other.variables;
        this.templateName = other.templateName;
        this.contentFormat = other.contentFormat;
        this.mediaPlaceholder = Optional.of(placeholder);
        this.clock = other.clock;
    }

    /**
     * Begins with the defaults.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * The same options, with placeholders for templates whose content is a string, if these options say nothing of them.
     *
     * @param placeholder writes the placeholders
     * @return the options
     */
    public ChatOptions orMediaPlaceholder(MediaPlaceholder placeholder) {
        return mediaPlaceholder.isPresent() ? this : new ChatOptions(this, placeholder);
    }

    boolean addGenerationPrompt() {
        return addGenerationPrompt;
    }

    boolean continueFinalMessage() {
        return continueFinalMessage;
    }

    /** The variables by name, with those that every template may expect. */
    Map<String, Value> variables() {
        return variables;
    }

    boolean hasTools() {
        return !(variables.get("tools") instanceof NoneValue);
    }

    Optional<String> templateName() {
        return templateName;
    }

    Optional<ContentFormat> contentFormat() {
        return contentFormat;
    }

    Optional<MediaPlaceholder> mediaPlaceholder() {
        return mediaPlaceholder;
    }

    Clock clock() {
        return clock;
    }

    /** Collects options. */
    public static final class Builder {

        private final Map<String, Value> variables = new LinkedHashMap<>();
        private boolean addGenerationPrompt;
        private boolean continueFinalMessage;
        private @Nullable String templateName;
        private @Nullable ContentFormat contentFormat;
        private @Nullable MediaPlaceholder mediaPlaceholder;
        private Clock clock = Clock.system(ZoneId.systemDefault());

        private Builder() {
            // Templates compare these with None, so they are there in any case.
            variables.put("tools", Values.data(null));
            variables.put("documents", Values.data(null));
        }

        /**
         * Whether the text ends with what makes the model answer.
         *
         * @param add true to add it
         * @return this builder
         */
        public Builder addGenerationPrompt(boolean add) {
            addGenerationPrompt = add;
            return this;
        }

        /**
         * Whether the text ends with the last message, so that the model goes on with it.
         *
         * @param continues true to leave out what ends the last message
         * @return this builder
         */
        public Builder continueFinalMessage(boolean continues) {
            continueFinalMessage = continues;
            return this;
        }

        /**
         * The tools that the model may call.
         *
         * @param tools their JSON schemas
         * @return this builder
         */
        public Builder tools(List<?> tools) {
            variables.put("tools", Values.data(Objects.requireNonNull(tools, "tools")));
            return this;
        }

        /**
         * The documents that the model may quote.
         *
         * @param documents maps with {@code title} and {@code text}
         * @return this builder
         */
        public Builder documents(List<?> documents) {
            variables.put("documents", Values.data(Objects.requireNonNull(documents, "documents")));
            return this;
        }

        /**
         * A variable that this template knows, such as {@code enable_thinking}.
         *
         * @param name its name
         * @param value its value
         * @return this builder
         */
        public Builder variable(String name, Object value) {
            if (RESERVED.contains(name)) {
                throw new IllegalArgumentException("\"" + name + "\" has an option of its own");
            }
            variables.put(name, Values.data(Objects.requireNonNull(value, "value")));
            return this;
        }

        /**
         * Which template is used, if the model directory has several.
         *
         * @param name its name; if not given it is {@code tool_use} when there are tools and such a template, or else {@code default}
         * @return this builder
         */
        public Builder templateName(String name) {
            templateName = Objects.requireNonNull(name, "name");
            return this;
        }

        /**
         * What the template expects content to be.
         *
         * @param format the format; if not given it is found out from the template
         * @return this builder
         */
        public Builder contentFormat(ContentFormat format) {
            contentFormat = Objects.requireNonNull(format, "format");
            return this;
        }

        /**
         * What stands for a medium where the content is a string.
         *
         * @param placeholder writes the placeholders
         * @return this builder
         */
        public Builder mediaPlaceholder(MediaPlaceholder placeholder) {
            mediaPlaceholder = Objects.requireNonNull(placeholder, "placeholder");
            return this;
        }

        /**
         * The time for templates that print it.
         *
         * @param time the clock; if not given it is the system's
         * @return this builder
         */
        public Builder clock(Clock time) {
            clock = Objects.requireNonNull(time, "time");
            return this;
        }

        /**
         * The options.
         *
         * @return immutable options
         * @throws ChatException if the text were both to be continued and to have a generation prompt
         */
        public ChatOptions build() {
            if (addGenerationPrompt && continueFinalMessage) {
                throw new ChatException(
                        "a prompt that continues the final message has no generation prompt; choose one");
            }
            return new ChatOptions(this);
        }
    }
}
