package catalogue;

import static io.multimodal4j.annotations.Modality.IMAGE;

import io.multimodal4j.annotations.DType;
import io.multimodal4j.annotations.MultiModalField;
import io.multimodal4j.annotations.PromptReplacement;
import io.multimodal4j.annotations.RegisterProcessor;
import io.multimodal4j.annotations.SizeWithMostFeatures;
import io.multimodal4j.media.ImageSize;
import io.multimodal4j.model.ModelContext;
import io.multimodal4j.model.SupportsMultiModal;
import io.multimodal4j.tensor.Tensor;
import java.util.List;
import java.util.Map;

/** LLaVA-NeXT: a small picture and a grid of tiles without their padding. */
@RegisterProcessor("LlavaNextForConditionalGeneration")
final class LlavaNext implements SupportsMultiModal {

    record Config(List<List<Integer>> imageGridPinpoints) {}

    private final ModelContext context;

    LlavaNext(Config config, ModelContext context) {
        this.context = context;
    }

    @PromptReplacement(modality = IMAGE, target = "<image>")
    static int imageTokens(Config config, ImageSize image) {
        ImageSize best = bestResolution(image, config.imageGridPinpoints());
        int side = 24;
        int canvasHeight = side * (best.height() / 336);
        int canvasWidth = side * (best.width() / 336);
        if ((long) image.width() * canvasHeight > (long) canvasWidth * image.height()) {
            int height = (int) ((long) image.height() * canvasWidth / image.width());
            canvasHeight -= 2 * ((canvasHeight - height) / 2);
        } else {
            int width = (int) ((long) image.width() * canvasHeight / image.height());
            canvasWidth -= 2 * ((canvasWidth - width) / 2);
        }
        return side * side + canvasHeight * canvasWidth + canvasHeight;
    }

    private static ImageSize bestResolution(ImageSize image, List<List<Integer>> heightsAndWidths) {
        ImageSize best = new ImageSize(1, 1);
        long most = -1;
        long least = Long.MAX_VALUE;
        for (List<Integer> point : heightsAndWidths) {
            long height = point.get(0);
            long width = point.get(1);
            boolean wide = width * image.height() <= height * image.width();
            long scaledWidth = wide ? width : image.width() * height / image.height();
            long scaledHeight = wide ? image.height() * width / image.width() : height;
            long effective = Math.min(scaledWidth * scaledHeight, image.pixels());
            long waste = width * height - effective;
            if (effective > most || effective == most && waste < least) {
                best = new ImageSize((int) width, (int) height);
                most = effective;
                least = waste;
            }
        }
        return best;
    }

    @SizeWithMostFeatures(modality = IMAGE)
    static ImageSize largest() {
        return new ImageSize(672, 672);
    }

    List<Tensor> embedImages(
            @MultiModalField(name = "pixel_values", modality = IMAGE, shape = "n tiles 3 h w")
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
