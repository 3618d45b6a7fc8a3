package io.multimodal4j.field;

import io.multimodal4j.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Splits the fields of a prompt into those of its items, without copying: item {@code i} of a batched field is element {@code i} of dimension 0, of a flat field its
 * rows, whose number the sizes field gives, of a shared field the whole. The inverse of {@link MergedFields#merge}; vLLM's {@code from_hf_inputs}, with every number checked.
 */
public final class FieldSplit {

    private final Map<String, FieldSpec> specs;
    private final Map<String, Tensor> merged;

    private FieldSplit(Map<String, FieldSpec> specs, Map<String, Tensor> merged) {
        this.specs = specs;
        this.merged = merged;
    }

    /**
     * Splits the fields of one modality.
     *
     * @param modality the modality
     * @param specs its declared fields; those without a tensor are left out
     * @param merged the merged tensors by field name, at least one batched or flat; borrowed
     * @return the items in their order; their tensors are views of the merged ones
     * @throws FieldException if a tensor belongs to no declared field, the fields differ in the number of items, or the sizes of a flat field do not add up to its rows
     */
    public static List<ItemFields> split(String modality, List<FieldSpec> specs, Map<String, Tensor> merged) {
        Map<String, FieldSpec> byName = specs.stream()
                .filter(spec -> spec.modality().equals(modality))
                .collect(Collectors.toMap(FieldSpec::name, Function.identity()));
        for (String name : new TreeSet<>(merged.keySet())) {
            if (!byName.containsKey(name)) {
                throw new FieldException("'" + name + "' is no field of modality " + modality + "; declared are "
                        + new TreeSet<>(byName.keySet()));
            }
        }
        return new FieldSplit(byName, merged).items(modality);
    }

    private List<ItemFields> items(String modality) {
        Map<String, List<Tensor>> split = new TreeMap<>();
        merged.forEach((name, tensor) -> {
            FieldSpec spec = spec(name);
            switch (spec.layout()) {
                case BATCHED -> split.put(name, elements(spec, tensor));
                case FLAT -> split.put(name, rows(spec, tensor));
                case SHARED -> {
                    // As many times as there are items, which the other fields say.
                }
            }
        });
        int items = count(modality, split);
        List<ItemFields> result = new ArrayList<>();
        for (int i = 0; i < items; i++) {
            List<ItemFields.Field> fields = new ArrayList<>();
            for (Map.Entry<String, Tensor> entry : merged.entrySet()) {
                List<Tensor> tensors = split.get(entry.getKey());
                fields.add(new ItemFields.Field(
                        spec(entry.getKey()), tensors == null ? entry.getValue() : tensors.get(i)));
            }
            result.add(ItemFields.of(modality, fields));
        }
        return result;
    }

    private static int count(String modality, Map<String, List<Tensor>> split) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        split.forEach((name, tensors) -> counts.put(name, tensors.size()));
        if (counts.values().stream().distinct().count() != 1) {
            throw new FieldException(
                    counts.isEmpty()
                            ? "no batched or flat field of modality " + modality + " says how many items there are"
                            : "the fields of modality " + modality + " differ in the number of items: " + counts);
        }
        return counts.values().iterator().next();
    }

    private static List<Tensor> elements(FieldSpec spec, Tensor tensor) {
        requireDimension(spec, tensor);
        List<Tensor> items = new ArrayList<>();
        for (long i = 0; i < tensor.dim(0); i++) {
            items.add(tensor.slice(i));
        }
        return items;
    }

    private List<Tensor> rows(FieldSpec spec, Tensor tensor) {
        requireDimension(spec, tensor);
        Tensor sizes = merged.get(spec.sizes());
        if (sizes == null) {
            throw new FieldException("the flat field '" + spec.name() + "' cannot be split: the field '" + spec.sizes()
                    + "' with its sizes is missing");
        }
        List<Long> rows = FlatSizes.rows(spec, spec(spec.sizes()), sizes);
        long sum = rows.stream().mapToLong(Long::longValue).sum();
        if (sum != tensor.dim(0)) {
            throw new FieldException("the sizes of the flat field '" + spec.name() + "' in '" + spec.sizes()
                    + "' add up to " + sum + " rows, but the tensor is " + tensor);
        }
        List<Tensor> items = new ArrayList<>();
        long from = 0;
        for (long count : rows) {
            items.add(tensor.narrow(from, from + count));
            from += count;
        }
        return items;
    }

    private static void requireDimension(FieldSpec spec, Tensor tensor) {
        if (tensor.rank() == 0) {
            throw new FieldException("the field '" + spec.name() + "' of modality " + spec.modality()
                    + " needs a dimension for its items, but the tensor is " + tensor);
        }
    }

    private FieldSpec spec(String name) {
        FieldSpec spec = specs.get(name);
        if (spec == null) {
            throw new FieldException("there is no field '" + name + "', only " + new TreeSet<>(specs.keySet()));
        }
        return spec;
    }
}
