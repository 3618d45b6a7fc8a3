package io.multimodal4j.prompt;

import io.multimodal4j.config.ProcessorKwargs;
import io.multimodal4j.media.AudioItem;
import io.multimodal4j.media.ImageItem;
import io.multimodal4j.media.MediaItem;
import io.multimodal4j.media.MediaLimits;
import io.multimodal4j.media.VideoItem;
import io.multimodal4j.prompt.Segment.Item;
import io.multimodal4j.prompt.Segment.Text;
import io.multimodal4j.prompt.Segment.Tokens;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the caller asks: texts or token ids, and the media that belong to them. Immutable; the {@code with} methods return a new prompt.
 *
 * <p>Media have their place in one of two ways. Either the text has a placeholder for every item, which the items take in their order:
 *
 * <pre>{@code
 * Prompt.of("USER: <image>\nWhat is this? ASSISTANT:").withImage(Path.of("cat.jpg"))
 * }</pre>
 *
 * or the prompt is made of segments, the items among them:
 *
 * <pre>{@code
 * Prompt.builder()
 *     .template("USER: ").item(ImageItem.of(Path.of("cat.jpg")))
 *     .text(whatTheUserTyped)                 // cannot produce special tokens or placeholders, whatever it says
 *     .template(" ASSISTANT:")
 *     .build()
 * }</pre>
 */
public final class Prompt {

    private final List<Segment> segments;
    private final List<PromptItem> unplaced;
    private final PromptOptions options;

    private Prompt(List<Segment> segments, List<PromptItem> unplaced, PromptOptions options) {
        this.segments = List.copyOf(segments);
        this.unplaced = List.copyOf(unplaced);
        this.options = options;
    }

    /** Collects the segments of a prompt. Not safe for use by several threads. */
    public static final class Builder {
        private final List<Segment> segments = new ArrayList<>();

        private Builder() {}

        /**
         * Adds template text, in which special tokens and placeholders are recognised.
         *
         * @param text the text
         * @return this
         */
        public Builder template(String text) {
            return segment(new Text(text, true));
        }

        /**
         * Adds text that a user wrote. What looks like a special token or a placeholder in it is ordinary text.
         *
         * @param text the text
         * @return this
         */
        public Builder text(String text) {
            return segment(new Text(text, false));
        }

        /**
         * Adds token ids, which leave as they are outside placeholders.
         *
         * @param ids the token ids
         * @return this
         */
        public Builder tokenIds(int... ids) {
            return segment(new Tokens(ids));
        }

        /**
         * Adds an item in this place.
         *
         * @param media the item
         * @return this
         */
        public Builder item(MediaItem media) {
            return item(PromptItem.of(media));
        }

        /**
         * Adds an item in this place.
         *
         * @param item the item, possibly with an id
         * @return this
         */
        public Builder item(PromptItem item) {
            return segment(new Item(item));
        }

        /**
         * Adds a segment.
         *
         * @param segment the segment
         * @return this
         */
        public Builder segment(Segment segment) {
            segments.add(Objects.requireNonNull(segment, "segment"));
            return this;
        }

        /**
         * The prompt.
         *
         * @return the prompt
         */
        public Prompt build() {
            return new Prompt(segments, List.of(), PromptOptions.DEFAULT);
        }
    }

    /**
     * Starts a prompt of segments.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * A prompt from template text, which contains one placeholder (such as {@code <image>}) for every item. Text of a user does not belong in it: see {@link #builder()}.
     *
     * @param text the text
     * @return a prompt without media
     */
    public static Prompt of(String text) {
        return new Prompt(List.of(new Text(text, true)), List.of(), PromptOptions.DEFAULT);
    }

    /**
     * A prompt that is tokenized already, with one placeholder token for every item. The ids leave as they are outside the placeholders.
     *
     * @param tokenIds the token ids
     * @return a prompt without media
     */
    public static Prompt ofTokenIds(int... tokenIds) {
        return new Prompt(List.of(new Tokens(tokenIds)), List.of(), PromptOptions.DEFAULT);
    }

    /**
     * The same media with another text, in which they take placeholders.
     *
     * @param newText template text
     * @return the prompt
     */
    public Prompt withText(String newText) {
        return new Prompt(List.of(new Text(newText, true)), items(), options);
    }

    /**
     * Adds an item, which takes a placeholder.
     *
     * @param item the item, possibly with an id
     * @return the prompt
     */
    public Prompt with(PromptItem item) {
        List<PromptItem> more = new ArrayList<>(unplaced);
        more.add(Objects.requireNonNull(item, "item"));
        return new Prompt(segments, more, options);
    }

    /**
     * Adds an item, which takes a placeholder.
     *
     * @param media the item
     * @return the prompt
     */
    public Prompt with(MediaItem media) {
        return with(PromptItem.of(media));
    }

    /**
     * Adds an item with an id, which takes a placeholder.
     *
     * @param media the item
     * @param id the caller's id, which stands for the content in keys of caches
     * @return the prompt
     */
    public Prompt with(MediaItem media, String id) {
        return with(PromptItem.of(media, id));
    }

    /**
     * Adds a picture.
     *
     * @param image the picture
     * @return the prompt
     */
    public Prompt withImage(ImageItem image) {
        return with(image);
    }

    /**
     * Adds a picture from a file.
     *
     * @param image the file
     * @return the prompt
     */
    public Prompt withImage(Path image) {
        return with(ImageItem.of(image));
    }

    /**
     * Adds an encoded picture from memory.
     *
     * @param image the file's bytes, not copied
     * @return the prompt
     */
    public Prompt withImage(byte[] image) {
        return with(ImageItem.of(image));
    }

    /**
     * Adds an encoded picture, reading the stream to its end now, but not beyond the default limit; {@link ImageItem#of(InputStream, MediaLimits)} takes another. The stream
     * stays the caller's to close.
     *
     * @param image the stream
     * @return the prompt
     * @throws io.multimodal4j.media.MediaException if there are more bytes than the limit
     * @throws IOException if the stream cannot be read
     */
    public Prompt withImage(InputStream image) throws IOException {
        return with(ImageItem.of(image, MediaLimits.DEFAULT));
    }

    /**
     * Adds a video.
     *
     * @param video the video
     * @return the prompt
     */
    public Prompt withVideo(VideoItem video) {
        return with(video);
    }

    /**
     * Adds a video from a file.
     *
     * @param video the file
     * @return the prompt
     */
    public Prompt withVideo(Path video) {
        return with(VideoItem.of(video));
    }

    /**
     * Adds a sound.
     *
     * @param audio the sound
     * @return the prompt
     */
    public Prompt withAudio(AudioItem audio) {
        return with(audio);
    }

    /**
     * Adds a sound from a file.
     *
     * @param audio the file
     * @return the prompt
     */
    public Prompt withAudio(Path audio) {
        return with(AudioItem.of(audio));
    }

    /**
     * The same prompt, to which the tokenizer does not add what it puts around a text, such as {@code <s>}: for texts that a chat template made, which have it already.
     *
     * @return the prompt
     */
    public Prompt withoutSpecialTokens() {
        return new Prompt(segments, unplaced, options.withoutSpecialTokens());
    }

    /**
     * The same prompt, in which placeholders for which there is no item stay as they are, as in vLLM. Otherwise they are an error, because they are a mistake far more
     * often than meant.
     *
     * @return the prompt
     */
    public Prompt keepingExtraPlaceholders() {
        return new Prompt(segments, unplaced, options.keepingExtraPlaceholders());
    }

    /**
     * The same prompt, processed with options laid over those of the processor, as {@code mm_processor_kwargs} of a request in vLLM. They are those of
     * {@code preprocessor_config.json}; {@code images_kwargs}, {@code videos_kwargs} and {@code audio_kwargs} hold options for one modality alone.
     *
     * @param kwargs the options
     * @return the prompt
     */
    public Prompt withProcessorKwargs(ProcessorKwargs kwargs) {
        return new Prompt(segments, unplaced, options.withProcessorKwargs(Objects.requireNonNull(kwargs, "kwargs")));
    }

    /**
     * The same prompt, processed with options laid over those of the processor.
     *
     * @param kwargs the options by name: numbers, booleans, strings, lists and maps
     * @return the prompt
     * @throws io.multimodal4j.config.ConfigException if a value is none of those
     */
    public Prompt withProcessorKwargs(Map<String, ?> kwargs) {
        return withProcessorKwargs(ProcessorKwargs.of(kwargs));
    }

    /**
     * The same prompt for one tenant: its items are not shared with prompts of another salt, neither by content nor by id.
     *
     * @param salt what tells the tenant from others
     * @return the prompt
     * @throws PromptException if the salt is longer than {@value PromptItem#LONGEST_ID} characters
     */
    public Prompt withCacheSalt(String salt) {
        if (salt.length() > PromptItem.LONGEST_ID) {
            throw new PromptException(
                    "the cache salt has " + salt.length() + " characters; it may have " + PromptItem.LONGEST_ID);
        }
        return new Prompt(segments, unplaced, options.withCacheSalt(salt));
    }

    /**
     * The same prompt, which may carry fewer items than the processor's limit.
     *
     * @param modality the modality
     * @param items the most items, at least 0
     * @return the prompt
     */
    public Prompt withLimit(String modality, int items) {
        if (items < 0) {
            throw new IllegalArgumentException("the limit of modality " + modality + " is negative: " + items);
        }
        Map<String, Integer> limits = new HashMap<>(options.limits());
        limits.put(modality, items);
        return new Prompt(segments, unplaced, options.withLimits(Map.copyOf(limits)));
    }

    /**
     * The options that this prompt asks for.
     *
     * @return laid over those of the processor
     */
    public ProcessorKwargs processorKwargs() {
        return options.processorKwargs();
    }

    /**
     * What tells the tenant from others.
     *
     * @return empty if there is but one
     */
    public String cacheSalt() {
        return options.cacheSalt();
    }

    /**
     * The most items of a modality that this prompt may carry.
     *
     * @param modality the modality
     * @return empty if the prompt says nothing
     */
    public OptionalInt limit(String modality) {
        Integer limit = options.limits().get(modality);
        return limit == null ? OptionalInt.empty() : OptionalInt.of(limit);
    }

    /**
     * Whether the tokenizer adds what it puts around a text.
     *
     * @return true unless said otherwise
     */
    public boolean addsSpecialTokens() {
        return options.addsSpecialTokens();
    }

    /**
     * Whether placeholders for which there is no item stay as they are.
     *
     * @return false unless said otherwise: they are an error
     */
    public boolean keepsExtraPlaceholders() {
        return options.keepsExtraPlaceholders();
    }

    /**
     * Whether the prompt was given as token ids alone.
     *
     * @return false if any of it was given as text
     */
    public boolean isTokenized() {
        return texts().findAny().isEmpty() && segments.stream().anyMatch(Tokens.class::isInstance);
    }

    /**
     * The text.
     *
     * @return all texts one behind the other; empty if the prompt was given as token ids
     */
    public String text() {
        return texts().map(Text::text).collect(Collectors.joining());
    }

    private Stream<Text> texts() {
        return segments.stream().filter(Text.class::isInstance).map(Text.class::cast);
    }

    /**
     * The token ids.
     *
     * @return a copy; empty if the prompt was given as text
     */
    public int[] tokenIds() {
        return segments.stream()
                .filter(Tokens.class::isInstance)
                .flatMapToInt(tokens -> Arrays.stream(((Tokens) tokens).sharedIds()))
                .toArray();
    }

    /**
     * What the prompt is made of.
     *
     * @return an unmodifiable list
     */
    public List<Segment> segments() {
        return segments;
    }

    /**
     * Every item: those that have a place among the segments, in the order of their places, then the others in the order of their placeholders.
     *
     * @return an unmodifiable list
     */
    public List<PromptItem> items() {
        return Stream.concat(
                        segments.stream().filter(Item.class::isInstance).map(segment -> ((Item) segment).item()),
                        unplaced.stream())
                .toList();
    }

    /**
     * The items of one modality, in the order of {@link #items()}.
     *
     * @param modality the modality's name
     * @return an unmodifiable list
     */
    public List<PromptItem> items(String modality) {
        return items().stream().filter(item -> item.modality().equals(modality)).toList();
    }

    /**
     * The pictures, in their order.
     *
     * @return an unmodifiable list
     */
    public List<ImageItem> images() {
        return items().stream()
                .map(PromptItem::media)
                .filter(ImageItem.class::isInstance)
                .map(ImageItem.class::cast)
                .toList();
    }

    /** What the prompt is made of, never the text. */
    @Override
    public String toString() {
        return segments + " and " + unplaced.stream().map(PromptItem::modality).toList();
    }
}
