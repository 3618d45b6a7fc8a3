package io.multimodal4j.samples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.multimodal4j.GoldenPictures;
import io.multimodal4j.MultiModalProcessor;
import io.multimodal4j.media.PixelLayout;
import io.multimodal4j.media.VideoItem;
import io.multimodal4j.media.VideoSize;
import io.multimodal4j.processing.ProcessedInputs;
import io.multimodal4j.prompt.Prompt;
import io.multimodal4j.tensor.Tensor;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Qwen2-VL's videos, with the bytes of Pillow and with those of torchvision, on every back end, against the real Hugging Face code. */
class VideoGoldenTest {

    private static final String PLACEHOLDER = "<|vision_start|><|video_pad|><|vision_end|>";
    private static final int PATCHES_PER_TOKEN = 4;

    private static final Map<String, MultiModalProcessor> PROCESSORS = new HashMap<>();

    static Stream<Arguments> videos() {
        return Goldens.list("qwen2-vl-videos", "videos").stream()
                .flatMap(golden -> Backends.here().map(backend -> Arguments.of(backend, golden)));
    }

    @AfterAll
    static void everythingIsReturned() {
        PROCESSORS.values().forEach(processor -> {
            assertThat(processor.allocator().liveTensors()).isZero();
            processor.close();
        });
        PROCESSORS.clear();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("videos")
    void patchesEqualHuggingFace(String backend, JsonNode golden) {
        MultiModalProcessor processor = PROCESSORS.computeIfAbsent(
                backend,
                name -> MultiModalProcessor.builder(Path.of("models/qwen2-vl"))
                        .backend(name)
                        .load());
        Prompt prompt = Prompt.of(PLACEHOLDER)
                .withVideo(video(golden))
                .withProcessorKwargs(Map.of(
                        "min_pixels", golden.get("min_pixels").asInt(),
                        "max_pixels", golden.get("max_pixels").asInt(),
                        "parity", golden.get("parity").asText()));
        try (ProcessedInputs inputs = processor.apply(prompt)) {
            Tensor patches = inputs.field("pixel_values_videos").tensor();
            assertThat(patches.shape()).isEqualTo(Goldens.shape(golden));
            assertThat(patches.sha256()).isEqualTo(golden.get("sha256").asText());
            assertThat(inputs.field("video_grid_thw").tensor().toLongArray())
                    .containsExactly(
                            golden.at("/grid/0").asLong(),
                            golden.at("/grid/1").asLong(),
                            golden.at("/grid/2").asLong());
        }
        assertThat(processor.count(prompt).items().get("video"))
                .containsExactly(golden.at("/shape/0").asInt() / PATCHES_PER_TOKEN);
    }

    private static VideoItem video(JsonNode golden) {
        VideoSize size = new VideoSize(
                golden.get("frames").asInt(),
                golden.get("width").asInt(),
                golden.get("height").asInt());
        ByteBuffer frames = ByteBuffer.allocate(size.frames() * size.height() * size.width() * 3);
        for (int i = 0; i < size.frames(); i++) {
            frames.put(GoldenPictures.rgb(size.width(), size.height(), 7 * i));
        }
        return new VideoItem.Pixels(frames.array(), PixelLayout.HWC_RGB, size);
    }
}
