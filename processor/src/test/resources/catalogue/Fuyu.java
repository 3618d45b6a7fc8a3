package catalogue;

import static io.multimodal4j.annotations.Modality.IMAGE;

import io.multimodal4j.annotations.DType;
import io.multimodal4j.annotations.Layout;
import io.multimodal4j.annotations.Limit;
import io.multimodal4j.annotations.MultiModalField;
import io.multimodal4j.annotations.PromptReplacement;
import io.multimodal4j.annotations.RegisterProcessor;
import io.multimodal4j.annotations.SizeWithMostFeatures;
import io.multimodal4j.media.ImageSize;
import io.multimodal4j.model.ModelContext;
import io.multimodal4j.model.SupportsMultiModal;
import io.multimodal4j.prompt.PromptContent;
import io.multimodal4j.tensor.Tensor;
import java.util.List;
import java.util.Map;

/** Fuyu: rows of patches with a new line behind each, in the place of what the tokenizer writes in front of every prompt. */
@RegisterProcessor(value = "FuyuForCausalLM", limits = @Limit(modality = IMAGE, max = 1))
final class Fuyu implements SupportsMultiModal {

    private static final ImageSize LARGEST = new ImageSize(1920, 1080);
    private static final int PATCH = 30;

    private final ModelContext context;

    Fuyu(ModelContext context) {
        this.context = context;
    }

    @PromptReplacement(modality = IMAGE, target = "|ENDOFTEXT|")
    static PromptContent image(ImageSize image) {
        int width = image.width();
        int height = image.height();
        if (width > LARGEST.width() || height > LARGEST.height()) {
            double scale = Math.min((double) LARGEST.height() / height, (double) LARGEST.width() / width);
            width = (int) (width * scale);
            height = (int) (height * scale);
        }
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("a picture of " + image + " is too narrow: nothing of it is left at " + LARGEST);
        }
        PromptContent.Builder content = PromptContent.builder();
        for (int row = 0; row < ceilDiv(height, PATCH); row++) {
            content.embed("|SPEAKER|", ceilDiv(width, PATCH)).token("|NEWLINE|");
        }
        return content.token("<s>").build();
    }

    private static int ceilDiv(int a, int b) {
        return (a + b - 1) / b;
    }

    @SizeWithMostFeatures(modality = IMAGE)
    static ImageSize largest() {
        return LARGEST;
    }

    List<Tensor> embedImages(
            @MultiModalField(name = "image_patches", modality = IMAGE, shape = "patches 2700", layout = Layout.FLAT, sizes = "patches_per_image")
                    Tensor patches,
            @MultiModalField(name = "patches_per_image", modality = IMAGE, shape = "n", dtype = DType.INT64, keepOnCpu = true)
                    Tensor patchesPerImage) {
        return context.encoder(IMAGE).encode(Map.of("image_patches", patches, "patches_per_image", patchesPerImage));
    }
}
