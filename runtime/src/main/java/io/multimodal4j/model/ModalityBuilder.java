package io.multimodal4j.model;

import io.multimodal4j.annotations.DType;
import io.multimodal4j.annotations.InsertionPoint;
import io.multimodal4j.annotations.Limit;
import io.multimodal4j.field.DeclaredInputs;
import io.multimodal4j.field.FieldSpec;
import io.multimodal4j.field.Ragged;
import io.multimodal4j.media.ItemSize;
import io.multimodal4j.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.ToIntBiFunction;

/**
 * Declares one modality of a model: its fields, the encode methods that take them, its prompt updates and its limits. Not safe for use by several threads.
 *
 * @param <M> the model
 * @param <C> its config record
 */
public final class ModalityBuilder<M extends SupportsMultiModal, C> {

    private final RegistrationBuilder<M, C> registration;
    private final String name;
    private final List<FieldSpec> fields = new ArrayList<>();
    private final List<DeclaredModality.Encoding<M>> encodings = new ArrayList<>();
    private final List<DeclaredUpdate<C>> updates = new ArrayList<>();
    private OptionalInt limit = OptionalInt.empty();
    private Optional<Function<C, ? extends ItemSize>> sizeWithMostFeatures = Optional.empty();
    private Optional<ToIntBiFunction<C, Integer>> maxTokensPerItem = Optional.empty();

    ModalityBuilder(RegistrationBuilder<M, C> registration, String name) {
        this.registration = registration;
        this.name = Objects.requireNonNull(name, "name");
    }

    /**
     * Limits the items in one prompt.
     *
     * @param max the most that the model supports; {@value Limit#DEFAULT_PER_PROMPT} is the default of a prompt if this is not called
     * @return this
     */
    public ModalityBuilder<M, C> limit(int max) {
        this.limit = OptionalInt.of(max);
        return this;
    }

    /**
     * Declares a field whose element {@code i} along dimension 0 belongs to item {@code i}.
     *
     * @param field its name
     * @param dtype the element type
     * @param shape the merged shape, such as {@code "n 3 h w"}
     * @return this
     */
    public ModalityBuilder<M, C> batched(String field, DType dtype, String shape) {
        fields.add(FieldSpec.batched(field, name, dtype, shape));
        return this;
    }

    /**
     * Declares a batched field of the default type, {@link DType#FLOAT32}.
     *
     * @param field its name
     * @param shape the merged shape
     * @return this
     */
    public ModalityBuilder<M, C> batched(String field, String shape) {
        return batched(field, DType.FLOAT32, shape);
    }

    /**
     * Declares a field whose items lie one behind the other along dimension 0.
     *
     * @param field its name
     * @param dtype the element type
     * @param shape the merged shape, such as {@code "patches 1176"}
     * @param sizes the field that gives each item's number of rows
     * @return this
     */
    public ModalityBuilder<M, C> flat(String field, DType dtype, String shape, String sizes) {
        fields.add(FieldSpec.flat(field, name, dtype, shape, sizes));
        return this;
    }

    /**
     * Declares a flat field of the default type, {@link DType#FLOAT32}.
     *
     * @param field its name
     * @param shape the merged shape
     * @param sizes the field that gives each item's number of rows
     * @return this
     */
    public ModalityBuilder<M, C> flat(String field, String shape, String sizes) {
        return flat(field, DType.FLOAT32, shape, sizes);
    }

    /**
     * Declares a field with one value for all items.
     *
     * @param field its name
     * @param dtype the element type
     * @param shape the shape
     * @return this
     */
    public ModalityBuilder<M, C> shared(String field, DType dtype, String shape) {
        fields.add(FieldSpec.shared(field, name, dtype, shape));
        return this;
    }

    /**
     * Declares a shared field of the default type, {@link DType#FLOAT32}.
     *
     * @param field its name
     * @param shape the shape
     * @return this
     */
    public ModalityBuilder<M, C> shared(String field, String shape) {
        return shared(field, DType.FLOAT32, shape);
    }

    /**
     * Keeps the field that was declared last in host memory on every back end.
     *
     * @return this
     */
    public ModalityBuilder<M, C> onCpu() {
        return replaceLast(FieldSpec::onCpu);
    }

    /**
     * Lets the field that was declared last be missing.
     *
     * @return this
     */
    public ModalityBuilder<M, C> mayBeMissing() {
        return replaceLast(FieldSpec::mayBeMissing);
    }

    /**
     * Makes one row of several of the units that the sizes count, for the flat field that was declared last.
     *
     * @param units how many
     * @return this
     */
    public ModalityBuilder<M, C> unitsPerRow(int units) {
        return replaceLast(field -> field.withUnitsPerRow(units));
    }

    /**
     * Gives the field that was declared last to the encode method as a list with a tensor per item, which may differ in shape.
     *
     * @return this
     */
    public ModalityBuilder<M, C> asList() {
        return replaceLast(field -> field.whenRagged(Ragged.LIST));
    }

    /**
     * Pads the items of the field that was declared last with zeros to a common shape.
     *
     * @return this
     */
    public ModalityBuilder<M, C> padded() {
        return replaceLast(field -> field.whenRagged(Ragged.PAD));
    }

    private ModalityBuilder<M, C> replaceLast(Function<FieldSpec, FieldSpec> change) {
        if (fields.isEmpty()) {
            throw new IllegalStateException("the modality " + name + " has no field yet");
        }
        int last = fields.size() - 1;
        fields.set(last, change.apply(fields.get(last)));
        return this;
    }

    /**
     * Says how the fields that are declared so far are encoded.
     *
     * @param method calls the model's encode method
     * @return this
     */
    public ModalityBuilder<M, C> encode(BiFunction<M, DeclaredInputs, List<Tensor>> method) {
        return encode(method, fields.stream().map(FieldSpec::name).toList());
    }

    /**
     * Says how some of the declared fields are encoded, for a modality with several encode methods: the first whose fields are there is called.
     *
     * @param method calls the model's encode method
     * @param taken the names of the fields that it takes
     * @return this
     */
    public ModalityBuilder<M, C> encode(BiFunction<M, DeclaredInputs, List<Tensor>> method, String... taken) {
        return encode(method, List.of(taken));
    }

    private ModalityBuilder<M, C> encode(BiFunction<M, DeclaredInputs, List<Tensor>> method, List<String> taken) {
        encodings.add(new DeclaredModality.Encoding<>(taken, method));
        return this;
    }

    /**
     * Begins a prompt update that puts an item in its target's place.
     *
     * @param target the placeholder
     * @return a builder for it
     */
    public UpdateBuilder<M, C> replacement(String target) {
        return new UpdateBuilder<>(this, Optional.empty(), target);
    }

    /**
     * Begins a prompt update that puts all items at one place.
     *
     * @param at the place
     * @param text the prefix or the target, empty for the other places
     * @return a builder for it
     */
    public UpdateBuilder<M, C> insertion(InsertionPoint at, String text) {
        return new UpdateBuilder<>(this, Optional.of(at), text);
    }

    ModalityBuilder<M, C> add(DeclaredUpdate<C> update) {
        updates.add(update);
        return this;
    }

    String name() {
        return name;
    }

    /**
     * Says which size has the most features.
     *
     * @param method calls the model's method
     * @return this
     */
    public ModalityBuilder<M, C> sizeWithMostFeatures(Function<C, ? extends ItemSize> method) {
        this.sizeWithMostFeatures = Optional.of(method);
        return this;
    }

    /**
     * Says how many tokens an item becomes at most.
     *
     * @param method calls the model's method with the config record and the longest sequence, in tokens
     * @return this
     */
    public ModalityBuilder<M, C> maxTokensPerItem(ToIntBiFunction<C, Integer> method) {
        this.maxTokensPerItem = Optional.of(method);
        return this;
    }

    /**
     * Ends this modality and begins the next.
     *
     * @param next its name
     * @return a builder for it
     */
    public ModalityBuilder<M, C> modality(String next) {
        end();
        return registration.modality(next);
    }

    /**
     * Ends the last modality.
     *
     * @return the registration
     * @throws IllegalStateException if nothing says how the configuration is read or the model is created
     */
    public ModelRegistration<C> build() {
        end();
        return registration.build();
    }

    private void end() {
        registration.add(new DeclaredModality<>(
                name, limit, fields, encodings, updates, sizeWithMostFeatures, maxTokensPerItem));
    }
}
