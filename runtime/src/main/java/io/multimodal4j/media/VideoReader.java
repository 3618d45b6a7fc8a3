package io.multimodal4j.media;

import java.util.List;

/**
 * Turns {@link VideoItem}s into sizes and frames. The frames of a video have one size and become RGB as {@link ImageReader} says. Safe for any number of threads.
 */
public final class VideoReader implements ItemReader<VideoItem, VideoSize> {

    private final ImageReader frames;
    private final MediaLimits limits;

    /**
     * A reader.
     *
     * @param limits what media may cost
     */
    public VideoReader(MediaLimits limits) {
        this.limits = limits;
        this.frames = new ImageReader(limits);
    }

    @Override
    public OpenedItem<VideoSize> open(VideoItem item) {
        if (item instanceof VideoItem.Frames pictures) {
            return open(pictures);
        }
        if (item instanceof VideoItem.Pixels pixels) {
            requireWithinLimits(item, pixels.size());
            return new RawVideo(pixels);
        }
        if (item instanceof VideoItem.Blank blank) {
            requireWithinLimits(item, blank.size());
            return new BlankVideo(blank.size());
        }
        throw new MediaException(
                item + " cannot be decoded: there is no decoder of video files; give the frames as pictures");
    }

    private OpenedItem<VideoSize> open(VideoItem.Frames item) {
        List<OpenedImage> opened = item.frames().stream().map(frames::open).toList();
        ImageSize first = opened.get(0).size();
        for (int i = 1; i < opened.size(); i++) {
            if (!opened.get(i).size().equals(first)) {
                throw new MediaException(
                        "frame " + i + " of " + item + " is " + opened.get(i).size() + " but the first one is " + first
                                + "; all frames of a video have one size");
            }
        }
        VideoSize size = new VideoSize(opened.size(), first.width(), first.height(), item.metadata());
        requireWithinLimits(item, size);
        return new FrameVideo(opened, size);
    }

    private void requireWithinLimits(VideoItem item, VideoSize size) {
        if (size.frameSize().pixels() > limits.maxImagePixels()) {
            throw new MediaException(item + " has frames of " + size.frameSize() + ", more pixels than the limit of "
                    + limits.maxImagePixels() + "; scale it down or raise MediaLimits.maxImagePixels");
        }
    }
}
