package catalogue;

import static io.multimodal4j.annotations.Modality.IMAGE;

import io.multimodal4j.annotations.ConfigFile;
import io.multimodal4j.annotations.ConfigKey;
import io.multimodal4j.annotations.DType;
import io.multimodal4j.annotations.MultiModalField;
import io.multimodal4j.annotations.PromptReplacement;
import io.multimodal4j.annotations.RegisterProcessor;
import io.multimodal4j.annotations.SizeWithMostFeatures;
import io.multimodal4j.media.ImageSize;
import io.multimodal4j.media.ItemInfo;
import io.multimodal4j.model.ModelContext;
import io.multimodal4j.model.SupportsMultiModal;
import io.multimodal4j.tensor.Tensor;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** DeepSeek-VL2: the whole picture, a separator, and its tiles, where every row ends with a new line; more than two pictures are not cut into tiles. */
@RegisterProcessor("DeepseekVLV2ForCausalLM")
final class DeepseekVl2 implements SupportsMultiModal {

    /** With more pictures in a prompt, none is cut. */
    private static final int MOST_CUT = 2;

    record Config(@ConfigFile(ConfigFile.PROCESSOR) Processor processor) {

        record Processor(
                List<List<Integer>> candidateResolutions,
                @ConfigKey(defaultValue = "14") int patchSize,
                @ConfigKey(defaultValue = "2") int downsampleRatio) {

            int tileSize() {
                return candidateResolutions.get(0).get(0);
            }
        }
    }

    private final ModelContext context;

    DeepseekVl2(Config config, ModelContext context) {
        this.context = context;
    }

    @PromptReplacement(modality = IMAGE, target = "<image>")
    static int imageTokens(Config config, ItemInfo item) {
        ImageSize canvas = item.count() <= MOST_CUT
                ? bestResolution(item.imageSize(), config.processor().candidateResolutions())
                : new ImageSize(config.processor().tileSize(), config.processor().tileSize());
        return tokens(config.processor(), canvas);
    }

    private static int tokens(Config.Processor processor, ImageSize canvas) {
        int patches = processor.tileSize() / processor.patchSize();
        int side = (patches + processor.downsampleRatio() - 1) / processor.downsampleRatio();
        int columns = canvas.width() / processor.tileSize();
        int rows = canvas.height() / processor.tileSize();
        return side * (side + 1) + 1 + rows * side * (columns * side + 1);
    }

    private static ImageSize bestResolution(ImageSize image, List<List<Integer>> widthsAndHeights) {
        ImageSize best = new ImageSize(1, 1);
        long most = 0;
        long least = Long.MAX_VALUE;
        for (List<Integer> candidate : widthsAndHeights) {
            int width = candidate.get(0);
            int height = candidate.get(1);
            double scale = Math.min((double) width / image.width(), (double) height / image.height());
            long scaled = (long) (image.width() * scale) * (long) (image.height() * scale);
            long effective = Math.min(scaled, image.pixels());
            long waste = (long) width * height - effective;
            if (effective > most || effective == most && waste < least) {
                best = new ImageSize(width, height);
                most = effective;
                least = waste;
            }
        }
        return best;
    }

    @SizeWithMostFeatures(modality = IMAGE)
    static ImageSize largest(Config config) {
        return config.processor().candidateResolutions().stream()
                .map(size -> new ImageSize(size.get(0), size.get(1)))
                .max(Comparator.comparingInt(canvas -> tokens(config.processor(), canvas)))
                .orElseThrow();
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
