package io.multimodal4j.model;

import io.multimodal4j.media.ItemSize;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Sizes and maxima from the model's own methods, where its modalities declare them. */
record DeclaredInfo<M extends SupportsMultiModal, C>(Map<String, DeclaredModality<M, C>> modalities)
        implements ProcessingInfo<C> {

    static <M extends SupportsMultiModal, C> ProcessingInfo<? super C> of(List<DeclaredModality<M, C>> modalities) {
        boolean declares = modalities.stream()
                .anyMatch(modality -> modality.sizeWithMostFeatures().isPresent()
                        || modality.maxTokensPerItem().isPresent());
        if (!declares) {
            return DERIVED;
        }
        return new DeclaredInfo<>(
                modalities.stream().collect(Collectors.toUnmodifiableMap(DeclaredModality::name, Function.identity())));
    }

    @Override
    public Optional<ItemSize> sizeWithMostFeatures(C config, String modality) {
        return find(modality).flatMap(DeclaredModality::sizeWithMostFeatures).map(method -> method.apply(config));
    }

    @Override
    public OptionalInt maxTokensPerItem(C config, String modality, int sequenceLength) {
        return find(modality)
                .flatMap(DeclaredModality::maxTokensPerItem)
                .map(method -> OptionalInt.of(method.applyAsInt(config, sequenceLength)))
                .orElse(OptionalInt.empty());
    }

    private Optional<DeclaredModality<M, C>> find(String modality) {
        return Optional.ofNullable(modalities.get(modality));
    }
}
