package catalogue;

import static io.multimodal4j.annotations.Modality.IMAGE;

import io.multimodal4j.annotations.ConfigKey;
import io.multimodal4j.annotations.DType;
import io.multimodal4j.annotations.MultiModalField;
import io.multimodal4j.annotations.PromptReplacement;
import io.multimodal4j.annotations.RegisterProcessor;
import io.multimodal4j.media.ImageSize;
import io.multimodal4j.model.ModelContext;
import io.multimodal4j.model.SupportsMultiModal;
import io.multimodal4j.tensor.Tensor;
import java.util.List;
import java.util.Map;

/** Llama 3.2 Vision: up to four tiles of 1601 tokens. */
@RegisterProcessor("MllamaForConditionalGeneration")
final class Mllama implements SupportsMultiModal {

    record Config(@ConfigKey(defaultValue = "560") int imageSize, @ConfigKey(defaultValue = "4") int maxNumTiles) {}

    private final ModelContext context;

    Mllama(Config config, ModelContext context) {
        this.context = context;
    }

    @PromptReplacement(modality = IMAGE, target = "<|image|>")
    static int imageTokens(Config config, ImageSize image) {
        int best = 1;
        double scaleOfBest = 0;
        for (int columns = 1; columns <= config.maxNumTiles(); columns++) {
            for (int rows = 1; columns * rows <= config.maxNumTiles(); rows++) {
                double scale = Math.min(
                        columns * (double) config.imageSize() / image.width(),
                        rows * (double) config.imageSize() / image.height());
                boolean better = scale >= 1
                        ? scaleOfBest < 1 || scale < scaleOfBest
                        : scaleOfBest < 1 && scale > scaleOfBest;
                if (better || scale == scaleOfBest && columns * rows < best) {
                    best = columns * rows;
                    scaleOfBest = scale;
                }
            }
        }
        return best * 1601;
    }

    List<Tensor> embedImages(
            @MultiModalField(name = "pixel_values", modality = IMAGE, shape = "n tiles 3 h w")
                    Tensor pixelValues,
            @MultiModalField(name = "aspect_ratio_ids", modality = IMAGE, shape = "n 1", dtype = DType.INT64)
                    Tensor ids,
            @MultiModalField(name = "aspect_ratio_mask", modality = IMAGE, shape = "n tiles", dtype = DType.INT64)
                    Tensor mask,
            @MultiModalField(name = "num_tiles", modality = IMAGE, shape = "n", dtype = DType.INT64, keepOnCpu = true)
                    Tensor numTiles) {
        return context.encoder(IMAGE).encode(Map.of("pixel_values", pixelValues, "aspect_ratio_ids", ids, "aspect_ratio_mask", mask, "num_tiles", numTiles));
    }
}
