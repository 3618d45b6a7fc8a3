package io.multimodal4j.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.multimodal4j.GoldenPictures;
import io.multimodal4j.config.ConfigNode;
import io.multimodal4j.kernel.KernelBackend;
import io.multimodal4j.media.ImageSize;
import io.multimodal4j.media.ItemProcessor;
import io.multimodal4j.tensor.Tensor;
import io.multimodal4j.tensor.TensorAllocator;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The records of the reference goldens, each with the image processor that has to make them, for tests on every back end. */
public final class GoldenFamilies {

    private static final List<String> PREFIXES = List.of(
            "llava15_",
            "llava_next_",
            "qwen2vl_",
            "pixtral_",
            "idefics3_",
            "smolvlm_",
            "gemma3_",
            "paligemma224_",
            "blip2_",
            "fuyu_",
            "internvl_",
            "phi3v_");

    private GoldenFamilies() {}

    /** All records of image processors. */
    public static Stream<JsonNode> records() {
        return PREFIXES.stream().flatMap(prefix -> GoldenPictures.records(prefix).stream());
    }

    /** The fields of a record's picture, computed; the caller closes them. */
    public static Map<String, Tensor> process(JsonNode entry, KernelBackend kernels, TensorAllocator allocator) {
        ImageProcessor processor = processor(entry);
        try (Tensor picture = GoldenPictures.picture(entry, allocator)) {
            return process(processor, picture, kernels, allocator);
        }
    }

    /** The fields of a picture, computed; the caller closes them. */
    public static Map<String, Tensor> process(
            ImageProcessor processor, Tensor picture, KernelBackend kernels, TensorAllocator allocator) {
        Map<String, Tensor> targets = new LinkedHashMap<>();
        ImageSize size = new ImageSize((int) picture.dim(1), (int) picture.dim(0));
        for (ItemProcessor.Output output : processor.outputs(size)) {
            long[] shape = output.shape().stream().mapToLong(Long::longValue).toArray();
            targets.put(output.name(), allocator.allocate(output.dtype(), shape));
        }
        processor.process(picture, targets, kernels, allocator);
        return targets;
    }

    /**
     * Compares fields with a record, by SHA-256. Fuyu's padded picture is no field: only its patches are. Gemma 3's crops are counted by a field of another name.
     */
    public static void requireEqual(JsonNode entry, Map<String, Tensor> fields) {
        entry.get("outputs").properties().forEach(output -> {
            String name = output.getKey();
            JsonNode expected = output.getValue();
            if (name.equals("padded_chw")) {
                return;
            }
            if (name.equals("num_crops")) {
                assertThat(fields.get("num_patches").toLongArray())
                        .containsExactly(1 + expected.at("/samples/0").asLong());
                return;
            }
            Tensor found = name.equals("sub_crops") ? subCrops(fields) : fields.get(name);
            assertThat(found.dtype().typeName())
                    .as(name)
                    .isEqualTo(expected.get("dtype").asText());
            assertThat(found.elementCount()).as(name).isEqualTo(elements(expected.get("shape")));
            assertThat(found.sha256())
                    .as("%s of %s", name, entry.get("id"))
                    .isEqualTo(expected.get("sha256").asText());
        });
    }

    private static long elements(JsonNode shape) {
        long product = 1;
        for (JsonNode size : shape) {
            product *= size.asLong();
        }
        return product;
    }

    /** Phi-3's tiles, without the small picture before them and the zeros behind them. */
    private static Tensor subCrops(Map<String, Tensor> fields) {
        return fields.get("pixel_values").narrow(1, 1 + crops(fields.get("image_sizes")));
    }

    private static long crops(Tensor paddedSize) {
        long[] heightAndWidth = paddedSize.toLongArray();
        return heightAndWidth[0] / 336 * (heightAndWidth[1] / 336);
    }

    /** The image processor of a record's family, with the record's options. */
    public static ImageProcessor processor(JsonNode entry) {
        String id = entry.get("id").asText();
        JsonNode config = entry.get("config");
        if (id.startsWith("internvl_")) {
            InternVlGeometry grid = new InternVlGeometry(
                    config.get("image_size").asInt(),
                    config.get("min").asInt(),
                    config.get("max").asInt(),
                    config.get("thumbnail").asBoolean());
            return new InternVlImageProcessor(grid, 7, json("{}"));
        }
        return ImageProcessors.create(json(options(id, config)));
    }

    private static String options(String id, JsonNode config) {
        String family = id.substring(0, id.lastIndexOf('_') + 1);
        if (id.startsWith("gemma3_")) {
            return "{\"image_processor_type\": \"Gemma3ImageProcessor\", \"size\": 896, \"do_pan_and_scan\": "
                    + config.get("pan_and_scan") + "}";
        }
        return switch (id.startsWith("phi3v_") ? "phi3v_" : family) {
            case "llava15_" ->
                "{\"image_processor_type\": \"CLIPImageProcessor\", \"size\": {\"shortest_edge\": 336}, \"crop_size\": 336}";
            case "llava_next_" ->
                "{\"image_processor_type\": \"LlavaNextImageProcessor\", \"size\": {\"shortest_edge\": 336}, \"crop_size\": 336,"
                        + " \"image_grid_pinpoints\": " + config.get("pinpoints") + "}";
            case "qwen2vl_" ->
                "{\"image_processor_type\": \"Qwen2VLImageProcessor\", \"min_pixels\": " + config.get("min_pixels")
                        + ", \"max_pixels\": " + config.get("max_pixels") + "}";
            case "pixtral_" ->
                "{\"image_processor_type\": \"PixtralImageProcessor\", \"size\": {\"longest_edge\": "
                        + config.get("longest_edge") + "}, \"patch_size\": " + config.get("patch") + "}";
            case "idefics3_" -> idefics3("Idefics3ImageProcessor", config);
            case "smolvlm_" -> idefics3("SmolVLMImageProcessor", config);
            case "paligemma224_" -> "{\"image_processor_type\": \"SiglipImageProcessor\", \"size\": 224}";
            case "blip2_" -> "{\"image_processor_type\": \"BlipImageProcessor\", \"size\": 224}";
            case "fuyu_" -> "{\"image_processor_type\": \"FuyuImageProcessor\"}";
            case "phi3v_" ->
                "{\"image_processor_type\": \"Phi3VImageProcessor\", \"num_crops\": " + config.get("num_crops") + "}";
            default -> throw new AssertionError("no options are known for " + id);
        };
    }

    private static String idefics3(String type, JsonNode config) {
        return "{\"image_processor_type\": \"" + type + "\", \"size\": {\"longest_edge\": " + config.get("longest_edge")
                + "}, \"max_image_size\": {\"longest_edge\": " + config.get("max_image_size") + "}, \"resample\": "
                + config.get("resample") + "}";
    }

    private static ConfigNode json(String text) {
        return ConfigNode.parse("preprocessor_config.json", text.getBytes(StandardCharsets.UTF_8));
    }
}
