package io.multimodal4j.image;

import io.multimodal4j.annotations.DType;
import io.multimodal4j.kernel.KernelBackend;
import io.multimodal4j.kernel.Parity;
import io.multimodal4j.kernel.ResampleFilter;
import io.multimodal4j.kernel.ResizePlan;
import io.multimodal4j.media.ImageSize;
import io.multimodal4j.tensor.Tensor;
import io.multimodal4j.tensor.TensorAllocator;
import java.util.function.Consumer;

/**
 * How an image processor resizes pictures.
 *
 * @param filter the filter
 * @param parity whose bytes
 */
record Resampling(ResampleFilter filter, Parity parity) {

    /**
     * The option of all image processors that says whose bytes: {@code "pil"} for those of Hugging Face's processors on Pillow and NumPy, which is the default;
     * {@code "torchvision"} for those on PyTorch and torchvision, which Hugging Face calls fast, and which for videos are the only ones. Not an option of Hugging Face: there it is a choice of classes.
     */
    static final String PARITY = "parity";

    static final int CHANNELS = 3;

    static ImageSize sizeOf(Tensor picture) {
        return new ImageSize((int) picture.dim(1), (int) picture.dim(0));
    }

    static Tensor allocate(ImageSize size, TensorAllocator allocator) {
        return allocator.allocate(DType.UINT8, size.height(), size.width(), CHANNELS);
    }

    /** Gives a picture of another size to a consumer, which borrows it; the picture itself if that is its size. */
    void resize(
            Tensor picture, ImageSize size, KernelBackend kernels, TensorAllocator scratch, Consumer<Tensor> consumer) {
        ImageSize before = sizeOf(picture);
        if (before.equals(size)) {
            consumer.accept(picture);
            return;
        }
        try (Tensor resized = allocate(size, scratch)) {
            resize(picture, resized, kernels, scratch);
            consumer.accept(resized);
        }
    }

    /** Resizes a picture to the size of another. */
    void resize(Tensor picture, Tensor target, KernelBackend kernels, TensorAllocator scratch) {
        ImageSize size = sizeOf(target);
        ResizePlan.Window whole = ResizePlan.Window.whole(size.height(), size.width());
        kernels.resize(picture, plan(sizeOf(picture), size, whole), target, scratch);
    }

    /** A resize of which only a window is wanted. */
    ResizePlan plan(ImageSize before, ImageSize after, ResizePlan.Window window) {
        return ResizePlan.of(parity, filter, before.height(), before.width(), after.height(), after.width(), window);
    }
}
