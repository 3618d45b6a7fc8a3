package io.multimodal4j.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.multimodal4j.MultiModalProcessor;
import io.multimodal4j.TestPictures;
import io.multimodal4j.config.ProcessorKwargs;
import io.multimodal4j.media.ImageItem;
import io.multimodal4j.media.ImageSize;
import io.multimodal4j.media.MediaException;
import io.multimodal4j.processing.ProcessedInputs;
import io.multimodal4j.processing.TokenCounts;
import io.multimodal4j.prompt.PlaceholderRange;
import io.multimodal4j.prompt.Prompt;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The token tables of the reference notes, through the declarations of the models and their directories: how many embeddings a picture has, and how many tokens
 * its placeholder becomes. Only counted: nothing is decoded.
 */
class TokenTablesTest {

    private static final Map<String, MultiModalProcessor> PROCESSORS = new HashMap<>();

    private static MultiModalProcessor processor(String family) {
        return PROCESSORS.computeIfAbsent(
                family,
                name -> MultiModalProcessor.builder(Path.of("models", name))
                        .backend("java")
                        .load());
    }

    @AfterAll
    static void close() {
        PROCESSORS.values().forEach(MultiModalProcessor::close);
        PROCESSORS.clear();
    }

    private static Prompt prompt(String family, String kwargs, int width, int height) {
        return Prompt.of(FamilyGoldens.placeholderOf(family))
                .withImage(ImageItem.blank(new ImageSize(width, height)))
                .withProcessorKwargs(ProcessorKwargs.parse(kwargs));
    }

    /** Width, height, embeddings, and the tokens that the placeholder becomes: rows, ends and frames included. */
    @ParameterizedTest(name = "{0} {1} {2}x{3}")
    @CsvSource(
            quoteCharacter = '#',
            value = {
                "llava-1.5, {}, 336, 336, 576, 576",
                "llava-1.5, {}, 640, 480, 576, 576",
                "llava-1.5, {}, 480, 640, 576, 576",
                "llava-1.5, {}, 1920, 1080, 576, 576",
                "llava-1.5, {}, 1080, 1920, 576, 576",
                "llava-1.5, {}, 100, 37, 576, 576",
                "llava-1.5, {}, 900, 50, 576, 576",
                "llava-1.5, {}, 37, 53, 576, 576",
                "llava-next, {}, 336, 336, 1176, 1176",
                "llava-next, {}, 640, 480, 2340, 2340",
                "llava-next, {}, 480, 640, 2352, 2352",
                "llava-next, {}, 1920, 1080, 1948, 1948",
                "llava-next, {}, 1080, 1920, 1968, 1968",
                "llava-next, {}, 100, 37, 1458, 1458",
                "llava-next, {}, 900, 50, 868, 868",
                "llava-next, {}, 50, 900, 936, 936",
                "llava-next, {}, 2500, 1, 576, 576",
                "qwen2-vl, {}, 336, 336, 144, 144",
                "qwen2-vl, {}, 640, 480, 391, 391",
                "qwen2-vl, {}, 1024, 768, 999, 999",
                "qwen2-vl, {}, 1920, 1080, 2691, 2691",
                "qwen2-vl, {}, 100, 37, 4, 4",
                "qwen2-vl, {}, 70, 70, 4, 4",
                "qwen2-vl, {}, 42, 42, 4, 4",
                "qwen2-vl, {}, 28, 28, 4, 4",
                "qwen2-vl, {}, 20, 20, 4, 4",
                "qwen2-vl, {}, 5000, 4000, 16302, 16302",
                "qwen2-vl, {}, 200, 1, 29, 29",
                "qwen2-vl, {}, 8000, 100, 1144, 1144",
                "qwen2-vl, {\"max_pixels\": 1003520}, 1920, 1080, 1222, 1222",
                "qwen2-vl, {\"max_pixels\": 1003520}, 5000, 4000, 1280, 1280",
                "pixtral, {}, 336, 336, 441, 462",
                "pixtral, {}, 640, 480, 1200, 1230",
                "pixtral, {}, 480, 640, 1200, 1240",
                "pixtral, {}, 1024, 768, 3072, 3120",
                "pixtral, {}, 1920, 1080, 2304, 2340",
                "pixtral, {}, 1080, 1920, 2304, 2368",
                "pixtral, {}, 100, 37, 21, 24",
                "pixtral, {}, 900, 50, 228, 232",
                "idefics3, {}, 336, 336, 2873, 2912",
                "idefics3, {}, 640, 480, 2197, 2227",
                "idefics3, {}, 480, 640, 2197, 2228",
                "idefics3, {}, 1920, 1080, 2197, 2227",
                "idefics3, {}, 100, 37, 1521, 1542",
                "idefics3, {}, 900, 50, 845, 857",
                "idefics3, {}, 50, 900, 845, 860",
                "smolvlm, {}, 640, 480, 832, 862",
                "smolvlm, {}, 336, 336, 1088, 1127",
                "smolvlm, {}, 100, 37, 576, 597",
                "paligemma, {}, 640, 480, 256, 257",
                "paligemma, {}, 1, 1, 256, 257",
                "blip2, {}, 224, 224, 32, 32",
                "blip2, {}, 640, 480, 32, 32",
                "blip2, {}, 480, 640, 32, 32",
                "blip2, {}, 1920, 1080, 32, 32",
                "blip2, {}, 100, 37, 32, 32",
                "blip2, {}, 1, 1, 32, 32",
                "phi-3.5-vision, {}, 336, 336, 757, 757",
                "phi-3.5-vision, {}, 640, 480, 757, 757",
                "phi-3.5-vision, {}, 480, 640, 757, 757",
                "phi-3.5-vision, {}, 1920, 1080, 757, 757",
                "phi-3.5-vision, {}, 1080, 1920, 757, 757",
                "phi-3.5-vision, {}, 100, 37, 457, 457",
                "phi-3.5-vision, {}, 900, 50, 745, 745",
                "phi-3.5-vision, {}, 50, 900, 781, 781",
                "phi-3.5-vision, {}, 1300, 876, 757, 757",
                "phi-3.5-vision, {\"num_crops\": 16}, 336, 336, 2509, 2509",
                "phi-3.5-vision, {\"num_crops\": 16}, 640, 480, 1921, 1921",
                "phi-3.5-vision, {\"num_crops\": 16}, 480, 640, 1933, 1933",
                "phi-3.5-vision, {\"num_crops\": 16}, 1920, 1080, 2353, 2353",
                "phi-3.5-vision, {\"num_crops\": 16}, 1080, 1920, 2377, 2377",
                "phi-3.5-vision, {\"num_crops\": 16}, 100, 37, 1621, 1621",
                "phi-3.5-vision, {\"num_crops\": 16}, 900, 50, 2473, 2473",
                "phi-3.5-vision, {\"num_crops\": 16}, 50, 900, 2653, 2653",
                "phi-3.5-vision, {\"num_crops\": 16}, 1300, 876, 1921, 1921",
                "internvl, {}, 336, 336, 256, 258",
                "internvl, {}, 640, 480, 3328, 3330",
                "internvl, {}, 480, 640, 3328, 3330",
                "internvl, {}, 1920, 1080, 2304, 2306",
                "internvl, {}, 1080, 1920, 2304, 2306",
                "internvl, {}, 100, 37, 2816, 2818",
                "internvl, {}, 900, 50, 3328, 3330",
                "internvl, {}, 896, 896, 1280, 1282",
                "internvl, {\"max_dynamic_patch\": 6}, 336, 336, 256, 258",
                "internvl, {\"max_dynamic_patch\": 6}, 640, 480, 1792, 1794",
                "internvl, {\"max_dynamic_patch\": 6}, 480, 640, 1792, 1794",
                "internvl, {\"max_dynamic_patch\": 6}, 1920, 1080, 768, 770",
                "internvl, {\"max_dynamic_patch\": 6}, 1080, 1920, 768, 770",
                "internvl, {\"max_dynamic_patch\": 6}, 100, 37, 1024, 1026",
                "internvl, {\"max_dynamic_patch\": 6}, 900, 50, 1792, 1794",
                "internvl, {\"max_dynamic_patch\": 6}, 896, 896, 1280, 1282",
            })
    void modelsCountAsTheReference(String family, String kwargs, int width, int height, int embeddings, int tokens) {
        TokenCounts counts = processor(family).count(prompt(family, kwargs, width, height));
        assertThat(counts.items().get("image")).containsExactly(embeddings);
        assertThat(counts.promptTokens() - around(family)).isEqualTo(tokens);
    }

    /** What the prompt of a placeholder alone has beside it: what a tokenizer puts in front, and the placeholder's own surroundings. */
    private static int around(String family) {
        return switch (family) {
            case "qwen2-vl" -> 2; // the begin and the end of vision
            case "smolvlm" -> 0;
            case "phi-3.5-vision" -> 2; // each piece of text has a begin
            default -> 1;
        };
    }

    /** The three sizes that checkpoints of PaliGemma have. */
    @ParameterizedTest
    @CsvSource({"224, 256", "448, 1024", "896, 4096"})
    void paliGemmaHasATokenForEachPatch(int imageSize, int tokens) {
        assertThat(PaliGemma.imageTokens(new PaliGemmaConfig(new PaliGemmaConfig.VisionConfig(imageSize, 14))))
                .isEqualTo(tokens);
    }

    /** The example of transformers' own test: two rows of two patches, with the ids that Mistral's tokenizer has too. */
    @Test
    void pixtralsRowsHaveABreakAndThePictureAnEnd() {
        Prompt prompt = Prompt.of("[IMG]").withoutSpecialTokens().withImage(TestPictures.png(32, 32, 0));
        try (ProcessedInputs inputs = processor("pixtral").apply(prompt)) {
            assertThat(inputs.promptTokenIds()).containsExactly(10, 10, 12, 10, 10, 13);
            assertThat(inputs.placeholders().get("image").get(0).isEmbed())
                    .containsExactly(new PlaceholderRange.Run(0, 2), new PlaceholderRange.Run(3, 5));
        }
    }

    /** What cannot be scaled is refused when it is counted, not when it is decoded. */
    @ParameterizedTest
    @CsvSource({"qwen2-vl, 2500, 1", "qwen2-vl, 1, 2500", "pixtral, 2500, 1", "phi-3.5-vision, 2500, 1"})
    void whatWouldVanishIsRefused(String family, int width, int height) {
        assertThatExceptionOfType(MediaException.class)
                .isThrownBy(() -> processor(family).count(prompt(family, "{}", width, height)))
                .withMessageContaining(width + "x" + height);
    }
}
