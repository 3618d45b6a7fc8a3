package io.multimodal4j.media;

import io.multimodal4j.annotations.DType;
import io.multimodal4j.kernel.KernelBackend;
import io.multimodal4j.kernel.Parity;
import io.multimodal4j.tensor.Tensor;
import io.multimodal4j.tensor.TensorAllocator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Turns the items of one modality into a model's fields, one item at a time. What an item becomes is known from its size alone, so that memory is laid out first and
 * every result is written once, into its final place. Immutable, safe for any number of threads.
 *
 * @param <S> the size of its items
 */
public interface ItemProcessor<S extends ItemSize> {

    /**
     * One output for one item.
     *
     * @param name the field, as Hugging Face calls it
     * @param dtype the element type
     * @param shape the shape without the dimension of the items
     */
    record Output(String name, DType dtype, List<Long> shape) {

        /**
         * Copies the shape.
         *
         * @param name the field
         * @param dtype the element type
         * @param shape the shape without the dimension of the items
         */
        public Output {
            shape = List.copyOf(shape);
        }
    }

    /**
     * The class's name in {@code preprocessor_config.json}.
     *
     * @return for example {@code "CLIPImageProcessor"}
     */
    String type();

    /**
     * The fields that this processor makes.
     *
     * @return their names
     */
    List<String> fieldNames();

    /**
     * What an item becomes.
     *
     * @param size the item's size
     * @return its outputs, one per field name, in that order
     * @throws MediaException if items of this size cannot be processed
     */
    List<Output> outputs(S size);

    /**
     * Processes an item.
     *
     * @param size the item's size
     * @param item the decoded item, as {@link OpenedItem#decode} gives it; borrowed
     * @param targets for every output the tensor to write it into, of the output's dtype and shape; borrowed
     * @param kernels what computes
     * @param scratch where memory for intermediate results comes from; all of it is returned before the call ends
     */
    void process(S size, Tensor item, Map<String, Tensor> targets, KernelBackend kernels, TensorAllocator scratch);

    /**
     * Whether {@link #process} takes targets of half precision for its float32 outputs, and rounds each number once, at the end. Otherwise it gets float32 targets, which are
     * rounded when it has written them.
     *
     * @return false unless said otherwise
     */
    default boolean writesHalfPrecision() {
        return false;
    }

    /**
     * A size that has as many features as any, for dummy inputs.
     *
     * @return the size
     */
    S sizeWithMostFeatures();

    /**
     * The options that this processor reads from {@code preprocessor_config.json}, and that a request may set: all other names in processor options are errors.
     *
     * @return their names
     */
    default Set<String> optionNames() {
        return Set.of();
    }

    /**
     * Whose bytes this processor makes of pictures and frames, where that can be chosen with the option {@code parity}.
     *
     * @return empty if it has no such option
     */
    default Optional<Parity> parity() {
        return Optional.empty();
    }

    /**
     * Every option that has an influence on the outputs, defaults included, in one line that is equal for equal options.
     *
     * @return for the keys of caches
     */
    String optionsKey();
}
