package io.multimodal4j.testing;

import io.multimodal4j.annotations.DType;
import io.multimodal4j.field.EncodeInputs;
import io.multimodal4j.field.FieldException;
import io.multimodal4j.field.FieldSpec;
import io.multimodal4j.field.Ragged;
import io.multimodal4j.media.ItemSize;
import io.multimodal4j.model.Encoder;
import io.multimodal4j.model.ModelContext;
import io.multimodal4j.model.ModelSchema.ModalitySchema;
import io.multimodal4j.model.SupportsMultiModal;
import io.multimodal4j.processing.ProcessedInputs;
import io.multimodal4j.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The fields: what the model declares, what is made, and what its encode method takes. */
final class FieldChecks {

    private static final int HIDDEN_SIZE = 2;

    private FieldChecks() {}

    static void run(CheckedModel model, Map<String, Encoder> encoders, Findings findings) {
        findings.check("split-and-merge", () -> {
            List<ItemSize> sizes = TokenChecks.some(model);
            try (ProcessedInputs inputs = model.processor().apply(model.items(sizes))) {
                inputs.fields()
                        .values()
                        .forEach(field -> splitAndMerge(field.spec(), field.merged(), field.items(), sizes.size()));
                return inputs.fields().keySet() + " for sizes " + sizes;
            }
        });
        findings.check("declared-fields", () -> {
            for (ItemSize size : model.sampleSizes()) {
                declaredFields(model, size);
            }
            return "sizes " + model.sampleSizes();
        });
        findings.check("encode", () -> {
            for (ItemSize size : model.sampleSizes()) {
                encode(model, encoders, size);
            }
            return "sizes " + model.sampleSizes();
        });
    }

    static void splitAndMerge(FieldSpec spec, Optional<Tensor> whole, List<Tensor> parts, int items) {
        String name = "the field '" + spec.name() + "'";
        Findings.expect(
                parts.size() == items, () -> "expected " + items + " items of " + name + ", found " + parts.size());
        // Padded items are not the parts of what they are merged into.
        if (whole.isEmpty() || spec.ragged() == Ragged.PAD) {
            return;
        }
        byte[] merged = whole.get().toByteArray();
        int from = 0;
        for (int i = 0; i < items; i++) {
            byte[] item = parts.get(i).toByteArray();
            int start = isShared(spec) ? 0 : from;
            int end = start + item.length;
            int index = i;
            Findings.expect(
                    end <= merged.length && Arrays.equals(merged, start, end, item, 0, item.length),
                    () -> "expected item " + index + " of " + name + " in bytes " + start + " to " + end + " of its "
                            + merged.length + " merged bytes, found others there");
            from = end;
        }
        int end = from;
        Findings.expect(
                end == merged.length,
                () -> "expected the items of " + name + " to be its " + merged.length + " merged bytes, found " + end);
    }

    private static boolean isShared(FieldSpec spec) {
        return switch (spec.layout()) {
            case SHARED -> true;
            case BATCHED, FLAT -> false;
        };
    }

    private static void declaredFields(CheckedModel model, ItemSize size) {
        try (ProcessedInputs inputs = model.processor().apply(model.items(List.of(size)))) {
            Map<String, Tensor> merged = new HashMap<>();
            Map<String, List<Tensor>> lists = new HashMap<>();
            inputs.fields().forEach((name, field) -> {
                if (field.spec().ragged() == Ragged.LIST) {
                    lists.put(name, field.items());
                } else {
                    merged.put(name, field.tensor());
                }
            });
            Set<String> made = inputs.fields().keySet();
            ModalitySchema schema =
                    model.processor().schema().modality(model.modality()).orElseThrow();
            Map<String, FieldSpec> specs = new HashMap<>();
            schema.fields().forEach(spec -> specs.put(spec.name(), spec));
            List<List<FieldSpec>> fitting = schema.alternatives().stream()
                    .map(names -> names.stream()
                            .filter(specs::containsKey)
                            .map(specs::get)
                            .toList())
                    .filter(fields -> fields.stream().allMatch(spec -> spec.optional() || made.contains(spec.name())))
                    .toList();
            Findings.expect(
                    !fitting.isEmpty(),
                    () -> "for size " + size + " expected all required fields of one of " + schema.alternatives()
                            + ", found " + made);
            for (List<FieldSpec> fields : fitting) {
                EncodeInputs guard = new EncodeInputs(merged, lists);
                fields.forEach(spec -> accept(guard, spec, size));
            }
        }
    }

    private static void accept(EncodeInputs guard, FieldSpec spec, ItemSize size) {
        try {
            if (spec.ragged() == Ragged.LIST) {
                guard.tensors(spec);
            } else {
                guard.optional(spec);
            }
        } catch (FieldException e) {
            throw new Findings.Violation("for size " + size + " " + e.getMessage());
        }
    }

    private static void encode(CheckedModel model, Map<String, Encoder> encoders, ItemSize size) {
        List<Tensor> made = new ArrayList<>();
        try (ProcessedInputs inputs = model.processor().apply(model.items(List.of(size)))) {
            Encoder fitting = encoders.getOrDefault(model.modality(), fields -> {
                List<Tensor> embeddings = model.embeddings(inputs).stream()
                        .map(rows -> model.processor().allocator().allocate(DType.FLOAT32, rows, HIDDEN_SIZE))
                        .toList();
                made.addAll(embeddings);
                return embeddings;
            });
            SupportsMultiModal created =
                    model.processor().createModel(new ModelContext(Map.of(model.modality(), fitting)));
            model.processor().embed(created, inputs, model.modality()).forEach(Tensor::close);
        } catch (FieldException e) {
            throw new Findings.Violation("for size " + size + " " + e.getMessage());
        } finally {
            made.forEach(Tensor::close);
        }
    }
}
