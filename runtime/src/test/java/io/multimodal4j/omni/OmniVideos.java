package io.multimodal4j.omni;

import io.multimodal4j.annotations.DType;
import io.multimodal4j.kernel.KernelBackend;
import io.multimodal4j.media.VideoSize;
import io.multimodal4j.tensor.Tensor;
import io.multimodal4j.tensor.TensorAllocator;
import io.multimodal4j.video.VideoProcessor;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The sum of each channel of each frame. */
final class OmniVideos implements VideoProcessor {

    @Override
    public String type() {
        return "OmniVideoProcessor";
    }

    @Override
    public List<String> fieldNames() {
        return List.of("pixel_values_videos", "video_frames", "channels");
    }

    @Override
    public List<Output> outputs(VideoSize size) {
        return List.of(
                new Output("pixel_values_videos", DType.FLOAT32, List.of((long) size.frames(), 3L)),
                new Output("video_frames", DType.INT64, List.of(1L)),
                new Output("channels", DType.INT64, List.of(1L)));
    }

    @Override
    public void process(
            VideoSize size, Tensor video, Map<String, Tensor> targets, KernelBackend kernels, TensorAllocator scratch) {
        FloatBuffer sums = Objects.requireNonNull(targets.get("pixel_values_videos"))
                .asByteBuffer()
                .asFloatBuffer();
        for (int frame = 0; frame < size.frames(); frame++) {
            float[] sum = new float[3];
            ByteBuffer pixels = video.slice(frame).asByteBuffer();
            while (pixels.hasRemaining()) {
                for (int channel = 0; channel < 3; channel++) {
                    sum[channel] += pixels.get() & 0xff;
                }
            }
            sums.put(sum);
        }
        Objects.requireNonNull(targets.get("video_frames")).asByteBuffer().putLong(size.frames());
        Objects.requireNonNull(targets.get("channels")).asByteBuffer().putLong(3);
    }

    @Override
    public VideoSize sizeWithMostFeatures() {
        return OmniModel.video(5);
    }

    @Override
    public String optionsKey() {
        return type();
    }
}
