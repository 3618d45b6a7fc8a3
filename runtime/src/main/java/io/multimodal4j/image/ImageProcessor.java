package io.multimodal4j.image;

import io.multimodal4j.kernel.KernelBackend;
import io.multimodal4j.media.ImageSize;
import io.multimodal4j.media.ItemProcessor;
import io.multimodal4j.tensor.Tensor;
import io.multimodal4j.tensor.TensorAllocator;
import java.util.Map;

/**
 * Turns pictures into a model's fields, one picture at a time. Immutable, safe for any number of threads.
 */
public interface ImageProcessor extends ItemProcessor<ImageSize> {

    /**
     * Processes a picture.
     *
     * @param picture uint8 {@code (height, width, 3)}, RGB; borrowed
     * @param targets for every output the tensor to write it into, of the output's dtype and shape; borrowed
     * @param kernels what computes
     * @param scratch where memory for intermediate results comes from; all of it is returned before the call ends
     */
    void process(Tensor picture, Map<String, Tensor> targets, KernelBackend kernels, TensorAllocator scratch);

    @Override
    default void process(
            ImageSize size,
            Tensor picture,
            Map<String, Tensor> targets,
            KernelBackend kernels,
            TensorAllocator scratch) {
        process(picture, targets, kernels, scratch);
    }
}
