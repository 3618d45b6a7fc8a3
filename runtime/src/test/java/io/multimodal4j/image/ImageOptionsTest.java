package io.multimodal4j.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.multimodal4j.GoldenPictures;
import io.multimodal4j.annotations.DType;
import io.multimodal4j.config.ConfigException;
import io.multimodal4j.config.ConfigNode;
import io.multimodal4j.kernel.JavaKernels;
import io.multimodal4j.media.ImageSize;
import io.multimodal4j.media.ItemProcessor;
import io.multimodal4j.tensor.Tensor;
import io.multimodal4j.tensor.TensorAllocator;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code preprocessor_config.json} may say to the image processors, and what its mistakes look like. */
class ImageOptionsTest {

    private static final String LLAVA_NEXT_SIZES = "\"size\": {\"shortest_edge\": 336}, \"crop_size\": 336";

    private final TensorAllocator allocator = new TensorAllocator();

    @AfterEach
    void everythingIsReturned() {
        assertThat(allocator.liveTensors()).isZero();
    }

    private static ConfigNode json(String text) {
        return ConfigNode.parse("preprocessor_config.json", text.getBytes(StandardCharsets.UTF_8));
    }

    private static ImageProcessor processor(String type, String options) {
        String first = type.equals("LlavaNext") ? LLAVA_NEXT_SIZES : "\"processor_class\": \"" + type + "Processor\"";
        return ImageProcessors.create(json("{\"image_processor_type\": \"" + type + "ImageProcessor\", " + first
                + (options.isEmpty() ? "" : ", " + options) + "}"));
    }

    private static ImageProcessor internVl(String options) {
        return new InternVlImageProcessor(new InternVlGeometry(448, 1, 12, true), 7, json(options));
    }

    /** Without a size, the class's own; field by field the shapes of a picture of 640x480. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Blip | [[3, 384, 384]]",
                "Siglip | [[3, 224, 224]]",
                "Fuyu | [[352, 2700], []]",
                "Gemma3 | [[1, 3, 224, 224], []]",
                "Idefics3 | [[13, 3, 364, 364], [13, 364, 364], []]",
                "SmolVLM | [[13, 3, 364, 364], [13, 364, 364], []]",
                "LlavaNext | [[5, 3, 336, 336], [2]]",
                "Phi3V | [[2, 3, 336, 336], [2]]",
                "Pixtral | [[3, 480, 640], [2]]",
                "Qwen2VL | [[1564, 1176], [3]]",
            })
    void hasTheDefaultsOfItsClass(String type, String shapes) {
        ImageProcessor processor = processor(type, "");
        List<ItemProcessor.Output> outputs = processor.outputs(new ImageSize(640, 480));
        assertThat(outputs.stream().map(ItemProcessor.Output::shape).toList()).hasToString(shapes);
        assertThat(outputs.stream().map(ItemProcessor.Output::name).toList()).isEqualTo(processor.fieldNames());
        assertThat(processor.type()).isEqualTo(type + "ImageProcessor");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Blip | \"size\": 100",
                "Siglip | \"size\": {\"height\": 100, \"width\": 224}",
                "Siglip | \"do_rescale\": false",
                "Fuyu | \"size\": {\"height\": 100, \"width\": 224}",
                "Fuyu | \"patch_size\": 15",
                "Fuyu | \"padding_value\": 0",
                "Gemma3 | \"do_pan_and_scan\": true",
                "Gemma3 | \"pan_and_scan_min_crop_size\": 200",
                "Gemma3 | \"pan_and_scan_max_num_crops\": 3",
                "Gemma3 | \"pan_and_scan_min_ratio_to_activate\": 1.5",
                "Gemma3 | \"resample\": 3",
                "Idefics3 | \"size\": {\"longest_edge\": 728}",
                "Idefics3 | \"max_image_size\": {\"longest_edge\": 182}",
                "Idefics3 | \"do_image_splitting\": false",
                "LlavaNext | \"image_grid_pinpoints\": [[336, 672]]",
                "LlavaNext | \"rescale_factor\": 0.5",
                "Phi3V | \"num_crops\": 16",
                "Phi3V | \"image_mean\": [0.5, 0.5, 0.5]",
                "Pixtral | \"size\": {\"longest_edge\": 512}",
                "Pixtral | \"patch_size\": {\"height\": 14, \"width\": 14}",
                "Qwen2VL | \"min_pixels\": 50176",
                "Qwen2VL | \"max_pixels\": 50176",
                "Qwen2VL | \"patch_size\": 16",
                "Qwen2VL | \"temporal_patch_size\": 4",
                "Qwen2VL | \"merge_size\": 1",
                "Qwen2VL | \"image_std\": [1, 2, 3]",
            })
    void everyOptionIsPartOfTheKey(String type, String option) {
        String name = option.substring(1, option.indexOf('"', 1));
        assertThat(processor(type, option).optionsKey())
                .isNotEqualTo(processor(type, "").optionsKey());
        assertThat(processor(type, "").optionNames()).contains(name, "parity");
    }

    @Test
    void theLimitsOfQwenAreNumbersOfPixels() {
        String pixels = processor("Qwen2VL", "\"min_pixels\": 3136, \"max_pixels\": 262144")
                .optionsKey();
        String edges = processor("Qwen2VL", "\"size\": {\"shortest_edge\": 3136, \"longest_edge\": 262144}")
                .optionsKey();
        assertThat(edges).isEqualTo(pixels);
        String both = processor(
                        "Qwen2VL",
                        "\"size\": {\"shortest_edge\": 1, \"longest_edge\": 2}, \"min_pixels\": 3136, \"max_pixels\": 262144")
                .optionsKey();
        assertThat(both).isEqualTo(pixels);
    }

    @Test
    void internVlTakesItsGridFromTheModelAndItsOptions() {
        ImageSize wide = new ImageSize(900, 50);
        assertThat(internVl("{}").outputs(wide).get(0).shape()).containsExactly(13L, 3L, 448L, 448L);
        assertThat(internVl("{\"max_dynamic_patch\": 6}").outputs(wide).get(0).shape())
                .containsExactly(7L, 3L, 448L, 448L);
        assertThat(internVl("{\"use_thumbnail\": false}").outputs(wide).get(0).shape())
                .containsExactly(12L, 3L, 448L, 448L);
        assertThat(internVl("{\"dynamic_image_size\": false}")
                        .outputs(wide)
                        .get(0)
                        .shape())
                .containsExactly(1L, 3L, 448L, 448L);
        assertThat(internVl("{\"image_mean\": [0, 0, 0], \"resample\": 2}").optionsKey())
                .isEqualTo(internVl("{}").optionsKey());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '#',
            value = {
                "Siglip | \"size\": 0 | size is 0, expected a number of at least 1",
                "Siglip | \"size\": {\"height\": 3} | size.width is missing",
                "Siglip | \"do_resize\": false | do_resize is false, expected true: the model needs pictures of one size",
                "Siglip | \"parity\": \"slow\" | parity is \"slow\", expected one of \"pil\", \"torchvision\"",
                "Siglip | \"do_rescale\": false, \"do_normalize\": false | do_rescale is false, expected true, or do_normalize true",
                "Qwen2VL | \"min_pixels\": 5000, \"max_pixels\": 4000 | min_pixels must be at least 1 and at most max_pixels, got 5000 and 4000",
                "Qwen2VL | \"size\": {\"longest_edge\": \"x\"} | size.shortest_edge is missing",
                "LlavaNext | \"image_grid_pinpoints\": [[336, 337]] | multiples of the tile size 336, got 337x336",
                "LlavaNext | \"image_grid_pinpoints\": [[336]] | pairs of height and width, got [336]",
                "LlavaNext | \"image_grid_pinpoints\": [] | image_grid_pinpoints must not be empty",
                "Fuyu | \"patch_size\": {\"height\": 30, \"width\": 20} | patch_size must be a square, got 20x30",
                "Phi3V | \"num_crops\": 0 | num_crops is 0, expected a number of at least 1",
                "Pixtral | \"patch_size\": \"16\" | patch_size is \"16\", expected",
            })
    void saysWhichOptionIsWrong(String type, String options, String message) {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> processor(type, options))
                .withMessageContaining("preprocessor_config.json")
                .withMessageContaining(message);
    }

    @Test
    void theTilesOfLlavaNextHaveOneSize() {
        String config = "{\"image_processor_type\": \"LlavaNextImageProcessor\", \"size\": 336, \"crop_size\": 224}";
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> ImageProcessors.create(json(config)))
                .withMessageContaining("crop_size must be a square as wide as size, 336, got 224x224");
    }

    /** Bytes change by a few units, so most outputs change, but no shape does. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Blip",
                "Siglip",
                "Fuyu",
                "Gemma3",
                "Idefics3",
                "SmolVLM",
                "LlavaNext",
                "Phi3V",
                "Pixtral",
                "Qwen2VL"
            })
    void theOtherParityIsAnotherOption(String type) {
        ImageProcessor pil = processor(type, "");
        ImageProcessor torchvision = processor(type, "\"parity\": \"torchvision\"");
        assertThat(torchvision.optionsKey()).isNotEqualTo(pil.optionsKey());
        assertThat(processor(type, "\"parity\": \"pil\"").optionsKey()).isEqualTo(pil.optionsKey());
        try (Tensor picture = GoldenPictures.picture(131, 97, 0, allocator)) {
            Map<String, Tensor> one = GoldenFamilies.process(pil, picture, new JavaKernels(), allocator);
            Map<String, Tensor> other = GoldenFamilies.process(torchvision, picture, new JavaKernels(), allocator);
            String first = pil.fieldNames().get(0);
            assertThat(one.get(first).shape()).isEqualTo(other.get(first).shape());
            float[] expected = one.get(first).toFloatArray();
            float[] found = other.get(first).toFloatArray();
            float most = 0;
            for (int i = 0; i < expected.length; i++) {
                most = Math.max(most, Math.abs(expected[i] - found[i]));
            }
            // With Lanczos' filter replaced by the bicubic one the difference is that of two filters.
            assertThat(most).isBetween(1e-9f, type.equals("Idefics3") || type.equals("SmolVLM") ? 2f : 0.05f);
            one.values().forEach(Tensor::close);
            other.values().forEach(Tensor::close);
        }
    }

    /** One rounding at the end, to nearest even, of the same numbers. */
    @ParameterizedTest
    @ValueSource(strings = {"Siglip", "Idefics3", "LlavaNext", "Phi3V", "Qwen2VL", "Fuyu"})
    void writesSixteenBitFloatsToo(String type) {
        ImageProcessor processor = processor(type, "");
        JavaKernels kernels = new JavaKernels();
        try (Tensor picture = GoldenPictures.picture(97, 131, 0, allocator)) {
            Map<String, Tensor> full = GoldenFamilies.process(processor, picture, kernels, allocator);
            String name = processor.fieldNames().get(0);
            for (DType dtype : List.of(DType.BFLOAT16, DType.FLOAT16)) {
                Map<String, Tensor> targets = new HashMap<>(full);
                try (Tensor half = allocator.allocate(dtype, full.get(name).shape());
                        Tensor expected =
                                allocator.allocate(dtype, full.get(name).shape())) {
                    targets.put(name, half);
                    processor.process(picture, targets, kernels, allocator);
                    kernels.cast(full.get(name), expected);
                    assertThat(half.sha256()).isEqualTo(expected.sha256());
                }
            }
            full.values().forEach(Tensor::close);
        }
    }
}
