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
import io.multimodal4j.prompt.PromptContent;
import io.multimodal4j.tensor.Tensor;
import java.util.List;
import java.util.Map;

/** Idefics3: tiles in rows with their places, then the whole picture. */
@RegisterProcessor("Idefics3ForConditionalGeneration")
final class Idefics3 implements SupportsMultiModal {

    record Config(
            @ConfigFile(ConfigFile.PREPROCESSOR) Preprocessor preprocessor,
            @ConfigFile(ConfigFile.PROCESSOR) Processor processor) {

        record Preprocessor(Edge size, Edge maxImageSize) {}

        record Edge(int longestEdge) {}

        record Processor(@ConfigKey(defaultValue = "169") int imageSeqLen) {}
    }

    private record Grid(int columns, int rows) {}

    private final ModelContext context;

    Idefics3(Config config, ModelContext context) {
        this.context = context;
    }

    @PromptReplacement(modality = IMAGE, target = "<image>")
    static PromptContent image(Config config, ImageSize image) {
        Grid grid = grid(config, image);
        PromptContent.Builder content = PromptContent.builder();
        for (int row = 1; row <= grid.rows(); row++) {
            for (int column = 1; column <= grid.columns(); column++) {
                tile(config, content, "<row_" + row + "_col_" + column + ">");
            }
            // A new line behind each row and one in front of the whole picture, which a tokenizer may join.
            content.text(row < grid.rows() ? "\n" : "\n\n");
        }
        return tile(config, content, "<global-img>").token("<fake_token_around_image>").build();
    }

    private static PromptContent.Builder tile(Config config, PromptContent.Builder content, String place) {
        return content.token("<fake_token_around_image>").token(place).embed("<image>", config.processor().imageSeqLen());
    }

    /** No tiles at all if the picture, enlarged or shrunk to the longest edge, is not larger than one. */
    private static Grid grid(Config config, ImageSize image) {
        int tile = config.preprocessor().maxImageSize().longestEdge();
        ImageSize first = longestEdge(image, config.preprocessor().size().longestEdge());
        double ratio = first.width() / (double) first.height();
        int width;
        int height;
        if (first.width() >= first.height()) {
            width = ceil(first.width(), tile);
            height = ceil((int) (width / ratio), tile);
        } else {
            height = ceil(first.height(), tile);
            width = ceil((int) (height * ratio), tile);
        }
        return width > tile || height > tile ? new Grid(width / tile, height / tile) : new Grid(0, 0);
    }

    private static ImageSize longestEdge(ImageSize image, int longest) {
        double ratio = image.width() / (double) image.height();
        return image.width() >= image.height()
                ? new ImageSize(longest, even((int) (longest / ratio)))
                : new ImageSize(even((int) (longest * ratio)), longest);
    }

    private static int even(int size) {
        return Math.max(1, size + size % 2);
    }

    private static int ceil(int size, int tile) {
        return (size + tile - 1) / tile * tile;
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
