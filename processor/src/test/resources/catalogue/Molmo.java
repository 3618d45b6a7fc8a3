package catalogue;

import static io.multimodal4j.annotations.Modality.IMAGE;

import io.multimodal4j.annotations.ConfigKey;
import io.multimodal4j.annotations.DType;
import io.multimodal4j.annotations.InsertionPoint;
import io.multimodal4j.annotations.Layout;
import io.multimodal4j.annotations.Limit;
import io.multimodal4j.annotations.MultiModalField;
import io.multimodal4j.annotations.PromptInsertion;
import io.multimodal4j.annotations.RegisterProcessor;
import io.multimodal4j.media.ImageSize;
import io.multimodal4j.model.ModelContext;
import io.multimodal4j.model.SupportsMultiModal;
import io.multimodal4j.prompt.PromptContent;
import io.multimodal4j.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Molmo: a small picture and its crops in front of the text, each in rows. */
@RegisterProcessor(value = "MolmoForCausalLM", limits = @Limit(modality = IMAGE, max = 1))
final class Molmo implements SupportsMultiModal {

    record Config(@ConfigKey(defaultValue = "12") int maxCrops) {}

    private final ModelContext context;

    Molmo(Config config, ModelContext context) {
        this.context = context;
    }

    @PromptInsertion(modality = IMAGE, at = InsertionPoint.START)
    static PromptContent image(Config config, ImageSize image) {
        int columns = Math.max(1, Math.min(config.maxCrops(), ceilDiv(image.width() - 112, 224)));
        int rows = Math.max(1, Math.min(config.maxCrops() / columns, ceilDiv(image.height() - 112, 224)));
        PromptContent.Builder content = PromptContent.builder();
        grid(content, 12, 12);
        grid(content, rows * 8 + 4, columns * 8 + 4);
        return content.build();
    }

    private static void grid(PromptContent.Builder content, int rows, int columns) {
        content.token("<im_start>");
        for (int row = 0; row < rows; row++) {
            content.embed("<im_patch>", columns).token("<im_col>");
        }
        content.token("<im_end>");
    }

    private static int ceilDiv(int a, int b) {
        return (a + b - 1) / b;
    }

    List<Tensor> embedImages(
            @MultiModalField(name = "images", modality = IMAGE, shape = "crops patches pixels", layout = Layout.FLAT, sizes = "num_crops")
                    Tensor images,
            @MultiModalField(name = "image_masks", modality = IMAGE, shape = "crops patches", layout = Layout.FLAT, sizes = "num_crops")
                    Optional<Tensor> masks,
            @MultiModalField(name = "feat_is_patch", modality = IMAGE, shape = "crops tokens", layout = Layout.FLAT, sizes = "num_crops", dtype = DType.UINT8)
                    Tensor isPatch,
            @MultiModalField(name = "num_crops", modality = IMAGE, shape = "n", dtype = DType.INT64, keepOnCpu = true)
                    Tensor numCrops,
            @MultiModalField(name = "img_patch_id", modality = IMAGE, shape = "1", dtype = DType.INT64, layout = Layout.SHARED)
                    Tensor patchId) {
        return context.encoder(IMAGE).encode(Map.of("images", images, "feat_is_patch", isPatch, "num_crops", numCrops, "img_patch_id", patchId));
    }
}
