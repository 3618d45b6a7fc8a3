package catalogue;

import static io.multimodal4j.annotations.Modality.IMAGE;

import io.multimodal4j.annotations.DType;
import io.multimodal4j.annotations.MultiModalField;
import io.multimodal4j.annotations.PromptReplacement;
import io.multimodal4j.annotations.RegisterProcessor;
import io.multimodal4j.media.ImageSize;
import io.multimodal4j.media.ItemInfo;
import io.multimodal4j.model.ModelContext;
import io.multimodal4j.model.SupportsMultiModal;
import io.multimodal4j.tensor.Tensor;
import java.util.List;
import java.util.Map;

/** DeepSeek-VL2: more than two pictures are not cut into tiles. */
@RegisterProcessor("DeepseekVLV2ForCausalLM")
final class DeepseekVl2 implements SupportsMultiModal {

    record Config(List<List<Integer>> candidateResolutions) {}

    private final ModelContext context;

    DeepseekVl2(Config config, ModelContext context) {
        this.context = context;
    }

    @PromptReplacement(modality = IMAGE, target = "<image>")
    static int imageTokens(Config config, ItemInfo item) {
        int side = 12;
        int columns = 1;
        int rows = 1;
        if (item.count() <= 2) {
            ImageSize best = bestResolution(item.imageSize(), config.candidateResolutions());
            columns = best.width() / 384;
            rows = best.height() / 384;
        }
        return side * (side + 1) + 1 + rows * side * (columns * side + 1);
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
            @MultiModalField(name = "images_spatial_crop", modality = IMAGE, shape = "n 2", dtype = DType.INT64)
                    Tensor crops) {
        return context.encoder(IMAGE).encode(Map.of("pixel_values", pixelValues, "images_spatial_crop", crops));
    }

    List<Tensor> projectImages(
            @MultiModalField(name = "image_embeds", modality = IMAGE, shape = "n tokens hidden")
                    Tensor imageEmbeds) {
        return context.encoder(IMAGE).encode(Map.of("image_embeds", imageEmbeds));
    }
}
