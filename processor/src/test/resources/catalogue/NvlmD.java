package catalogue;

import static io.multimodal4j.annotations.Modality.IMAGE;

import io.multimodal4j.annotations.ConfigKey;
import io.multimodal4j.annotations.DType;
import io.multimodal4j.annotations.Layout;
import io.multimodal4j.annotations.MultiModalField;
import io.multimodal4j.annotations.PromptReplacement;
import io.multimodal4j.annotations.RegisterProcessor;
import io.multimodal4j.media.ImageSize;
import io.multimodal4j.model.ModelContext;
import io.multimodal4j.model.SupportsMultiModal;
import io.multimodal4j.prompt.PromptContent;
import io.multimodal4j.tensor.Tensor;
import java.util.List;
import java.util.Map;

/** NVLM-D: as InternVL2, with a tag in front of every tile. */
@RegisterProcessor("NVLM_D")
final class NvlmD implements SupportsMultiModal {

    record Config(@ConfigKey(defaultValue = "1") int minDynamicPatch, @ConfigKey(defaultValue = "12") int maxDynamicPatch) {}

    private final ModelContext context;

    NvlmD(Config config, ModelContext context) {
        this.context = context;
    }

    @PromptReplacement(modality = IMAGE, target = "<image>\n")
    static PromptContent image(Config config, ImageSize image) {
        int tiles = tiles(config, image);
        PromptContent.Builder content = PromptContent.builder().text("<Image>");
        for (int tile = 1; tile < tiles; tile++) {
            content.text("<tile_" + tile + ">").embed("<|vision_pad|>", 256);
        }
        return content.text("<tile_global_thumbnail>")
                .embed("<|vision_pad|>", 256)
                .text("</Image>")
                .build();
    }

    private static int tiles(Config config, ImageSize image) {
        int best = 1;
        double least = Double.MAX_VALUE;
        for (int blocks = config.minDynamicPatch(); blocks <= config.maxDynamicPatch(); blocks++) {
            for (int columns = 1; columns <= blocks; columns++) {
                if (blocks % columns != 0) {
                    continue;
                }
                int rows = blocks / columns;
                double difference = Math.abs(image.width() / (double) image.height() - columns / (double) rows);
                boolean larger = image.pixels() > 448L * 448 * blocks / 2;
                if (difference < least || difference == least && larger) {
                    best = blocks;
                    least = difference;
                }
            }
        }
        return best == 1 ? 1 : best + 1;
    }

    List<Tensor> embedImages(
            @MultiModalField(name = "pixel_values_flat", modality = IMAGE, shape = "patches 3 448 448", layout = Layout.FLAT, sizes = "image_num_patches")
                    Tensor pixelValues,
            @MultiModalField(name = "image_num_patches", modality = IMAGE, shape = "n", dtype = DType.INT64, keepOnCpu = true)
                    Tensor numPatches,
            @MultiModalField(name = "image_token_id", modality = IMAGE, shape = "1", dtype = DType.INT64, layout = Layout.SHARED)
                    Tensor tokenId) {
        return context.encoder(IMAGE).encode(Map.of("pixel_values_flat", pixelValues, "image_num_patches", numPatches, "image_token_id", tokenId));
    }

    List<Tensor> projectImages(
            @MultiModalField(name = "image_embeds", modality = IMAGE, shape = "n tokens hidden")
                    Tensor embeds) {
        return context.encoder(IMAGE).encode(Map.of("image_embeds", embeds));
    }
}
