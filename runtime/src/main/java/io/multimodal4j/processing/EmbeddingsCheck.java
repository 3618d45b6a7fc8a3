package io.multimodal4j.processing;

import io.multimodal4j.annotations.DType;
import io.multimodal4j.annotations.Layout;
import io.multimodal4j.annotations.ShapeSpec;
import io.multimodal4j.field.FieldSpec;
import io.multimodal4j.media.EmbeddingsItem;
import io.multimodal4j.model.ModelSchema.ModalitySchema;
import io.multimodal4j.prompt.PromptException;
import io.multimodal4j.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Compares precomputed embeddings with what the model declares that it takes, before the request is admitted. */
final class EmbeddingsCheck {

    private EmbeddingsCheck() {}

    static void check(String name, EmbeddingsItem item, ModalitySchema modality) {
        Map<String, FieldSpec> specs =
                modality.fields().stream().collect(Collectors.toMap(FieldSpec::name, Function.identity()));
        Set<String> given = item.fields().keySet();
        if (modality.alternatives().stream().noneMatch(names -> takes(names, given, specs))) {
            throw new PromptException(name + " was given as the fields " + new TreeSet<>(given)
                    + ", but no encode method of the model takes them; it takes " + modality.alternatives());
        }
        item.fields().forEach((field, tensor) -> check(name, Objects.requireNonNull(specs.get(field), field), tensor));
    }

    private static boolean takes(List<String> alternative, Set<String> given, Map<String, FieldSpec> specs) {
        return alternative.containsAll(given)
                && alternative.stream()
                        .allMatch(field -> given.contains(field)
                                || Objects.requireNonNull(specs.get(field), field)
                                        .optional());
    }

    private static void check(String name, FieldSpec spec, Tensor tensor) {
        // The first dimension of a batched field is that of the items.
        int skipped = spec.layout() == Layout.BATCHED ? 1 : 0;
        List<ShapeSpec.Dim> dims = spec.shape().dims();
        boolean rounded = tensor.dtype() == DType.FLOAT32 && spec.dtype().isHalfPrecision();
        boolean fits = (tensor.dtype() == spec.dtype() || rounded) && tensor.rank() == dims.size() - skipped;
        for (int axis = 0; fits && axis < tensor.rank(); axis++) {
            ShapeSpec.Dim dim = dims.get(axis + skipped);
            fits = !dim.isFixed() || dim.size() == tensor.dim(axis);
        }
        if (!fits) {
            throw new PromptException("the field '" + spec.name() + "' of " + name + " is " + tensor
                    + ", but the model declares " + spec.dtype().typeName() + " "
                    + dims.subList(skipped, dims.size()).stream()
                            .map(Object::toString)
                            .collect(Collectors.joining(" ", "[", "]")));
        }
    }
}
