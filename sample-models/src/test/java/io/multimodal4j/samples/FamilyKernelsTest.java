package io.multimodal4j.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.multimodal4j.annotations.DType;
import io.multimodal4j.audio.AudioProcessors;
import io.multimodal4j.config.ConfigNode;
import io.multimodal4j.image.ImageProcessors;
import io.multimodal4j.kernel.KernelBackends;
import io.multimodal4j.media.AudioLength;
import io.multimodal4j.media.ImageSize;
import io.multimodal4j.media.ItemProcessor;
import io.multimodal4j.media.ItemSize;
import io.multimodal4j.media.VideoSize;
import io.multimodal4j.tensor.Tensor;
import io.multimodal4j.tensor.TensorAllocator;
import io.multimodal4j.video.VideoProcessors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every step of every family's pre-processing is an operation of the kernel back end: what reads a picture, a frame or a sample, and what writes a number of a
 * field. The operations of {@code tvm-cpu} are compiled kernels, as that module's tests see to.
 */
class FamilyKernelsTest {

    private static final Path MODELS = Path.of("models");

    /** What each family's pictures, videos and sounds are put through. */
    private static final Map<String, Set<String>> OPERATIONS = Map.ofEntries(
            Map.entry("blip2", Set.of("resize", "normalize")),
            Map.entry("idefics3", Set.of("resize", "normalize")),
            Map.entry("internvl", Set.of("resize", "normalize")),
            Map.entry("llava-1.5", Set.of("resize", "normalize")),
            Map.entry("llava-next", Set.of("resize", "normalize")),
            Map.entry("paligemma", Set.of("resize", "normalize")),
            Map.entry("phi-3.5-vision", Set.of("resize", "normalize", "resizeFloat")),
            Map.entry("pixtral", Set.of("resize", "normalize")),
            Map.entry("qwen2-audio", Set.of("logMel")),
            Map.entry("qwen2-vl", Set.of("resize", "patchify")),
            Map.entry("smolvlm", Set.of("resize", "normalize")),
            Map.entry("whisper", Set.of("logMel")));

    private final Random random = new Random(20261124);

    static List<Arguments> familiesAndBackends() {
        return Backends.here()
                .flatMap(backend -> OPERATIONS.keySet().stream().sorted().map(family -> Arguments.of(family, backend)))
                .toList();
    }

    @Test
    void everyFamilyIsHere() throws IOException {
        assertThat(EveryModelTest.directories())
                .map(directory -> directory.getFileName().toString())
                .containsExactlyInAnyOrderElementsOf(OPERATIONS.keySet());
    }

    @ParameterizedTest
    @MethodSource("familiesAndBackends")
    void kernelsDoEveryStep(String family, String backend) {
        ConfigNode config = ConfigNode.read(MODELS.resolve(family).resolve("preprocessor_config.json"));
        Set<String> operations = new TreeSet<>();
        if (OPERATIONS.get(family).contains("logMel")) {
            long samples = 20_000;
            operations.addAll(process(
                    AudioProcessors.create(config), new AudioLength(samples, 16_000), backend, DType.FLOAT32, samples));
        } else {
            for (ImageSize size : new ImageSize[] {new ImageSize(640, 427), new ImageSize(131, 517)}) {
                operations.addAll(process(
                        ImageProcessors.create(config), size, backend, DType.UINT8, size.height(), size.width(), 3));
            }
        }
        if (family.equals("qwen2-vl")) {
            VideoSize size = new VideoSize(3, 320, 180, Optional.empty());
            operations.addAll(process(VideoProcessors.create(config), size, backend, DType.UINT8, 3, 180, 320, 3));
        }
        assertThat(operations).isEqualTo(new TreeSet<>(OPERATIONS.get(family)));
    }

    /** Processes noise and returns the operations that it took. */
    private <S extends ItemSize> Set<String> process(
            ItemProcessor<S> processor, S size, String backend, DType dtype, long... shape) {
        TensorAllocator allocator = new TensorAllocator();
        Map<String, Tensor> targets = new HashMap<>();
        try (RecordingKernels kernels = new RecordingKernels(KernelBackends.open(backend));
                Tensor item = allocator.allocate(dtype, shape)) {
            fill(item);
            for (ItemProcessor.Output output : processor.outputs(size)) {
                targets.put(
                        output.name(),
                        allocator.allocate(
                                output.dtype(),
                                output.shape().stream()
                                        .mapToLong(Long::longValue)
                                        .toArray()));
            }
            processor.process(size, item, targets, kernels, allocator);
            targets.forEach((name, target) -> {
                if (target.dtype() == DType.FLOAT32) {
                    assertThat(kernels.wroteAllButZerosOf(target))
                            .as("kernels wrote all of %s but zeros", name)
                            .isTrue();
                }
            });
            return kernels.operations();
        } finally {
            targets.values().forEach(Tensor::close);
        }
    }

    private void fill(Tensor item) {
        if (item.dtype() == DType.UINT8) {
            byte[] noise = new byte[(int) item.byteSize()];
            random.nextBytes(noise);
            item.put(noise);
        } else {
            for (int i = 0; i < item.elementCount(); i++) {
                item.asByteBuffer().putFloat(4 * i, random.nextFloat() - 0.5f);
            }
        }
    }
}
