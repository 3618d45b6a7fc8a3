package io.multimodal4j.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.multimodal4j.MultiModalProcessor;
import io.multimodal4j.config.ProcessorKwargs;
import io.multimodal4j.media.AudioItem;
import io.multimodal4j.media.AudioLength;
import io.multimodal4j.media.ImageItem;
import io.multimodal4j.media.ImageSize;
import io.multimodal4j.media.MediaException;
import io.multimodal4j.media.MediaItem;
import io.multimodal4j.media.VideoItem;
import io.multimodal4j.media.VideoSize;
import io.multimodal4j.prompt.Prompt;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The most tokens that a model declares are the most there are: a search over sizes, every one in both orientations and up to ratios of thousands to one, finds
 * an item that has as many and none that has more, with the options of the model directory and with such as change the maximum.
 */
class WorstCaseTest {

    private static final int SEQUENCE_LENGTH = 32_768;
    private static final int LONGEST_EDGE = 8_000;
    private static final int RANDOM_PAIRS = 1_500;
    private static final int QWEN_MAX_RATIO = 200;
    private static final int STRIPS = 40;

    /** Qwen2-VL's limits are areas: every area that fits is tried up to so many pixels of a limit. */
    private static final int BLOCK = 28;

    private static final Set<ImageSize> SIZES = sizes();

    /** Lengths around the patches and tiles of all models, and lengths without a meaning. */
    private static Set<ImageSize> sizes() {
        int[] edges = IntStream.concat(
                        IntStream.of(1, 2, 3, 5, 9, 17, 31, 50, 97, 149, 333, 521, 777, 1300, 2560, 5000, LONGEST_EDGE),
                        IntStream.of(
                                        14, 16, 28, 56, 112, 224, 336, 364, 448, 512, 672, 896, 1008, 1024, 1344, 1456,
                                        2048, 3584)
                                .flatMap(edge -> IntStream.rangeClosed(edge - 1, edge + 1)))
                .toArray();
        Set<ImageSize> sizes = new LinkedHashSet<>();
        for (int width : edges) {
            for (int height : edges) {
                sizes.add(new ImageSize(width, height));
            }
        }
        for (int edge = 1; edge <= STRIPS; edge++) {
            // Qwen2-VL takes strips of this ratio, and where their shorter side cannot shrink any more they go beyond
            // the limit.
            sizes.add(new ImageSize(QWEN_MAX_RATIO * edge, edge));
            sizes.add(new ImageSize(edge, QWEN_MAX_RATIO * edge));
        }
        Random random = new Random(20_261_124L);
        for (int i = 0; i < RANDOM_PAIRS; i++) {
            int one = logarithmic(random);
            int other = logarithmic(random);
            sizes.add(new ImageSize(one, other));
            sizes.add(new ImageSize(other, one));
        }
        return sizes;
    }

    /** As many small numbers as large ones, so that ratios are extreme. */
    private static int logarithmic(Random random) {
        return (int) Math.round(Math.exp(random.nextDouble() * Math.log(LONGEST_EDGE)));
    }

    private static Stream<ImageSize> ofWholeBlocks(int maxPixels) {
        int blocks = maxPixels / (BLOCK * BLOCK);
        return IntStream.rangeClosed(1, blocks)
                .boxed()
                .flatMap(rows -> IntStream.rangeClosed(1, blocks / rows)
                        .mapToObj(columns -> new ImageSize(columns * BLOCK, rows * BLOCK)));
    }

    private static MultiModalProcessor load(String family, String kwargs) {
        return MultiModalProcessor.builder(Path.of("models", family))
                .backend("java")
                .processorKwargs(ProcessorKwargs.parse(kwargs))
                .load();
    }

    /** The model, its options, and the maximum; where there is one, {@code max_pixels}, up to which every area is tried. */
    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '#',
            value = {
                "llava-1.5 | {} | 576 | 0",
                "llava-next | {} | 2928 | 0",
                "llava-next | {\"image_grid_pinpoints\": [[336, 336]]} | 1176 | 0",
                "llava-next | {\"image_grid_pinpoints\": [[336, 672], [672, 336]]} | 1776 | 0",
                "llava-next | {\"image_grid_pinpoints\": [[336, 1008], [1008, 336], [672, 672]]} | 2928 | 0",
                "llava-next | {\"image_grid_pinpoints\": [[336, 1344], [1344, 336], [672, 336]]} | 2976 | 0",
                "qwen2-vl | {} | 16384 | 0",
                "qwen2-vl | {\"max_pixels\": 1003520} | 1280 | 1003520",
                "qwen2-vl | {\"max_pixels\": 602112, \"min_pixels\": 100352} | 768 | 602112",
                "qwen2-vl | {\"max_pixels\": 262144, \"min_pixels\": 4096} | 334 | 262144",
                "qwen2-vl | {\"max_pixels\": 50176, \"min_pixels\": 784} | 113 | 50176",
                "pixtral | {} | 4096 | 0",
                "pixtral | {\"size\": {\"longest_edge\": 512}} | 1024 | 0",
                "pixtral | {\"size\": {\"longest_edge\": 1000}} | 3969 | 0",
                "idefics3 | {} | 2873 | 0",
                "idefics3 | {\"size\": {\"longest_edge\": 364}} | 169 | 0",
                "idefics3 | {\"size\": {\"longest_edge\": 728}} | 845 | 0",
                "idefics3 | {\"size\": {\"longest_edge\": 1000}} | 1690 | 0",
                "idefics3 | {\"do_image_splitting\": false} | 169 | 0",
                "smolvlm | {} | 1088 | 0",
                "smolvlm | {\"size\": {\"longest_edge\": 4096}} | 4160 | 0",
                "paligemma | {} | 256 | 0",
                "blip2 | {} | 32 | 0",
                "phi-3.5-vision | {} | 781 | 0",
                "phi-3.5-vision | {\"num_crops\": 1} | 313 | 0",
                "phi-3.5-vision | {\"num_crops\": 3} | 625 | 0",
                "phi-3.5-vision | {\"num_crops\": 7} | 1249 | 0",
                "phi-3.5-vision | {\"num_crops\": 16} | 2653 | 0",
                "internvl | {} | 3328 | 0",
                "internvl | {\"max_dynamic_patch\": 6} | 1792 | 0",
                "internvl | {\"max_dynamic_patch\": 1} | 256 | 0",
                "internvl | {\"min_dynamic_patch\": 2, \"max_dynamic_patch\": 4} | 1280 | 0",
                "internvl | {\"min_dynamic_patch\": 7, \"max_dynamic_patch\": 7} | 2048 | 0",
                "internvl | {\"max_dynamic_patch\": 11, \"use_thumbnail\": false} | 2816 | 0",
                "internvl | {\"dynamic_image_size\": false} | 256 | 0",
            })
    void noPictureHasMoreAndOneHasAsMany(String family, String kwargs, int maximum, int maxPixels) {
        try (MultiModalProcessor processor = load(family, kwargs)) {
            assertThat(processor.maxTokensPerItem("image", SEQUENCE_LENGTH)).isEqualTo(maximum);
            Prompt prompt = Prompt.of(FamilyGoldens.placeholderOf(family));
            int most = Stream.concat(SIZES.stream(), ofWholeBlocks(maxPixels))
                    .mapToInt(size -> tokens(processor, prompt, "image", ImageItem.blank(size)))
                    .max()
                    .orElseThrow();
            assertThat(most).isEqualTo(maximum);
        }
    }

    /** Zero for what is refused, as a request would be. */
    private static int tokens(MultiModalProcessor processor, Prompt prompt, String modality, MediaItem item) {
        try {
            return processor.count(prompt.with(item)).items().get(modality).get(0);
        } catch (MediaException e) {
            return 0;
        }
    }

    /** A video fills the model's positions, however few pixels its frames may have. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '#',
            value = {
                "{} | 32768",
                "{\"max_pixels\": 602112, \"min_pixels\": 100352} | 32768",
                "{\"max_pixels\": 50176} | 32768"
            })
    void noVideoHasMoreAndOneHasAsMany(String kwargs, int maximum) {
        try (MultiModalProcessor processor = load("qwen2-vl", kwargs)) {
            assertThat(processor.maxTokensPerItem("video", SEQUENCE_LENGTH)).isEqualTo(maximum);
            Prompt prompt = Prompt.of("<|vision_start|><|video_pad|><|vision_end|>");
            int most = IntStream.of(1, 2, 3, 4, 31, 32, 33, 64, 255, 256, 1024, 1025)
                    .boxed()
                    .flatMap(frames -> Stream.of(56, 112, 224, 448, 896, 1792, 3584)
                            .flatMap(width -> Stream.of(56, 112, 224, 448, 896, 1792, 3584)
                                    .map(height -> new VideoSize(frames, width, height))))
                    .mapToInt(size -> tokens(processor, prompt, "video", VideoItem.blank(size)))
                    .max()
                    .orElseThrow();
            assertThat(most).isEqualTo(maximum);
        }
    }

    @ParameterizedTest
    @CsvSource({"qwen2-audio, <|AUDIO|>, 750", "whisper, '', 1500"})
    void noSoundHasMoreAndOneHasAsMany(String family, String text, int maximum) {
        try (MultiModalProcessor processor = load(family, "{}")) {
            assertThat(processor.maxTokensPerItem("audio", SEQUENCE_LENGTH)).isEqualTo(maximum);
            List<Long> lengths = LongStream.concat(
                            LongStream.rangeClosed(1, 1_700).map(frames -> frames * 320 - frames % 3),
                            LongStream.of(479_680, 479_999, 480_000, 480_001, 480_160, 600_000, 10_000_000))
                    .boxed()
                    .toList();
            int most = lengths.stream()
                    .mapToInt(samples -> tokens(
                            processor, Prompt.of(text), "audio", AudioItem.silence(new AudioLength(samples, 16_000))))
                    .max()
                    .orElseThrow();
            assertThat(most).isEqualTo(maximum);
        }
    }
}
