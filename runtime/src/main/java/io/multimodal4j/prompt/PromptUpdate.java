package io.multimodal4j.prompt;

import io.multimodal4j.annotations.InsertionPoint;
import io.multimodal4j.media.ItemInfo;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;

/**
 * How the items of a modality change the prompt, bound to a model's configuration: what each becomes, and where it goes. Safe for any number of threads if
 * the model's function is pure.
 */
public final class PromptUpdate {

    /** What stands for an item's number, from 1, in a numbered target. */
    public static final String NUMBER = "{n}";

    private final String modality;
    private final Optional<InsertionPoint> insertionPoint;
    private final String target;
    private final int order;
    private final Function<ItemInfo, PromptContent> content;
    private final Optional<IntFunction<PromptContent>> repeated;

    private PromptUpdate(
            Builder builder, Function<ItemInfo, PromptContent> content, Optional<IntFunction<PromptContent>> repeated) {
        this.modality = builder.modality;
        this.insertionPoint = builder.insertionPoint;
        this.target = builder.target;
        this.order = builder.order;
        this.content = content;
        this.repeated = repeated;
    }

    /** Collects what an update says beside its content. Not safe for use by several threads. */
    public static final class Builder {
        private final String modality;
        private final Optional<InsertionPoint> insertionPoint;
        private final String target;
        private String embed;
        private String before = "";
        private String after = "";
        private int order;

        private Builder(String modality, Optional<InsertionPoint> insertionPoint, String target) {
            this.modality = Objects.requireNonNull(modality, "modality");
            this.insertionPoint = insertionPoint;
            this.target = Objects.requireNonNull(target, "target");
            this.embed = target;
        }

        /**
         * Sets the token that receives embeddings.
         *
         * @param token a special token; the target if not set
         * @return this
         */
        public Builder embed(String token) {
            this.embed = Objects.requireNonNull(token, "token");
            return this;
        }

        /**
         * Sets what comes before the embeddings.
         *
         * @param text a text
         * @return this
         */
        public Builder before(String text) {
            this.before = Objects.requireNonNull(text, "text");
            return this;
        }

        /**
         * Sets what comes after the embeddings.
         *
         * @param text a text
         * @return this
         */
        public Builder after(String text) {
            this.after = Objects.requireNonNull(text, "text");
            return this;
        }

        /**
         * Sets who wins where several updates match at the same place.
         *
         * @param newOrder the lowest wins
         * @return this
         */
        public Builder order(int newOrder) {
            this.order = newOrder;
            return this;
        }

        /**
         * Every item has the same number of embeddings.
         *
         * @param embeddings the number, at least 1
         * @return the update
         */
        public PromptUpdate count(int embeddings) {
            return count(item -> embeddings);
        }

        /**
         * The model says how many embeddings an item has.
         *
         * @param embeddings the model's function
         * @return the update
         */
        public PromptUpdate count(ToIntFunction<ItemInfo> embeddings) {
            Objects.requireNonNull(embeddings, "embeddings");
            String name = modality;
            IntFunction<PromptContent> repeated = repeated();
            return new PromptUpdate(
                    this,
                    item -> {
                        int count = embeddings.applyAsInt(item);
                        if (count < 1) {
                            throw new PromptException("the model's token count for item " + item.index()
                                    + " of modality " + name + ", of size " + item.size() + ", is " + count
                                    + "; it must be at least 1");
                        }
                        return repeated.apply(count);
                    },
                    Optional.of(repeated));
        }

        private IntFunction<PromptContent> repeated() {
            String token = embed;
            String start = before;
            String end = after;
            return count -> PromptContent.builder()
                    .text(start)
                    .embed(token, count)
                    .text(end)
                    .build();
        }

        /**
         * The model says the whole of what an item becomes.
         *
         * @param content the model's function
         * @return the update
         */
        public PromptUpdate content(Function<ItemInfo, PromptContent> content) {
            return new PromptUpdate(this, Objects.requireNonNull(content, "content"), Optional.empty());
        }
    }

    /**
     * An update that puts an item in its target's place.
     *
     * @param modality the modality whose items it is for
     * @param target the placeholder; {@value #NUMBER} in it stands for the item's number, from 1
     * @return a builder
     */
    public static Builder replacement(String modality, String target) {
        return new Builder(modality, Optional.empty(), target);
    }

    /**
     * An update that puts all items of a modality at one place.
     *
     * @param modality the modality whose items it is for
     * @param at the place
     * @param text the prefix or the target, empty for the other places
     * @return a builder
     */
    public static Builder insertion(String modality, InsertionPoint at, String text) {
        return new Builder(modality, Optional.of(at), text);
    }

    /**
     * The modality whose items this is for.
     *
     * @return the modality's name
     */
    public String modality() {
        return modality;
    }

    /**
     * Where items are inserted.
     *
     * @return empty for a replacement
     */
    public Optional<InsertionPoint> insertionPoint() {
        return insertionPoint;
    }

    /**
     * The placeholder, or the text behind which items are inserted.
     *
     * @return empty for an insertion at the start or the end
     */
    public String target() {
        return target;
    }

    /**
     * Whether the target names the item that it stands for.
     *
     * @return true if {@value #NUMBER} is in it
     */
    public boolean isNumbered() {
        return target.contains(NUMBER);
    }

    /**
     * The target of one item.
     *
     * @param index the item's index, from 0
     * @return the target with the item's number
     */
    public String target(int index) {
        return target.replace(NUMBER, Integer.toString(index + 1));
    }

    /**
     * Who wins where several updates match at the same place.
     *
     * @return the lowest wins
     */
    public int order() {
        return order;
    }

    /**
     * What an item becomes.
     *
     * @param item the item
     * @return the content
     * @throws PromptException if the model's function says something impossible
     */
    public PromptContent content(ItemInfo item) {
        return content.apply(item);
    }

    /**
     * What an item of a number of embeddings becomes, for items of which nothing else is known.
     *
     * @param embeddings the number, at least 1
     * @return the content, or empty if the model's content depends on more than the number
     */
    public Optional<PromptContent> contentOf(int embeddings) {
        return repeated.map(function -> function.apply(embeddings));
    }
}
