package catalogue;

import static io.multimodal4j.annotations.Modality.VIDEO;

import io.multimodal4j.annotations.Limit;
import io.multimodal4j.annotations.MultiModalField;
import io.multimodal4j.annotations.PromptReplacement;
import io.multimodal4j.annotations.RegisterProcessor;
import io.multimodal4j.media.VideoSize;
import io.multimodal4j.model.ModelContext;
import io.multimodal4j.model.SupportsMultiModal;
import io.multimodal4j.tensor.Tensor;
import java.util.List;
import java.util.Map;

/** LLaVA-NeXT-Video: one video with 144 tokens a frame. */
@RegisterProcessor(value = "LlavaNextVideoForConditionalGeneration", limits = @Limit(modality = VIDEO, max = 1))
final class LlavaNextVideo implements SupportsMultiModal {

    private final ModelContext context;

    LlavaNextVideo(ModelContext context) {
        this.context = context;
    }

    @PromptReplacement(modality = VIDEO, target = "<video>")
    static int videoTokens(VideoSize video) {
        return 144 * video.frames();
    }

    List<Tensor> embedVideos(
            @MultiModalField(name = "pixel_values_videos", modality = VIDEO, shape = "n frames 3 h w")
                    Tensor frames) {
        return context.encoder(VIDEO).encode(Map.of("pixel_values_videos", frames));
    }
}
