package catalogue;

import static io.multimodal4j.annotations.Modality.IMAGE;
import static io.multimodal4j.annotations.Modality.VIDEO;

import io.multimodal4j.annotations.ConfigFile;
import io.multimodal4j.annotations.ConfigKey;
import io.multimodal4j.annotations.DType;
import io.multimodal4j.annotations.Layout;
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
import java.util.Optional;

/** Qwen2-VL: pictures and videos as patches that lie behind one another. */
@RegisterProcessor("Qwen2VLForConditionalGeneration")
final class Qwen2Vl implements SupportsMultiModal {

    record Config(@ConfigFile(ConfigFile.PREPROCESSOR) Preprocessor preprocessor) {

        record Preprocessor(@ConfigKey(defaultValue = "3136") int minPixels, @ConfigKey(defaultValue = "12845056") int maxPixels) {}
    }

    private final ModelContext context;

    Qwen2Vl(Config config, ModelContext context) {
        this.context = context;
    }

    @PromptReplacement(modality = IMAGE, target = "<|image_pad|>")
    static int imageTokens(Config config, ImageSize image) {
        return tokens(config.preprocessor(), image.width(), image.height());
    }

    @PromptReplacement(modality = VIDEO, target = "<|video_pad|>")
    static int videoTokens(Config config, VideoSize video) {
        return tokens(config.preprocessor(), video.width(), video.height()) * ceilDiv(video.frames(), 2);
    }

    private static int tokens(Config.Preprocessor limits, int width, int height) {
        int factor = 28;
        if (Math.max(width, height) > 200L * Math.min(width, height)) {
            throw new IllegalArgumentException("a picture of " + width + "x" + height + " is more than 200 times as long as it is wide");
        }
        // Half to even, and nothing at all for an edge of less than half a patch: the lower limit enlarges it.
        long across = (long) Math.rint(width / (double) factor) * factor;
        long down = (long) Math.rint(height / (double) factor) * factor;
        if (across * down > limits.maxPixels()) {
            double beta = Math.sqrt((double) width * height / limits.maxPixels());
            across = Math.max(factor, (long) Math.floor(width / beta / factor) * factor);
            down = Math.max(factor, (long) Math.floor(height / beta / factor) * factor);
        } else if (across * down < limits.minPixels()) {
            double beta = Math.sqrt(limits.minPixels() / ((double) width * height));
            across = (long) Math.ceil(width * beta / factor) * factor;
            down = (long) Math.ceil(height * beta / factor) * factor;
        }
        return Math.toIntExact(across / factor * (down / factor));
    }

    private static int ceilDiv(int a, int b) {
        return (a + b - 1) / b;
    }

    List<Tensor> embedImages(
            @MultiModalField(name = "pixel_values", modality = IMAGE, shape = "patches 1176", layout = Layout.FLAT, sizes = "image_grid_thw")
                    Tensor pixelValues,
            @MultiModalField(name = "image_grid_thw", modality = IMAGE, shape = "n 3", dtype = DType.INT64, keepOnCpu = true)
                    Tensor grid) {
        return context.encoder(IMAGE).encode(Map.of("pixel_values", pixelValues, "image_grid_thw", grid));
    }

    List<Tensor> projectImages(
            @MultiModalField(name = "image_embeds", modality = IMAGE, shape = "patches hidden", layout = Layout.FLAT, sizes = "image_grid_thw")
                    Tensor embeds,
            @MultiModalField(name = "image_grid_thw", modality = IMAGE, shape = "n 3", dtype = DType.INT64, keepOnCpu = true)
                    Tensor grid) {
        return context.encoder(IMAGE).encode(Map.of("image_embeds", embeds, "image_grid_thw", grid));
    }

    List<Tensor> embedVideos(
            @MultiModalField(name = "pixel_values_videos", modality = VIDEO, shape = "patches 1176", layout = Layout.FLAT, sizes = "video_grid_thw")
                    Tensor pixelValues,
            @MultiModalField(name = "video_grid_thw", modality = VIDEO, shape = "n 3", dtype = DType.INT64, keepOnCpu = true)
                    Tensor grid,
            @MultiModalField(name = "second_per_grid_ts", modality = VIDEO, shape = "n")
                    Optional<Tensor> seconds) {
        return context.encoder(VIDEO).encode(Map.of("pixel_values_videos", pixelValues, "video_grid_thw", grid));
    }
}
