package io.multimodal4j.video;

import io.multimodal4j.annotations.DType;
import io.multimodal4j.config.ConfigNode;
import io.multimodal4j.image.GridThw;
import io.multimodal4j.image.QwenVlPatches;
import io.multimodal4j.kernel.KernelBackend;
import io.multimodal4j.kernel.Parity;
import io.multimodal4j.media.ImageSize;
import io.multimodal4j.media.VideoSize;
import io.multimodal4j.tensor.Tensor;
import io.multimodal4j.tensor.TensorAllocator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * {@code Qwen2VLVideoProcessor}, also of Qwen2.5-VL: all frames in one size of whole blocks, cut into rows of patches that are two frames deep; the last frame is repeated
 * where one is missing. Which frames of a video are taken is decided before.
 *
 * <p>Two fields per video: {@code pixel_values_videos}, float32 {@code (patches, 3 * temporal_patch_size * patch_size * patch_size)}, and {@code video_grid_thw},
 * int64 {@code (3)}: patches along time, height and width.
 *
 * <p>Hugging Face's class runs on PyTorch and torchvision only. So does this one compute as they do unless the option {@code parity} is {@code "pil"}; see
 * {@link io.multimodal4j.kernel.Parity}.
 */
public final class Qwen2VlVideoProcessor implements VideoProcessor {

    /** The patches. */
    public static final String PIXEL_VALUES_VIDEOS = "pixel_values_videos";

    /** The patches along time, height and width. */
    public static final String VIDEO_GRID_THW = "video_grid_thw";

    private final QwenVlPatches patches;

    /**
     * A processor with the options of a model directory.
     *
     * @param config the top level of {@code video_preprocessor_config.json}, or of {@code preprocessor_config.json} where pictures and videos share one
     * @throws io.multimodal4j.config.ConfigException if an option is not what it must be
     */
    public Qwen2VlVideoProcessor(ConfigNode config) {
        this.patches = QwenVlPatches.frames(config);
    }

    @Override
    public String type() {
        return "Qwen2VLVideoProcessor";
    }

    @Override
    public Set<String> optionNames() {
        return patches.optionNames();
    }

    @Override
    public List<String> fieldNames() {
        return List.of(PIXEL_VALUES_VIDEOS, VIDEO_GRID_THW);
    }

    @Override
    public List<Output> outputs(VideoSize size) {
        long rows = patches.geometry().grid(size).patches();
        return List.of(
                new Output(PIXEL_VALUES_VIDEOS, DType.FLOAT32, List.of(rows, patches.columns())),
                new Output(VIDEO_GRID_THW, DType.INT64, List.of(3L)));
    }

    @Override
    public void process(
            VideoSize size,
            Tensor frames,
            Map<String, Tensor> targets,
            KernelBackend kernels,
            TensorAllocator scratch) {
        Tensor target = Objects.requireNonNull(targets.get(PIXEL_VALUES_VIDEOS), PIXEL_VALUES_VIDEOS);
        patches.write(frames, target, kernels, scratch);
        Tensor gridThw = targets.get(VIDEO_GRID_THW);
        if (gridThw != null) {
            GridThw grid = patches.geometry().grid(size);
            gridThw.asByteBuffer().asLongBuffer().put(new long[] {grid.frames(), grid.rows(), grid.columns()});
        }
    }

    @Override
    public Optional<Parity> parity() {
        return Optional.of(patches.parity());
    }

    @Override
    public boolean writesHalfPrecision() {
        return true;
    }

    /** Of as few frames as make a patch, those with the most features. There is no limit to the frames here: a model declares the longest video that it takes. */
    @Override
    public VideoSize sizeWithMostFeatures() {
        ImageSize frame = patches.geometry().sizeWithMostFeatures();
        return new VideoSize(patches.geometry().patches().temporalPatchSize(), frame.width(), frame.height());
    }

    @Override
    public String optionsKey() {
        return type() + patches.optionsKey();
    }
}
