package io.multimodal4j.media;

import io.multimodal4j.annotations.DType;
import io.multimodal4j.ffmpeg.FfmpegException;
import io.multimodal4j.ffmpeg.FfmpegVideo;
import io.multimodal4j.tensor.Tensor;
import io.multimodal4j.tensor.TensorAllocator;
import java.util.List;

/** Frames of a video file, upright. */
final class FileVideo implements OpenedItem<VideoSize> {

    private static final int[] ORIENTATIONS = {Orientation.UPRIGHT, 6, 3, 8};

    private final byte[] encoded;
    private final String source;
    private final FfmpegVideo video;
    private final VideoSize size;
    private final List<Integer> wanted;

    FileVideo(byte[] encoded, String source, FfmpegVideo video, VideoSize size, List<Integer> wanted) {
        this.encoded = encoded;
        this.source = source;
        this.video = video;
        this.size = size;
        this.wanted = wanted;
    }

    /** The size of a frame as it is shown. */
    static ImageSize frameSize(FfmpegVideo video) {
        return Orientation.turned(new ImageSize(video.width(), video.height()), ORIENTATIONS[video.quarterTurns()]);
    }

    @Override
    public VideoSize size() {
        return size;
    }

    @Override
    public void identify(ContentWriter content) {
        content.text("kind", "encoded");
        VideoIdentity.write(size, content);
        wanted.forEach(index -> content.number("frame", index));
        content.bytes("file", encoded);
    }

    @Override
    public Tensor decode(TensorAllocator allocator) {
        Tensor frames = allocator.allocate(DType.UINT8, size.frames(), size.height(), size.width(), 3);
        try (Tensor stored = allocator.allocate(DType.UINT8, video.height(), video.width(), 3)) {
            video.decode(wanted, (position, rgb) -> put(stored.put(rgb), frames.slice(position), allocator));
            return frames;
        } catch (FfmpegException e) {
            frames.close();
            throw new MediaException(source + " " + e.getMessage(), e);
        } catch (Throwable e) {
            frames.close();
            throw e;
        }
    }

    private void put(Tensor stored, Tensor target, TensorAllocator allocator) {
        if (video.quarterTurns() == 0) {
            target.put(stored);
            return;
        }
        try (Tensor turned = Orientation.turn(stored, ORIENTATIONS[video.quarterTurns()], allocator)) {
            target.put(turned);
        }
    }
}
