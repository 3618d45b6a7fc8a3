package catalogue;

import static io.multimodal4j.annotations.Modality.IMAGE;
import static io.multimodal4j.annotations.Modality.VIDEO;

import io.multimodal4j.annotations.DType;
import io.multimodal4j.annotations.MultiModalField;
import io.multimodal4j.annotations.PromptReplacement;
import io.multimodal4j.annotations.RegisterProcessor;
import io.multimodal4j.media.ImageSize;
import io.multimodal4j.media.VideoSize;
import io.multimodal4j.model.ModelContext;
import io.multimodal4j.model.SupportsMultiModal;
import io.multimodal4j.tensor.Tensor;
import java.util.List;
import java.util.Map;

/** LLaVA-OneVision: pictures in tiles, and videos with 196 tokens a frame. */
@RegisterProcessor("LlavaOnevisionForConditionalGeneration")
final class LlavaOnevision implements SupportsMultiModal {

    record Config(List<List<Integer>> imageGridPinpoints) {}

    private final ModelContext context;

    LlavaOnevision(Config config, ModelContext context) {
        this.context = context;
    }

    @PromptReplacement(modality = IMAGE, target = "<image>")
    static int imageTokens(Config config, ImageSize image) {
        ImageSize best = bestResolution(image, config.imageGridPinpoints());
        int side = 27;
        int canvasHeight = side * (best.height() / 384);
        int canvasWidth = side * (best.width() / 384);
        if ((long) image.width() * canvasHeight > (long) canvasWidth * image.height()) {
            int height = (int) ((long) image.height() * canvasWidth / image.width());
            canvasHeight -= 2 * ((canvasHeight - height) / 2);
        } else {
            int width = (int) ((long) image.width() * canvasHeight / image.height());
            canvasWidth -= 2 * ((canvasWidth - width) / 2);
        }
        double ratio = Math.sqrt(canvasHeight * canvasWidth / (9.0 * side * side));
        if (ratio > 1.1) {
            canvasHeight = (int) (canvasHeight / ratio);
            canvasWidth = (int) (canvasWidth / ratio);
        }
        return side * side + canvasHeight * canvasWidth + canvasHeight;
    }

    @PromptReplacement(modality = VIDEO, target = "<video>")
    static int videoTokens(VideoSize video) {
        return 196 * video.frames() + 1;
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

    List<Tensor> embedVideos(
            @MultiModalField(name = "pixel_values_videos", modality = VIDEO, shape = "n frames 3 h w")
                    Tensor frames) {
        return context.encoder(VIDEO).encode(Map.of("pixel_values_videos", frames));
    }
}
