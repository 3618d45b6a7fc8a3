package catalogue;

import static io.multimodal4j.annotations.Modality.IMAGE;

import io.multimodal4j.annotations.Limit;
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

/** Fuyu: rows of patches, each with a new line that receives an embedding too. */
@RegisterProcessor(value = "FuyuForCausalLM", limits = @Limit(modality = IMAGE, max = 1))
final class Fuyu implements SupportsMultiModal {

    private final ModelContext context;

    Fuyu(ModelContext context) {
        this.context = context;
    }

    @PromptReplacement(modality = IMAGE, target = "|ENDOFTEXT|")
    static PromptContent image(ImageSize image) {
        int width = image.width();
        int height = image.height();
        if (width > 1920 || height > 1080) {
            double scale = Math.min(1920.0 / width, 1080.0 / height);
            width = Math.max(1, (int) (width * scale));
            height = Math.max(1, (int) (height * scale));
        }
        PromptContent.Builder content = PromptContent.builder();
        for (int row = 0; row < ceilDiv(height, 30); row++) {
            content.embed("|SPEAKER|", ceilDiv(width, 30)).embed("|NEWLINE|", 1);
        }
        return content.token("<s>").build();
    }

    private static int ceilDiv(int a, int b) {
        return (a + b - 1) / b;
    }

    List<Tensor> embedImages(
            @MultiModalField(name = "image_patches", modality = IMAGE, shape = "n patches 2700")
                    Tensor patches) {
        return context.encoder(IMAGE).encode(Map.of("image_patches", patches));
    }
}
