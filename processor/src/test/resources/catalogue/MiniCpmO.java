package catalogue;

import static io.multimodal4j.annotations.Modality.AUDIO;
import static io.multimodal4j.annotations.Modality.IMAGE;
import static io.multimodal4j.annotations.Modality.VIDEO;

import io.multimodal4j.annotations.DType;
import io.multimodal4j.annotations.Layout;
import io.multimodal4j.annotations.MultiModalField;
import io.multimodal4j.annotations.PromptReplacement;
import io.multimodal4j.annotations.RegisterProcessor;
import io.multimodal4j.media.AudioLength;
import io.multimodal4j.media.ImageSize;
import io.multimodal4j.media.VideoSize;
import io.multimodal4j.model.ModelContext;
import io.multimodal4j.model.SupportsMultiModal;
import io.multimodal4j.prompt.PromptContent;
import io.multimodal4j.tensor.Tensor;
import java.util.List;
import java.util.Map;

/** MiniCPM-o: slices of pictures and frames, and sound, each in its own tags. */
@RegisterProcessor("MiniCPMO")
final class MiniCpmO implements SupportsMultiModal {

    private final ModelContext context;

    MiniCpmO(ModelContext context) {
        this.context = context;
    }

    @PromptReplacement(modality = IMAGE, target = "(<image>./</image>)")
    static PromptContent image(ImageSize image) {
        return slices(image.width(), image.height(), 9);
    }

    @PromptReplacement(modality = VIDEO, target = "(<video>./</video>)")
    static PromptContent video(VideoSize video) {
        PromptContent.Builder content = PromptContent.builder();
        for (int frame = 0; frame < video.frames(); frame++) {
            slices(content, video.width(), video.height(), 1);
        }
        return content.build();
    }

    @PromptReplacement(
            modality = AUDIO,
            target = "(<audio>./</audio>)",
            embed = "<unk>",
            before = "<|audio_start|>",
            after = "<|audio_end|>")
    static int audioTokens(AudioLength audio) {
        int frames = Math.toIntExact((audio.samples() + 159) / 160);
        int encoded = (frames - 1) / 2 + 1;
        return Math.max(1, (encoded - 5) / 5 + 1);
    }

    private static PromptContent slices(int width, int height, int most) {
        PromptContent.Builder content = PromptContent.builder();
        slices(content, width, height, most);
        return content.build();
    }

    private static void slices(PromptContent.Builder content, int width, int height, int most) {
        content.token("<image>").embed("<unk>", 64).token("</image>");
        int wanted = (int) Math.min(most, ((long) width * height + 448 * 448 - 1) / (448 * 448));
        for (int slice = 0; wanted > 1 && slice < wanted; slice++) {
            content.token("<slice>").embed("<unk>", 64).token("</slice>");
        }
    }

    List<Tensor> embedImages(
            @MultiModalField(name = "pixel_values", modality = IMAGE, shape = "slices 3 h w", layout = Layout.FLAT, sizes = "image_num_slices")
                    Tensor pixelValues,
            @MultiModalField(name = "tgt_sizes", modality = IMAGE, shape = "slices 2", dtype = DType.INT64, layout = Layout.FLAT, sizes = "image_num_slices")
                    Tensor sizes,
            @MultiModalField(name = "image_num_slices", modality = IMAGE, shape = "n", dtype = DType.INT64, keepOnCpu = true)
                    Tensor numSlices) {
        return context.encoder(IMAGE).encode(Map.of("pixel_values", pixelValues, "tgt_sizes", sizes, "image_num_slices", numSlices));
    }

    List<Tensor> projectImages(
            @MultiModalField(name = "image_embeds", modality = IMAGE, shape = "n tokens hidden")
                    Tensor imageEmbeds) {
        return context.encoder(IMAGE).encode(Map.of("image_embeds", imageEmbeds));
    }

    List<Tensor> embedVideos(
            @MultiModalField(name = "video_pixel_values", modality = VIDEO, shape = "slices 3 h w", layout = Layout.FLAT, sizes = "video_num_slices")
                    Tensor pixelValues,
            @MultiModalField(name = "video_num_slices", modality = VIDEO, shape = "n", dtype = DType.INT64, keepOnCpu = true)
                    Tensor numSlices) {
        return context.encoder(VIDEO).encode(Map.of("video_pixel_values", pixelValues, "video_num_slices", numSlices));
    }

    List<Tensor> embedAudio(
            @MultiModalField(name = "audio_features", modality = AUDIO, shape = "chunks 80 frames", layout = Layout.FLAT, sizes = "audio_num_chunks")
                    Tensor features,
            @MultiModalField(name = "audio_num_chunks", modality = AUDIO, shape = "n", dtype = DType.INT64, keepOnCpu = true)
                    Tensor numChunks) {
        return context.encoder(AUDIO).encode(Map.of("audio_features", features, "audio_num_chunks", numChunks));
    }
}
