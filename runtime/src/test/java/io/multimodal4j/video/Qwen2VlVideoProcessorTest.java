package io.multimodal4j.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.multimodal4j.GoldenPictures;
import io.multimodal4j.annotations.DType;
import io.multimodal4j.config.ConfigException;
import io.multimodal4j.config.ConfigNode;
import io.multimodal4j.image.ImageProcessors;
import io.multimodal4j.kernel.JavaKernels;
import io.multimodal4j.media.ImageSize;
import io.multimodal4j.media.ItemProcessor;
import io.multimodal4j.media.ItemSize;
import io.multimodal4j.media.MediaException;
import io.multimodal4j.media.VideoSize;
import io.multimodal4j.tensor.Tensor;
import io.multimodal4j.tensor.TensorAllocator;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Qwen2VlVideoProcessorTest {

    private final TensorAllocator allocator = new TensorAllocator();
    private final JavaKernels kernels = new JavaKernels();

    @AfterEach
    void everythingIsReturned() {
        assertThat(allocator.liveTensors()).isZero();
    }

    private static ConfigNode json(String text) {
        return ConfigNode.parse("preprocessor_config.json", text.getBytes(StandardCharsets.UTF_8));
    }

    private Tensor frames(int count, int width, int height) {
        Tensor frames = allocator.allocate(DType.UINT8, count, height, width, 3);
        for (int i = 0; i < count; i++) {
            frames.slice(i).put(GoldenPictures.rgb(width, height, 7 * i));
        }
        return frames;
    }

    private <S extends ItemSize> Map<String, Tensor> process(ItemProcessor<S> processor, S size, Tensor item) {
        Map<String, Tensor> targets = new LinkedHashMap<>();
        for (ItemProcessor.Output output : processor.outputs(size)) {
            targets.put(
                    output.name(),
                    allocator.allocate(
                            output.dtype(),
                            output.shape().stream().mapToLong(Long::longValue).toArray()));
        }
        processor.process(size, item, targets, kernels, allocator);
        return targets;
    }

    @Test
    void hasTheDefaultsOfItsClass() {
        VideoProcessor processor =
                VideoProcessors.create(json("{\"video_processor_type\": \"Qwen2VLVideoProcessor\"}"));
        List<ItemProcessor.Output> outputs = processor.outputs(new VideoSize(5, 640, 480));
        assertThat(outputs.get(0).shape()).containsExactly(3L * 34 * 46, 1176L);
        assertThat(outputs.get(1).shape()).containsExactly(3L);
        assertThat(processor.sizeWithMostFeatures()).isEqualTo(new VideoSize(2, 896, 672));
        assertThat(processor.optionNames()).contains("min_pixels", "max_pixels", "parity");
        assertThat(processor.type()).isEqualTo("Qwen2VLVideoProcessor");
    }

    /** Frames that are all the same picture are that picture, as often as there are pairs. */
    @ParameterizedTest
    @CsvSource({"1, 1", "2, 1", "3, 2", "4, 2"})
    void aStillVideoIsItsPictureRepeated(int frames, int steps) {
        String config =
                "{\"image_processor_type\": \"Qwen2VLImageProcessor\", \"min_pixels\": 3136, \"max_pixels\": 50176, \"parity\": \"torchvision\"}";
        try (Tensor picture = GoldenPictures.picture(131, 97, 0, allocator);
                Tensor video = allocator.allocate(DType.UINT8, frames, 97, 131, 3)) {
            for (int i = 0; i < frames; i++) {
                video.slice(i).put(GoldenPictures.rgb(131, 97, 0));
            }
            Map<String, Tensor> still = process(ImageProcessors.create(json(config)), new ImageSize(131, 97), picture);
            Map<String, Tensor> moving =
                    process(VideoProcessors.create(json(config)), new VideoSize(frames, 131, 97), video);
            Tensor all = moving.get("pixel_values_videos");
            long rows = still.get("pixel_values").dim(0);
            for (int step = 0; step < steps; step++) {
                assertThat(all.narrow(step * rows, (step + 1) * rows).sha256())
                        .isEqualTo(still.get("pixel_values").sha256());
            }
            long[] grid = still.get("image_grid_thw").toLongArray();
            assertThat(moving.get("video_grid_thw").toLongArray()).containsExactly(steps, grid[1], grid[2]);
            still.values().forEach(Tensor::close);
            moving.values().forEach(Tensor::close);
        }
    }

    @Test
    void everyFrameCounts() {
        VideoProcessor processor = VideoProcessors.create(json(
                "{\"image_processor_type\": \"Qwen2VLImageProcessor\", \"min_pixels\": 3136, \"max_pixels\": 50176}"));
        try (Tensor video = frames(3, 112, 56);
                Tensor other = frames(3, 112, 56)) {
            other.slice(2).put(GoldenPictures.rgb(112, 56, 99));
            Map<String, Tensor> one = process(processor, new VideoSize(3, 112, 56), video);
            Map<String, Tensor> two = process(processor, new VideoSize(3, 112, 56), other);
            Tensor first = one.get("pixel_values_videos");
            Tensor second = two.get("pixel_values_videos");
            assertThat(first.narrow(0, 32).sha256())
                    .isEqualTo(second.narrow(0, 32).sha256());
            assertThat(first.narrow(32, 64).sha256())
                    .isNotEqualTo(second.narrow(32, 64).sha256());
            one.values().forEach(Tensor::close);
            two.values().forEach(Tensor::close);
        }
    }

    @Test
    void saysWhatIsWrong() {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> VideoProcessors.create(json("{\"video_processor_type\": \"Other\"}")))
                .withMessageContaining("expected one of [Qwen2VLImageProcessor, Qwen2VLVideoProcessor]");
        VideoProcessor processor =
                VideoProcessors.create(json("{\"video_processor_type\": \"Qwen2VLVideoProcessor\"}"));
        assertThatExceptionOfType(MediaException.class)
                .isThrownBy(() -> processor.outputs(new VideoSize(2, 1000, 2)))
                .withMessageContaining("1000x2");
    }
}
