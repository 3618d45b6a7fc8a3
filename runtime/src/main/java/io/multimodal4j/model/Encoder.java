package io.multimodal4j.model;

import io.multimodal4j.tensor.Tensor;
import java.util.List;
import java.util.Map;

/**
 * The engine's side of an encode method: runs the weights of one tower and its projector.
 */
@FunctionalInterface
public interface Encoder {

    /**
     * Encodes the items of one modality.
     *
     * @param fields the processed fields by name, borrowed for the call
     * @return element {@code i} is the {@code (feature_size, hidden_size)} embedding of item {@code i}; the caller closes them
     */
    List<Tensor> encode(Map<String, Tensor> fields);
}
