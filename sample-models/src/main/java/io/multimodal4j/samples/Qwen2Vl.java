package io.multimodal4j.samples;

import static io.multimodal4j.annotations.Modality.IMAGE;
import static io.multimodal4j.annotations.Modality.VIDEO;

import io.multimodal4j.annotations.DType;
import io.multimodal4j.annotations.Layout;
import io.multimodal4j.annotations.MultiModalField;
import io.multimodal4j.annotations.PromptReplacement;
import io.multimodal4j.annotations.RegisterProcessor;
import io.multimodal4j.annotations.SizeWithMostFeatures;
import io.multimodal4j.media.ImageSize;
import io.multimodal4j.media.MediaException;
import io.multimodal4j.media.VideoSize;
import io.multimodal4j.model.ModelContext;
import io.multimodal4j.model.SupportsMultiModal;
import io.multimodal4j.tensor.Tensor;
import java.util.List;
import java.util.Map;

/**
 * Qwen2-VL and Qwen2.5-VL: pictures and videos in their own proportions, as rows of patches of which four become a token. The patches of all items lie behind one
 * another; a grid says which are whose.
 */
@RegisterProcessor(
        value = {"Qwen2VLForConditionalGeneration", "Qwen2_5_VLForConditionalGeneration"},
        description = "Qwen2-VL and Qwen2.5-VL: a vision transformer over pictures and videos of any size")
public final class Qwen2Vl implements SupportsMultiModal {

    /** The public checkpoints all merge squares of two by two patches. */
    private static final int PATCHES_PER_TOKEN = 4;

    private final Qwen2VlConfig config;
    private final ModelContext context;

    Qwen2Vl(Qwen2VlConfig config, ModelContext context) {
        this.config = config;
        this.context = context;
    }

    /**
     * What the model read from its directory.
     *
     * @return the configuration
     */
    public Qwen2VlConfig config() {
        return config;
    }

    /** One token for each block of patches. */
    @PromptReplacement(modality = IMAGE, target = "<|image_pad|>")
    static int imageTokens(Qwen2VlConfig config, ImageSize image) {
        return config.images().tokens(image);
    }

    /** As many for each pair of frames. */
    @PromptReplacement(modality = VIDEO, target = "<|video_pad|>")
    static int videoTokens(Qwen2VlConfig config, VideoSize video) {
        int tokens = config.videos().tokens(video);
        if (tokens > config.maxPositionEmbeddings()) {
            throw new MediaException("a video of " + video + " becomes " + tokens + " tokens, more than the "
                    + config.maxPositionEmbeddings()
                    + " positions of the model; take fewer frames or lower max_pixels");
        }
        return tokens;
    }

    /** What fills all positions: no video has a largest number of frames of its own. */
    @SizeWithMostFeatures(modality = VIDEO)
    static VideoSize largestVideo(Qwen2VlConfig config) {
        return config.videos().videoWithMostFeatures(config.maxPositionEmbeddings());
    }

    List<Tensor> embedImages(
            @MultiModalField(
                            name = "pixel_values",
                            modality = IMAGE,
                            shape = "patches columns",
                            layout = Layout.FLAT,
                            sizes = "image_grid_thw")
                    Tensor pixelValues,
            @MultiModalField(
                            name = "image_grid_thw",
                            modality = IMAGE,
                            shape = "n 3",
                            dtype = DType.INT64,
                            keepOnCpu = true)
                    Tensor imageGridThw) {
        return context.encoder(IMAGE).encode(Map.of("pixel_values", pixelValues, "image_grid_thw", imageGridThw));
    }

    /** Embeddings of a vision tower elsewhere, one for each square of four patches. They are what they shall become. */
    List<Tensor> takeEmbeddedImages(
            @MultiModalField(
                            name = "image_embeds",
                            modality = IMAGE,
                            shape = "tokens hidden",
                            layout = Layout.FLAT,
                            sizes = "image_grid_thw",
                            unitsPerRow = PATCHES_PER_TOKEN)
                    List<Tensor> imageEmbeds,
            @MultiModalField(
                            name = "image_grid_thw",
                            modality = IMAGE,
                            shape = "n 3",
                            dtype = DType.INT64,
                            keepOnCpu = true)
                    Tensor imageGridThw) {
        return imageEmbeds;
    }

    List<Tensor> embedVideos(
            @MultiModalField(
                            name = "pixel_values_videos",
                            modality = VIDEO,
                            shape = "patches columns",
                            layout = Layout.FLAT,
                            sizes = "video_grid_thw")
                    Tensor pixelValuesVideos,
            @MultiModalField(
                            name = "video_grid_thw",
                            modality = VIDEO,
                            shape = "n 3",
                            dtype = DType.INT64,
                            keepOnCpu = true)
                    Tensor videoGridThw) {
        return context.encoder(VIDEO)
                .encode(Map.of("pixel_values_videos", pixelValuesVideos, "video_grid_thw", videoGridThw));
    }

    /** Embeddings of a vision tower elsewhere, one for each square of four patches. They are what they shall become. */
    List<Tensor> takeEmbeddedVideos(
            @MultiModalField(
                            name = "video_embeds",
                            modality = VIDEO,
                            shape = "tokens hidden",
                            layout = Layout.FLAT,
                            sizes = "video_grid_thw",
                            unitsPerRow = PATCHES_PER_TOKEN)
                    List<Tensor> videoEmbeds,
            @MultiModalField(
                            name = "video_grid_thw",
                            modality = VIDEO,
                            shape = "n 3",
                            dtype = DType.INT64,
                            keepOnCpu = true)
                    Tensor videoGridThw) {
        return videoEmbeds;
    }
}
