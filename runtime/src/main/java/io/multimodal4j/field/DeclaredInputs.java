package io.multimodal4j.field;

import io.multimodal4j.tensor.Tensor;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The inputs of one encode call, by the names of the declared fields: each is checked against its declaration when it is taken. Borrows the tensors. Made for one call;
 * not safe for use by several threads.
 */
public final class DeclaredInputs {

    private final EncodeInputs inputs;
    private final Map<String, FieldSpec> fields;

    /**
     * Inputs with their declarations.
     *
     * @param inputs the inputs of the call
     * @param fields the declared fields of the modality, by name
     */
    public DeclaredInputs(EncodeInputs inputs, Map<String, FieldSpec> fields) {
        this.inputs = inputs;
        this.fields = Map.copyOf(fields);
    }

    /**
     * Takes a field after checking it.
     *
     * @param field the name of a declared field
     * @return the tensor, which stays the caller's
     * @throws FieldException if the field is missing, or its tensor is not what was declared
     */
    public Tensor tensor(String field) {
        return inputs.tensor(spec(field));
    }

    /**
     * Takes a field that may be missing, after checking it.
     *
     * @param field the name of a declared field
     * @return the tensor, which stays the caller's, or empty if it is missing
     * @throws FieldException if its tensor is not what was declared
     */
    public Optional<Tensor> optional(String field) {
        return inputs.optional(spec(field));
    }

    /**
     * Takes a field that stays a list ({@link Ragged#LIST}), after checking each item's tensor.
     *
     * @param field the name of a declared field
     * @return a tensor per item, in their order; they stay the caller's
     * @throws FieldException if the field is missing or merged, or a tensor is not what was declared
     */
    public List<Tensor> tensors(String field) {
        return inputs.tensors(spec(field));
    }

    /**
     * Whether all of some fields are there.
     *
     * @param names the names of declared fields
     * @return false if one is missing
     */
    public boolean has(Collection<String> names) {
        return names.stream().allMatch(name -> inputs.has(spec(name)));
    }

    private FieldSpec spec(String field) {
        FieldSpec spec = fields.get(field);
        if (spec == null) {
            throw new IllegalArgumentException("no field '" + field + "' is declared, only "
                    + String.join(", ", fields.keySet().stream().sorted().toList()));
        }
        return spec;
    }
}
