package io.multimodal4j.model;

import io.multimodal4j.config.ConfigNode;
import io.multimodal4j.field.EncodeInputs;
import io.multimodal4j.prompt.Prompt;
import io.multimodal4j.prompt.PromptUpdate;
import io.multimodal4j.tensor.Tensor;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A registration of what was declared, each thing once. */
record DeclaredRegistration<M extends SupportsMultiModal, C>(
        ModelSchema schema,
        List<DeclaredModality<M, C>> modalities,
        Function<ConfigNode, C> config,
        BiFunction<C, ModelContext, M> constructor,
        ProcessingInfo<? super C> info,
        Optional<DummyInputs<? super C>> dummyInputs,
        Optional<ImageProcessorFactory<? super C>> imageProcessor)
        implements ModelRegistration<C> {

    DeclaredRegistration {
        modalities = List.copyOf(modalities);
    }

    @Override
    public C readConfig(ConfigNode node) {
        return config.apply(node);
    }

    @Override
    public List<PromptUpdate> promptUpdates(C bound) {
        return modalities.stream()
                .flatMap(modality -> modality.updates().stream())
                .map(update -> update.bind(bound))
                .toList();
    }

    @Override
    public Prompt dummyInputs(C bound, DummyInputsBuilder dummies) {
        if (dummyInputs.isPresent()) {
            return dummyInputs.get().build(bound, dummies);
        }
        for (DeclaredModality<M, C> modality : modalities) {
            modality.updates().stream().findFirst().ifPresent(update -> update.addDummies(dummies));
        }
        return dummies.build();
    }

    @Override
    public SupportsMultiModal create(C bound, ModelContext context) {
        return constructor.apply(bound, context);
    }

    @Override
    @SuppressWarnings("unchecked") // By contract it is a model that the constructor made.
    public List<Tensor> embed(SupportsMultiModal model, String modality, EncodeInputs inputs) {
        String name = schema.modelClass()
                .substring(schema.modelClass().lastIndexOf('.') + 1)
                .replace('$', '.');
        return modalities.stream()
                .filter(declared -> declared.name().equals(modality))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(name + " takes no " + modality + ", only "
                        + modalities.stream().map(DeclaredModality::name).collect(Collectors.joining(" and "))))
                .embed((M) model, inputs, name);
    }
}
