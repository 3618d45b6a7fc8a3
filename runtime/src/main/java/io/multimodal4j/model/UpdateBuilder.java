package io.multimodal4j.model;

import io.multimodal4j.annotations.InsertionPoint;
import io.multimodal4j.media.ItemInfo;
import io.multimodal4j.prompt.PromptContent;
import io.multimodal4j.prompt.PromptUpdate;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.ToIntBiFunction;

/**
 * Declares one prompt update of a modality; ends with {@code count} or {@link #content}. The other methods mean what those of the same names of {@link PromptUpdate.Builder}
 * mean. Not safe for use by several threads.
 *
 * @param <M> the model
 * @param <C> its config record
 */
public final class UpdateBuilder<M extends SupportsMultiModal, C> {

    private final ModalityBuilder<M, C> modality;
    private final Optional<InsertionPoint> at;
    private final String target;
    private Consumer<PromptUpdate.Builder> texts = update -> {};
    private int order;

    UpdateBuilder(ModalityBuilder<M, C> modality, Optional<InsertionPoint> at, String target) {
        this.modality = modality;
        this.at = at;
        this.target = target;
    }

    /**
     * Sets the token that receives embeddings.
     *
     * @param token a special token; the target if not set
     * @return this
     */
    public UpdateBuilder<M, C> embed(String token) {
        texts = texts.andThen(update -> update.embed(token));
        return this;
    }

    /**
     * Sets what comes before the embeddings.
     *
     * @param text a text
     * @return this
     */
    public UpdateBuilder<M, C> before(String text) {
        texts = texts.andThen(update -> update.before(text));
        return this;
    }

    /**
     * Sets what comes after the embeddings.
     *
     * @param text a text
     * @return this
     */
    public UpdateBuilder<M, C> after(String text) {
        texts = texts.andThen(update -> update.after(text));
        return this;
    }

    /**
     * Sets who wins where several updates match at the same place.
     *
     * @param lowest the lowest wins
     * @return this
     */
    public UpdateBuilder<M, C> order(int lowest) {
        this.order = lowest;
        return this;
    }

    /**
     * Every item has the same number of embeddings.
     *
     * @param embeddings the number, at least 1
     * @return the modality
     */
    public ModalityBuilder<M, C> count(int embeddings) {
        return count((config, item) -> embeddings);
    }

    /**
     * The model says how many embeddings an item has.
     *
     * @param method calls the model's method
     * @return the modality
     */
    public ModalityBuilder<M, C> count(ToIntBiFunction<C, ItemInfo> method) {
        return add((update, config) -> update.count(item -> method.applyAsInt(config, item)));
    }

    /**
     * The model says the whole of what an item becomes.
     *
     * @param method calls the model's method
     * @return the modality
     */
    public ModalityBuilder<M, C> content(BiFunction<C, ItemInfo, PromptContent> method) {
        return add((update, config) -> update.content(item -> method.apply(config, item)));
    }

    private ModalityBuilder<M, C> add(BiFunction<PromptUpdate.Builder, C, PromptUpdate> what) {
        return modality.add(new DeclaredUpdate<>(modality.name(), at, target, texts, order, what));
    }
}
