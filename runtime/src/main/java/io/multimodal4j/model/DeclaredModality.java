package io.multimodal4j.model;

import io.multimodal4j.field.DeclaredInputs;
import io.multimodal4j.field.EncodeInputs;
import io.multimodal4j.field.FieldException;
import io.multimodal4j.field.FieldSpec;
import io.multimodal4j.media.ItemSize;
import io.multimodal4j.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.ToIntBiFunction;
import java.util.stream.Collectors;

/** What a model declares of one modality. */
record DeclaredModality<M extends SupportsMultiModal, C>(
        String name,
        OptionalInt limit,
        List<FieldSpec> fields,
        List<Encoding<M>> encodings,
        List<DeclaredUpdate<C>> updates,
        Optional<Function<C, ? extends ItemSize>> sizeWithMostFeatures,
        Optional<ToIntBiFunction<C, Integer>> maxTokensPerItem) {

    DeclaredModality {
        fields = List.copyOf(fields);
        encodings = List.copyOf(encodings);
        updates = List.copyOf(updates);
    }

    /** An encode method and the fields that it takes. */
    record Encoding<M>(List<String> fields, BiFunction<M, DeclaredInputs, List<Tensor>> method) {}

    ModelSchema.ModalitySchema schema() {
        return new ModelSchema.ModalitySchema(
                name,
                limit,
                fields,
                encodings.stream().map(Encoding::fields).toList(),
                updates.stream().map(DeclaredUpdate::schema).toList());
    }

    /** Calls the encode method, of several the first whose fields are there. */
    List<Tensor> embed(M model, EncodeInputs inputs, String modelName) {
        Map<String, FieldSpec> byName = fields.stream().collect(Collectors.toMap(FieldSpec::name, field -> field));
        DeclaredInputs declared = new DeclaredInputs(inputs, byName);
        if (encodings.size() == 1) {
            return encodings.get(0).method().apply(model, declared);
        }
        for (Encoding<M> encoding : encodings) {
            if (declared.has(required(encoding, byName))) {
                return encoding.method().apply(model, declared);
            }
        }
        throw new FieldException(modelName + " needs the fields "
                + encodings.stream()
                        .map(encoding -> required(encoding, byName).toString())
                        .collect(Collectors.joining(" or "))
                + " of modality " + name + ", but there are " + inputs.names());
    }

    private static List<String> required(Encoding<?> encoding, Map<String, FieldSpec> byName) {
        return encoding.fields().stream()
                .filter(field -> {
                    FieldSpec spec = byName.get(field);
                    return spec == null || !spec.optional();
                })
                .toList();
    }
}
