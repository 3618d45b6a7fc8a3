package io.multimodal4j.image;

import io.multimodal4j.annotations.DType;
import io.multimodal4j.kernel.KernelBackend;
import io.multimodal4j.media.ImageSize;
import io.multimodal4j.tensor.Tensor;
import io.multimodal4j.tensor.TensorAllocator;
import java.util.List;
import java.util.Map;

/**
 * Turns pictures into a model's fields, one picture at a time. What a picture becomes is known from its size alone, so that memory is laid out first
 * and every result is written once, into its final place. Immutable, safe for any number of threads.
 */
public interface ImageProcessor {

    /**
     * One output for one picture.
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
     * What a picture becomes.
     *
     * @param size the picture's size
     * @return its outputs, one per field name, in that order
     * @throws io.multimodal4j.media.MediaException if pictures of this size cannot be processed
     */
    List<Output> outputs(ImageSize size);

    /**
     * Processes a picture.
     *
     * @param picture uint8 {@code (height, width, 3)}, RGB; borrowed
     * @param targets for every output the tensor to write it into, of the output's dtype and shape; borrowed
     * @param kernels what computes
     * @param scratch where memory for intermediate results comes from; all of it is returned before the call ends
     */
    void process(Tensor picture, Map<String, Tensor> targets, KernelBackend kernels, TensorAllocator scratch);

    /**
     * A size that has as many features as any, for dummy inputs.
     *
     * @return the size
     */
    ImageSize sizeWithMostFeatures();

    /**
     * Every option that has an influence on the outputs, defaults included, in one line that is equal for equal options.
     *
     * @return for the keys of caches
     */
    String optionsKey();
}
