package catalogue;

import static io.multimodal4j.annotations.Modality.AUDIO;
import static io.multimodal4j.annotations.Modality.IMAGE;
import static io.multimodal4j.annotations.Modality.VIDEO;

import io.multimodal4j.annotations.ConfigFile;
import io.multimodal4j.annotations.ConfigKey;
import io.multimodal4j.annotations.DType;
import io.multimodal4j.annotations.Layout;
import io.multimodal4j.annotations.MultiModalField;
import io.multimodal4j.annotations.PromptReplacement;
import io.multimodal4j.annotations.RegisterProcessor;
import io.multimodal4j.annotations.SizeWithMostFeatures;
import io.multimodal4j.media.AudioLength;
import io.multimodal4j.media.ImageSize;
import io.multimodal4j.media.ItemInfo;
import io.multimodal4j.media.VideoSize;
import io.multimodal4j.model.ModelContext;
import io.multimodal4j.model.SupportsMultiModal;
import io.multimodal4j.prompt.PromptContent;
import io.multimodal4j.tensor.Tensor;
import java.util.List;
import java.util.Map;

/** MiniCPM-o 2.6: numbered pictures with a grid of slices, frames of videos without either, and sounds in chunks of a second, each in its own tags. */
@RegisterProcessor("MiniCPMO")
final class MiniCpmO implements SupportsMultiModal {

    private static final int MOST_FRAMES = 16;
    private static final int MOST_SECONDS = 30;

    record Config(
            @ConfigKey(defaultValue = "2") int audioPoolStep,
            @ConfigFile(ConfigFile.PREPROCESSOR) Preprocessor preprocessor) {

        record Preprocessor(
                @ConfigKey(defaultValue = "9") int maxSliceNums,
                @ConfigKey(defaultValue = "448") int scaleResolution,
                @ConfigKey(defaultValue = "64") int imageFeatureSize) {}
    }

    private record Grid(int columns, int rows) {}

    private final ModelContext context;

    MiniCpmO(Config config, ModelContext context) {
        this.context = context;
    }

    @PromptReplacement(modality = IMAGE, target = "(<image>./</image>)")
    static PromptContent image(Config config, ItemInfo item) {
        PromptContent.Builder content = PromptContent.builder()
                .token("<image_id>")
                .text(Integer.toString(item.index()))
                .token("</image_id>");
        wholePicture(config, content);
        Grid grid = grid(config, item.imageSize());
        for (int row = 0; row < grid.rows(); row++) {
            content.text(row == 0 ? "" : "\n");
            for (int column = 0; column < grid.columns(); column++) {
                content.token("<slice>").embed("<unk>", config.preprocessor().imageFeatureSize()).token("</slice>");
            }
        }
        return content.build();
    }

    @PromptReplacement(modality = VIDEO, target = "(<video>./</video>)")
    static PromptContent video(Config config, VideoSize video) {
        PromptContent.Builder content = PromptContent.builder();
        for (int frame = 0; frame < video.frames(); frame++) {
            wholePicture(config, content);
        }
        return content.build();
    }

    private static void wholePicture(Config config, PromptContent.Builder content) {
        content.token("<image>").embed("<unk>", config.preprocessor().imageFeatureSize()).token("</image>");
    }

    @PromptReplacement(modality = AUDIO, target = "(<audio>./</audio>)")
    static PromptContent audio(Config config, AudioLength audio) {
        int pool = config.audioPoolStep();
        int perChunk = pooled(100, pool);
        int rest = pooled(Math.toIntExact((audio.samples() + 159) / 160), pool);
        if (rest < 1) {
            throw new IllegalArgumentException("a sound of " + audio + " is too short for the model");
        }
        PromptContent.Builder content = PromptContent.builder();
        for (; rest > 0; rest -= perChunk) {
            content.token("<|audio_start|>").embed("<unk>", Math.min(perChunk, rest)).token("<|audio_end|>");
        }
        return content.build();
    }

    /** The tokens of so many mel frames: a convolution takes every second, and pooling again some together. */
    private static int pooled(int frames, int pool) {
        int convolved = (frames - 1) / 2 + 1;
        return Math.floorDiv(convolved - pool, pool) + 1;
    }

    /** The grid of slices whose shape is most like the picture's, with about as many slices as the picture has squares of the model's size. */
    private static Grid grid(Config config, ImageSize image) {
        long square = (long) config.preprocessor().scaleResolution() * config.preprocessor().scaleResolution();
        int wanted = (int) Math.min(config.preprocessor().maxSliceNums(), (image.pixels() + square - 1) / square);
        if (wanted <= 1) {
            return new Grid(0, 0);
        }
        double shape = Math.log((double) image.width() / image.height());
        Grid best = new Grid(1, 1);
        double least = Double.MAX_VALUE;
        for (int slices = Math.max(2, wanted - 1); slices <= Math.min(config.preprocessor().maxSliceNums(), wanted + 1); slices++) {
            for (int columns = 1; columns <= slices; columns++) {
                if (slices % columns != 0) {
                    continue;
                }
                Grid grid = new Grid(columns, slices / columns);
                double difference = Math.abs(shape - Math.log((double) grid.columns() / grid.rows()));
                if (difference < least) {
                    best = grid;
                    least = difference;
                }
            }
        }
        return best;
    }

    @SizeWithMostFeatures(modality = IMAGE)
    static ImageSize largestImage(Config config) {
        return new ImageSize(config.preprocessor().scaleResolution(), config.preprocessor().scaleResolution() * config.preprocessor().maxSliceNums());
    }

    @SizeWithMostFeatures(modality = VIDEO)
    static VideoSize longestVideo(Config config) {
        return new VideoSize(MOST_FRAMES, config.preprocessor().scaleResolution(), config.preprocessor().scaleResolution());
    }

    @SizeWithMostFeatures(modality = AUDIO)
    static AudioLength longestAudio() {
        return new AudioLength(MOST_SECONDS * 16_000, 16_000);
    }

    List<Tensor> embedImages(
            @MultiModalField(name = "pixel_values", modality = IMAGE, shape = "slices 3 patch length", layout = Layout.FLAT, sizes = "image_num_slices")
                    Tensor pixelValues,
            @MultiModalField(name = "image_sizes", modality = IMAGE, shape = "n 2", dtype = DType.INT64)
                    Tensor imageSizes,
            @MultiModalField(name = "tgt_sizes", modality = IMAGE, shape = "slices 2", dtype = DType.INT32, layout = Layout.FLAT, sizes = "image_num_slices")
                    Tensor targetSizes,
            @MultiModalField(name = "image_num_slices", modality = IMAGE, shape = "n", dtype = DType.INT64, keepOnCpu = true)
                    Tensor slices) {
        return context.encoder(IMAGE)
                .encode(Map.of("pixel_values", pixelValues, "image_sizes", imageSizes, "tgt_sizes", targetSizes, "image_num_slices", slices));
    }

    List<Tensor> projectImages(
            @MultiModalField(name = "image_embeds", modality = IMAGE, shape = "slices tokens hidden", layout = Layout.FLAT, sizes = "image_num_slices")
                    Tensor embeds,
            @MultiModalField(name = "image_sizes", modality = IMAGE, shape = "n 2", dtype = DType.INT64)
                    Tensor imageSizes,
            @MultiModalField(name = "image_num_slices", modality = IMAGE, shape = "n", dtype = DType.INT64, keepOnCpu = true)
                    Tensor slices) {
        return context.encoder(IMAGE).encode(Map.of("image_embeds", embeds, "image_sizes", imageSizes, "image_num_slices", slices));
    }

    List<Tensor> embedVideos(
            @MultiModalField(name = "video_pixel_values", modality = VIDEO, shape = "slices 3 patch length", layout = Layout.FLAT, sizes = "video_num_slices")
                    Tensor pixelValues,
            @MultiModalField(name = "video_image_sizes", modality = VIDEO, shape = "n 2", dtype = DType.INT64)
                    Tensor frameSizes,
            @MultiModalField(name = "video_tgt_sizes", modality = VIDEO, shape = "slices 2", dtype = DType.INT32, layout = Layout.FLAT, sizes = "video_num_slices")
                    Tensor targetSizes,
            @MultiModalField(name = "video_num_slices", modality = VIDEO, shape = "n", dtype = DType.INT64, keepOnCpu = true)
                    Tensor slices) {
        return context.encoder(VIDEO)
                .encode(Map.of("video_pixel_values", pixelValues, "video_image_sizes", frameSizes, "video_tgt_sizes", targetSizes, "video_num_slices", slices));
    }

    List<Tensor> projectVideos(
            @MultiModalField(name = "video_embeds", modality = VIDEO, shape = "slices tokens hidden", layout = Layout.FLAT, sizes = "video_num_slices")
                    Tensor embeds,
            @MultiModalField(name = "video_image_sizes", modality = VIDEO, shape = "n 2", dtype = DType.INT64)
                    Tensor frameSizes,
            @MultiModalField(name = "video_num_slices", modality = VIDEO, shape = "n", dtype = DType.INT64, keepOnCpu = true)
                    Tensor slices) {
        return context.encoder(VIDEO).encode(Map.of("video_embeds", embeds, "video_image_sizes", frameSizes, "video_num_slices", slices));
    }

    List<Tensor> embedAudio(
            @MultiModalField(name = "audio_features", modality = AUDIO, shape = "segments 80 frames", layout = Layout.FLAT, sizes = "audio_num_segments")
                    Tensor features,
            @MultiModalField(name = "audio_feature_lens", modality = AUDIO, shape = "segments", dtype = DType.INT64, layout = Layout.FLAT, sizes = "audio_num_segments")
                    Tensor lengths,
            @MultiModalField(name = "audio_num_segments", modality = AUDIO, shape = "n", dtype = DType.INT64, keepOnCpu = true)
                    Tensor segments) {
        return context.encoder(AUDIO)
                .encode(Map.of("audio_features", features, "audio_feature_lens", lengths, "audio_num_segments", segments));
    }

    List<Tensor> projectAudio(
            @MultiModalField(name = "audio_embeds", modality = AUDIO, shape = "segments tokens hidden", layout = Layout.FLAT, sizes = "audio_num_segments")
                    Tensor embeds,
            @MultiModalField(name = "audio_num_segments", modality = AUDIO, shape = "n", dtype = DType.INT64, keepOnCpu = true)
                    Tensor segments) {
        return context.encoder(AUDIO).encode(Map.of("audio_embeds", embeds, "audio_num_segments", segments));
    }
}
