package io.multimodal4j.benchmarks;

import io.multimodal4j.MultiModalProcessor;
import io.multimodal4j.image.ImageProcessor;
import io.multimodal4j.kernel.KernelBackend;
import io.multimodal4j.kernel.KernelBackends;
import io.multimodal4j.media.ImageItem;
import io.multimodal4j.media.ImageReader;
import io.multimodal4j.media.ImageSize;
import io.multimodal4j.media.ItemProcessor.Output;
import io.multimodal4j.media.MediaLimits;
import io.multimodal4j.processing.ProcessedInputs;
import io.multimodal4j.prompt.Prompt;
import io.multimodal4j.tensor.Tensor;
import io.multimodal4j.tensor.TensorAllocator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
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

/**
 * Pictures per second of each family, from the file or from its pixels. {@code bench_families.py} of the sample models runs it beside the processors of Hugging
 * Face, on the same file; threads share one processor.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@SuppressWarnings("NullAway.Init")
public class FamilyImagePath {

    /** The model directory. */
    @Param({
        "llava-1.5",
        "llava-next",
        "qwen2-vl",
        "pixtral",
        "idefics3",
        "smolvlm",
        "paligemma",
        "blip2",
        "phi-3.5-vision",
        "internvl"
    })
    public String family;

    /** The kernel back end. */
    @Param({"java", "tvm-cpu"})
    public String backend;

    /** The picture's file; the sample photograph if there is none. */
    @Param("")
    public String file;

    private MultiModalProcessor processor;
    private ImageProcessor imageProcessor;
    private KernelBackend kernels;
    private TensorAllocator allocator;
    private Tensor picture;
    private ImageSize size;
    private Prompt prompt;

    /** Loads the model directory and decodes the picture once. */
    @Setup
    public void prepare() throws IOException {
        Path source = file.isEmpty() ? Pictures.SAMPLES.resolve("images/harbour.jpg") : Path.of(file);
        ImageItem item = ImageItem.of(Files.readAllBytes(source));
        processor = MultiModalProcessor.builder(
                        Pictures.SAMPLES.resolve("models").resolve(family))
                .backend(backend)
                .load();
        imageProcessor = processor.imageProcessor();
        kernels = KernelBackends.open(backend);
        allocator = new TensorAllocator();
        picture = new ImageReader(MediaLimits.DEFAULT).open(item).decode(allocator);
        size = new ImageSize((int) picture.dim(1), (int) picture.dim(0));
        prompt = Prompt.of(placeholder() + "What is this?\n").withImage(item);
    }

    private String placeholder() {
        return switch (family) {
            case "qwen2-vl" -> "<|vision_start|><|image_pad|><|vision_end|>";
            case "pixtral" -> "[IMG]";
            case "phi-3.5-vision" -> "<|image_1|>";
            case "paligemma", "blip2" -> "";
            default -> "<image>";
        };
    }

    /** Gives the memory back. */
    @TearDown
    public void close() {
        picture.close();
        kernels.close();
        processor.close();
    }

    /** A whole request: decoding, processing, tokenizing, expanding, hashing. */
    @Benchmark
    public int request() {
        try (ProcessedInputs inputs = processor.apply(prompt)) {
            return inputs.promptTokenIds().length;
        }
    }

    /** From pixels to fields, into memory that is allocated for them. */
    @Benchmark
    public int preprocess() {
        Map<String, Tensor> fields = new LinkedHashMap<>();
        try {
            for (Output output : imageProcessor.outputs(size)) {
                long[] shape =
                        output.shape().stream().mapToLong(Long::longValue).toArray();
                fields.put(output.name(), allocator.allocate(output.dtype(), shape));
            }
            imageProcessor.process(picture, fields, kernels, allocator);
            return fields.size();
        } finally {
            fields.values().forEach(Tensor::close);
        }
    }
}
