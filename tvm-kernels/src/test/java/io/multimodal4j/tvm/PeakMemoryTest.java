package io.multimodal4j.tvm;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.multimodal4j.annotations.DType;
import io.multimodal4j.config.ConfigNode;
import io.multimodal4j.image.ImageProcessor;
import io.multimodal4j.image.ImageProcessors;
import io.multimodal4j.tensor.Tensor;
import io.multimodal4j.tensor.TensorAllocator;
import java.lang.management.ManagementFactory;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a large picture needs beside itself and its result: native memory by the allocators' own count, and all that goes to the Java heap, whether it is collected or not. */
class PeakMemoryTest extends KernelTest {

    private static final double SHARE = 0.05;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @ParameterizedTest
    @MethodSource("variants")
    void twelveMegapixelsForLlava(String variant) {
        ImageProcessor llava = ImageProcessors.create(ConfigNode.of(
                "preprocessor_config.json",
                Map.of(
                        "image_processor_type",
                        "CLIPImageProcessor",
                        "size",
                        Map.of("shortest_edge", 336),
                        "crop_size",
                        Map.of("height", 336, "width", 336))));
        try (TvmKernels kernels = Variants.open(variant);
                Tensor pixelValues = allocator.allocate(DType.FLOAT32, 3, 336, 336)) {
            // The first picture loads classes; they are not a picture's.
            beside(llava, kernels, 400, 300, pixelValues);
            long beside = beside(llava, kernels, 4000, 3000, pixelValues);
            assertThat(beside).as("bytes beside the picture and the result").isLessThanOrEqualTo((long)
                    (SHARE * (4000 * 3000 * 3 + pixelValues.byteSize())));
        }
    }

    private long beside(ImageProcessor processor, TvmKernels kernels, int width, int height, Tensor pixelValues) {
        TensorAllocator scratch = new TensorAllocator();
        try (Tensor picture = allocator.allocate(DType.UINT8, height, width, 3).zero()) {
            long heap = threads.getCurrentThreadAllocatedBytes();
            processor.process(picture, Map.of("pixel_values", pixelValues), kernels, scratch);
            heap = threads.getCurrentThreadAllocatedBytes() - heap;
            assertThat(scratch.liveBytes()).isZero();
            return heap + scratch.peakBytes() + kernels.peakBytes();
        }
    }
}
