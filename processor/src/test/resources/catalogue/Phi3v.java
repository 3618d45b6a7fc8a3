package catalogue;

import static io.multimodal4j.annotations.Modality.IMAGE;

import io.multimodal4j.annotations.ConfigFile;
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

/** Phi-3-V: numbered targets, and a beginning of a sentence behind each picture. */
@RegisterProcessor("Phi3VForCausalLM")
final class Phi3v implements SupportsMultiModal {

    record Config(@ConfigFile(ConfigFile.PREPROCESSOR) Preprocessor preprocessor) {

        record Preprocessor(@ConfigKey(defaultValue = "4") int numCrops) {}
    }

    private final ModelContext context;

    Phi3v(Config config, ModelContext context) {
        this.context = context;
    }

    @PromptReplacement(modality = IMAGE, target = "<|image_{n}|>", embed = "<|image|>", after = "<s>")
    static int imageTokens(Config config, ImageSize image) {
        double ratio = Math.max(image.width(), image.height()) / (double) Math.min(image.width(), image.height());
        int scale = 1;
        while (scale * Math.ceil(scale / ratio) <= config.preprocessor().numCrops()) {
            scale++;
        }
        int columns = scale - 1;
        int rows = ceilDiv(Math.max(1, (int) (columns * 336 / ratio)), 336);
        int down = image.width() >= image.height() ? rows : columns;
        return (columns * rows + 1) * 144 + 1 + (down + 1) * 12;
    }

    private static int ceilDiv(int a, int b) {
        return (a + b - 1) / b;
    }

    List<Tensor> embedImages(
            @MultiModalField(name = "pixel_values", modality = IMAGE, shape = "n crops 3 h w")
                    Tensor pixelValues,
            @MultiModalField(name = "image_sizes", modality = IMAGE, shape = "n 2", dtype = DType.INT64)
                    Tensor imageSizes) {
        return context.encoder(IMAGE).encode(Map.of("pixel_values", pixelValues, "image_sizes", imageSizes));
    }

    List<Tensor> projectImages(
            @MultiModalField(name = "image_embeds", modality = IMAGE, shape = "n tokens hidden")
                    Tensor imageEmbeds) {
        return context.encoder(IMAGE).encode(Map.of("image_embeds", imageEmbeds));
    }
}
