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
import io.multimodal4j.prompt.PromptContent;
import io.multimodal4j.tensor.Tensor;
import java.util.List;
import java.util.Map;

/** Idefics3: tiles in rows with their places, then the whole picture. */
@RegisterProcessor("Idefics3ForConditionalGeneration")
final class Idefics3 implements SupportsMultiModal {

    record Config(@ConfigKey(defaultValue = "1456") int longestEdge) {}

    private final ModelContext context;

    Idefics3(Config config, ModelContext context) {
        this.context = context;
    }

    @PromptReplacement(modality = IMAGE, target = "<image>")
    static PromptContent image(Config config, ImageSize image) {
        long longest = Math.max(image.width(), image.height());
        int width = even((long) image.width() * config.longestEdge() / longest);
        int height = even((long) image.height() * config.longestEdge() / longest);
        int columns = ceilDiv(width, 364);
        int rows = ceilDiv(height, 364);
        PromptContent.Builder content = PromptContent.builder();
        if (columns * rows > 1) {
            for (int row = 1; row <= rows; row++) {
                for (int column = 1; column <= columns; column++) {
                    tile(content, "<row_" + row + "_col_" + column + ">");
                }
                content.text("\n");
            }
            content.text("\n");
        }
        return tile(content, "<global-img>").token("<fake_token_around_image>").build();
    }

    private static PromptContent.Builder tile(PromptContent.Builder content, String place) {
        return content.token("<fake_token_around_image>").token(place).embed("<image>", 169);
    }

    private static int even(long size) {
        return Math.max(2, (int) (size + size % 2));
    }

    private static int ceilDiv(int a, int b) {
        return (a + b - 1) / b;
    }

    List<Tensor> embedImages(
            @MultiModalField(name = "pixel_values", modality = IMAGE, shape = "n tiles 3 h w")
                    Tensor pixelValues,
            @MultiModalField(name = "pixel_attention_mask", modality = IMAGE, shape = "n tiles h w", dtype = DType.INT64)
                    Tensor mask) {
        return context.encoder(IMAGE).encode(Map.of("pixel_values", pixelValues, "pixel_attention_mask", mask));
    }

    List<Tensor> projectImages(
            @MultiModalField(name = "image_embeds", modality = IMAGE, shape = "n tokens hidden")
                    Tensor imageEmbeds) {
        return context.encoder(IMAGE).encode(Map.of("image_embeds", imageEmbeds));
    }
}
