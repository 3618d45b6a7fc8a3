package catalogue;

import static io.multimodal4j.annotations.Modality.IMAGE;

import io.multimodal4j.annotations.ConfigFile;
import io.multimodal4j.annotations.ConfigKey;
import io.multimodal4j.annotations.DType;
import io.multimodal4j.annotations.MultiModalField;
import io.multimodal4j.annotations.PromptReplacement;
import io.multimodal4j.annotations.RegisterProcessor;
import io.multimodal4j.model.ModelContext;
import io.multimodal4j.model.SupportsMultiModal;
import io.multimodal4j.tensor.Tensor;
import java.util.List;
import java.util.Map;

/** Aria: 128 or 256 queries, by the size of the square. */
@RegisterProcessor("AriaForConditionalGeneration")
final class Aria implements SupportsMultiModal {

    record Config(@ConfigFile(ConfigFile.PREPROCESSOR) Preprocessor preprocessor) {

        record Preprocessor(@ConfigKey(defaultValue = "980") int maxImageSize) {}
    }

    private final ModelContext context;

    Aria(Config config, ModelContext context) {
        this.context = context;
    }

    @PromptReplacement(modality = IMAGE, target = "<|img|>")
    static int imageTokens(Config config) {
        return config.preprocessor().maxImageSize() > 490 ? 256 : 128;
    }

    List<Tensor> embedImages(
            @MultiModalField(name = "pixel_values", modality = IMAGE, shape = "n 3 h w")
                    Tensor pixelValues,
            @MultiModalField(name = "pixel_mask", modality = IMAGE, shape = "n h w", dtype = DType.UINT8)
                    Tensor mask) {
        return context.encoder(IMAGE).encode(Map.of("pixel_values", pixelValues, "pixel_mask", mask));
    }
}
