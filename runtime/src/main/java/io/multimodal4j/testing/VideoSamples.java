package io.multimodal4j.testing;

import io.multimodal4j.MultiModalProcessor;
import io.multimodal4j.annotations.Modality;
import io.multimodal4j.media.PixelLayout;
import io.multimodal4j.media.VideoItem;
import io.multimodal4j.media.VideoSize;
import io.multimodal4j.prompt.PromptItem;
import io.multimodal4j.video.VideoProcessor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Videos of few and small frames, odd numbers of them too, whose pixels change from frame to frame. */
final class VideoSamples {

    private static final List<VideoSize> SMALL = List.of(
            new VideoSize(4, 64, 48),
            new VideoSize(3, 37, 91),
            new VideoSize(1, 160, 40),
            new VideoSize(8, 29, 29),
            new VideoSize(2, 301, 203));

    private static final int CHANNELS = 3;
    private static final int RANDOM_SIZES = 500;
    private static final int LONGEST_EDGE = 2000;
    private static final int MOST_FRAMES = 64;
    private static final int[] FRAMES = {1, 2, 3, 4, 8, 15, 16, 31, 32, 33, MOST_FRAMES};
    private static final int[] EDGES = {1, 14, 28, 56, 113, 224, 336, 448, 1080, 1920, LONGEST_EDGE};

    private VideoSamples() {}

    static ItemSamples<VideoSize> of(MultiModalProcessor processor) {
        VideoProcessor video = (VideoProcessor) processor.itemProcessor(Modality.VIDEO);
        return new ItemSamples<>(
                VideoSize.class,
                SMALL,
                seed -> search(seed, mostFrames(processor)),
                VideoSamples::pixels,
                VideoItem::blank,
                video::outputs);
    }

    /** What the model takes in the worst case, which its own dummy inputs are. */
    private static int mostFrames(MultiModalProcessor processor) {
        return processor.dummyInputs(Map.of(Modality.VIDEO, 1)).items(Modality.VIDEO).stream()
                .map(PromptItem::media)
                .filter(VideoItem.Blank.class::isInstance)
                .map(item -> ((VideoItem.Blank) item).size().frames())
                .findFirst()
                .orElse(MOST_FRAMES);
    }

    private static VideoItem pixels(VideoSize size) {
        byte[] bytes = new byte[size.frames() * size.height() * size.width() * CHANNELS];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (i * 31 + (i >> 8) * 17 + size.width() * 101);
        }
        return new VideoItem.Pixels(bytes, PixelLayout.HWC_RGB, size);
    }

    /** No more frames than the dummy video has: how many a request may have is for its sampling to say. */
    private static List<VideoSize> search(long seed, int mostFrames) {
        List<VideoSize> sizes = new ArrayList<>();
        for (int frames : FRAMES) {
            for (int width : EDGES) {
                for (int height : EDGES) {
                    sizes.add(new VideoSize(Math.min(frames, mostFrames), width, height));
                }
            }
        }
        Random random = new Random(seed);
        for (int i = 0; i < RANDOM_SIZES; i++) {
            int frames = PictureSamples.logarithmic(random, Math.min(mostFrames, MOST_FRAMES));
            int one = PictureSamples.logarithmic(random, LONGEST_EDGE);
            int other = PictureSamples.logarithmic(random, LONGEST_EDGE);
            sizes.add(new VideoSize(frames, one, other));
            sizes.add(new VideoSize(frames, other, one));
        }
        return sizes;
    }
}
