package io.multimodal4j.prompt;

import io.multimodal4j.media.ImageSize;
import io.multimodal4j.media.ItemSize;
import java.util.Objects;
import java.util.function.ToIntFunction;

/**
 * How one item of a modality changes the prompt: the target token is replaced by as many copies of itself as the model's token count
 * says for that item. Safe for any number of threads if the count is a pure function.
 */
public final class PromptUpdate {

    private final String modality;
    private final String target;
    private final ToIntFunction<ItemSize> count;

    private PromptUpdate(String modality, String target, ToIntFunction<ItemSize> count) {
        this.modality = Objects.requireNonNull(modality, "modality");
        this.target = Objects.requireNonNull(target, "target");
        this.count = Objects.requireNonNull(count, "count");
    }

    /**
     * A replacement that repeats its target.
     *
     * @param modality the modality whose items it is for
     * @param target the placeholder, one token of the tokenizer
     * @param count how many tokens an item becomes
     * @return the update
     */
    public static PromptUpdate replacement(String modality, String target, ToIntFunction<ItemSize> count) {
        return new PromptUpdate(modality, target, count);
    }

    /**
     * A replacement that repeats its target, for pictures.
     *
     * @param target the placeholder, one token of the tokenizer
     * @param count how many tokens a picture becomes
     * @return the update
     */
    public static PromptUpdate forImages(String target, ToIntFunction<ImageSize> count) {
        Objects.requireNonNull(count, "count");
        return new PromptUpdate("image", target, size -> count.applyAsInt((ImageSize) size));
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
     * The placeholder in the prompt.
     *
     * @return a text that is one token
     */
    public String target() {
        return target;
    }

    /**
     * How many tokens an item becomes.
     *
     * @param size the item's size
     * @return at least 1
     * @throws PromptException if the model's function says less
     */
    public int tokens(ItemSize size) {
        int tokens = count.applyAsInt(size);
        if (tokens < 1) {
            throw new PromptException("the model's token count for an item of modality " + modality + " of size " + size
                    + " is " + tokens + "; it must be at least 1");
        }
        return tokens;
    }
}
