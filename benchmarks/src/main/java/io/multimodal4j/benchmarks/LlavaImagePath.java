package io.multimodal4j.benchmarks;

import io.multimodal4j.MultiModalProcessor;
import io.multimodal4j.annotations.DType;
import io.multimodal4j.config.ConfigNode;
import io.multimodal4j.image.ImageProcessor;
import io.multimodal4j.image.ImageProcessors;
import io.multimodal4j.kernel.KernelBackend;
import io.multimodal4j.kernel.KernelBackends;
import io.multimodal4j.kernel.NormalizeTable;
import io.multimodal4j.kernel.ResampleFilter;
import io.multimodal4j.kernel.ResizePlan;
import io.multimodal4j.media.ImageItem;
import io.multimodal4j.media.ImageReader;
import io.multimodal4j.media.MediaLimits;
import io.multimodal4j.processing.ProcessedInputs;
import io.multimodal4j.prompt.Prompt;
import io.multimodal4j.tensor.Tensor;
import io.multimodal4j.tensor.TensorAllocator;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What one picture of LLaVA-1.5 costs, stage by stage and whole. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@SuppressWarnings("NullAway.Init")
public class LlavaImagePath {

    private static final int EDGE = 336;

    /** Width and height of the picture. */
    @Param({"640x480", "1920x1080", "4000x3000"})
    public String size;

    /** The kernel back end. */
    @Param({"java", "tvm-cpu"})
    public String backend;

    private TensorAllocator allocator;
    private KernelBackend kernels;
    private ImageReader reader;
    private ImageItem jpeg;
    private Tensor picture;
    private ResizePlan resize;
    private ResizePlan resizeAndCrop;
    private Tensor resized;
    private Tensor cropped;
    private NormalizeTable table;
    private Tensor pixelValues;
    private ImageProcessor imageProcessor;
    private MultiModalProcessor processor;
    private Prompt prompt;

    /** Makes the picture, and everything that a stage starts from. */
    @Setup
    public void prepare() throws IOException {
        int[] sides = Pictures.size(size);
        int width = sides[0];
        int height = sides[1];
        allocator = new TensorAllocator();
        kernels = KernelBackends.open(backend);
        reader = new ImageReader(MediaLimits.DEFAULT);
        jpeg = ImageItem.of(Pictures.jpeg(width, height));
        picture = reader.open(jpeg).decode(allocator);
        int resizedWidth = (int) ((double) (EDGE * width) / height);
        resize = ResizePlan.of(
                ResampleFilter.BICUBIC, height, width, EDGE, resizedWidth, ResizePlan.Window.whole(EDGE, resizedWidth));
        resizeAndCrop = ResizePlan.of(
                ResampleFilter.BICUBIC,
                height,
                width,
                EDGE,
                resizedWidth,
                new ResizePlan.Window(0, (resizedWidth - EDGE) / 2, EDGE, EDGE));
        resized = allocator.allocate(DType.UINT8, EDGE, resizedWidth, 3);
        cropped = allocator.allocate(DType.UINT8, EDGE, EDGE, 3);
        pixelValues = allocator.allocate(DType.FLOAT32, 3, EDGE, EDGE);
        table = NormalizeTable.builder(3)
                .rescale(1 / 255.0)
                .normalize(new double[] {0.48, 0.46, 0.41}, new double[] {0.27, 0.26, 0.28})
                .build();
        imageProcessor = ImageProcessors.create(
                ConfigNode.read(Pictures.SAMPLES.resolve("models/llava-1.5/preprocessor_config.json")));
        processor = MultiModalProcessor.builder(Pictures.SAMPLES.resolve("models/llava-1.5"))
                .backend(backend)
                .load();
        prompt = Prompt.of("USER: <image>\nWhat is this? ASSISTANT:").withImage(jpeg);
    }

    /** Gives the memory back. */
    @TearDown
    public void close() {
        for (Tensor tensor : new Tensor[] {picture, resized, cropped, pixelValues}) {
            tensor.close();
        }
        processor.close();
        kernels.close();
    }

    /** JPEG to RGB. */
    @Benchmark
    public long decode() {
        try (Tensor pixels = reader.open(jpeg).decode(allocator)) {
            return pixels.byteSize();
        }
    }

    /** The whole resize, as Pillow does it. */
    @Benchmark
    public Tensor resize() {
        kernels.resize(picture, resize, resized, allocator);
        return resized;
    }

    /** Only the window of the resize that the crop keeps. */
    @Benchmark
    public Tensor resizeAndCrop() {
        kernels.resize(picture, resizeAndCrop, cropped, allocator);
        return cropped;
    }

    /** Rescale, normalise and change the layout. */
    @Benchmark
    public Tensor normalize() {
        kernels.normalize(cropped, table, pixelValues);
        return pixelValues;
    }

    /** Everything after decoding: plan, resize, crop, rescale, normalise, layout. */
    @Benchmark
    public Tensor preprocess() {
        imageProcessor.process(picture, Map.of("pixel_values", pixelValues), kernels, allocator);
        return pixelValues;
    }

    /** A whole request: header, decoding, tokenizing, expanding, pre-processing, hashing. */
    @Benchmark
    public int request() {
        try (ProcessedInputs inputs = processor.apply(prompt)) {
            return inputs.promptTokenIds().length;
        }
    }
}
