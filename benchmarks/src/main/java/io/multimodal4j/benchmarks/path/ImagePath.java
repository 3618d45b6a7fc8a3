package io.multimodal4j.benchmarks.path;

import io.multimodal4j.annotations.DType;
import io.multimodal4j.config.ConfigNode;
import io.multimodal4j.image.ImageProcessor;
import io.multimodal4j.image.ImageProcessors;
import io.multimodal4j.kernel.KernelBackend;
import io.multimodal4j.kernel.KernelBackends;
import io.multimodal4j.kernel.ResampleFilter;
import io.multimodal4j.kernel.ResizePlan;
import io.multimodal4j.media.ImageSize;
import io.multimodal4j.media.ItemProcessor;
import io.multimodal4j.tensor.Tensor;
import io.multimodal4j.tensor.TensorAllocator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** What is done with one picture after decoding, over and over, in one thread. */
final class ImagePath implements AutoCloseable {

    private static final Path MODELS = Path.of("sample-models/models");
    private static final int EDGE = 336;

    private final KernelBackend kernels;
    private final List<Tensor> tensors = new ArrayList<>();
    private final TensorAllocator allocator = new TensorAllocator();
    private Runnable action = () -> {};

    private ImagePath(KernelBackend kernels) {
        this.kernels = kernels;
    }

    /**
     * Makes a picture of noise and what is needed for a path.
     *
     * @param name {@code resize}: to LLaVA's size, the plan computed as well; or a folder of {@code sample-models/models}: everything after decoding
     * @param backend the name of the kernel back end
     */
    static ImagePath open(String name, int width, int height, String backend) throws IOException {
        ImagePath path = new ImagePath(KernelBackends.open(backend));
        Tensor picture = path.tensor(DType.UINT8, height, width, 3);
        byte[] noise = new byte[Math.toIntExact(picture.byteSize())];
        new Random(1).nextBytes(noise);
        picture.put(noise);
        path.action = name.equals("resize") ? path.resize(picture) : path.model(name, picture);
        return path;
    }

    private Tensor tensor(DType dtype, long... shape) {
        Tensor tensor = allocator.allocate(dtype, shape);
        tensors.add(tensor);
        return tensor;
    }

    private Runnable resize(Tensor picture) {
        int height = (int) picture.dim(0);
        int width = (int) picture.dim(1);
        int newHeight = height <= width ? EDGE : (int) ((double) (EDGE * height) / width);
        int newWidth = height <= width ? (int) ((double) (EDGE * width) / height) : EDGE;
        Tensor target = tensor(DType.UINT8, newHeight, newWidth, 3);
        ResizePlan.Window whole = ResizePlan.Window.whole(newHeight, newWidth);
        return () -> kernels.resize(
                picture,
                ResizePlan.of(ResampleFilter.BICUBIC, height, width, newHeight, newWidth, whole),
                target,
                allocator);
    }

    private Runnable model(String name, Tensor picture) throws IOException {
        ImageProcessor processor =
                ImageProcessors.create(ConfigNode.read(MODELS.resolve(name).resolve("preprocessor_config.json")));
        Map<String, Tensor> targets = new HashMap<>();
        for (ItemProcessor.Output output :
                processor.outputs(new ImageSize((int) picture.dim(1), (int) picture.dim(0)))) {
            long[] shape = output.shape().stream().mapToLong(Long::longValue).toArray();
            targets.put(output.name(), tensor(output.dtype(), shape));
        }
        return () -> processor.process(picture, targets, kernels, allocator);
    }

    void run() {
        action.run();
    }

    @Override
    public void close() {
        tensors.forEach(Tensor::close);
        kernels.close();
    }
}
