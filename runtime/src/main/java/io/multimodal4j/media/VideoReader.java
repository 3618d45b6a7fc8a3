package io.multimodal4j.media;

import io.multimodal4j.ffmpeg.FfmpegVideo;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Turns {@link VideoItem}s into sizes and frames. A video is a list or a folder of pictures, raw pixels, an animated GIF or WebP, or a {@code data:video/jpeg} URL, whose data are JPEGs in base64 with
 * commas between them; or a video file, if the optional dependency {@code org.bytedeco:ffmpeg} is there. The frames of a video have one size and become RGB as {@link ImageReader} says. Safe for any number of threads.
 */
public final class VideoReader implements ItemReader<VideoItem, VideoSize> {

    private final MediaBytes bytes;
    private final MediaPolicy policy;
    private final MediaLimits limits;
    private final ImageReader frames;
    private final ImageLoading loading;

    /**
     * A reader.
     *
     * @param policy what media may be read, and what it may cost
     * @param loading how the pixels of pictures become RGB
     */
    public VideoReader(MediaPolicy policy, ImageLoading loading) {
        this.bytes = new MediaBytes(policy);
        this.policy = policy;
        this.limits = policy.limits();
        this.frames = new ImageReader(policy, loading);
        this.loading = loading;
    }

    @Override
    public OpenedItem<VideoSize> open(VideoItem item) {
        if (item instanceof VideoItem.Frames pictures) {
            limits.requireFrames(item, pictures.frames().size());
            return open(item, pictures.frames(), pictures.metadata());
        }
        if (item instanceof VideoItem.Pixels pixels) {
            limits.requireVideo(item, pixels.size());
            return new RawVideo(pixels, loading);
        }
        if (item instanceof VideoItem.Blank blank) {
            limits.requireVideo(item, blank.size());
            return new BlankVideo(blank.size());
        }
        if (item instanceof VideoItem.File file) {
            return Files.isDirectory(file.path())
                    ? openFolder(file)
                    : open(item, bytes.ofPath(item, file.path()), file.sampling());
        }
        if (item instanceof VideoItem.Url url) {
            return isJpegs(url.uri())
                    ? open(item, jpegs(item, url.uri()), Optional.empty())
                    : open(item, bytes.ofUrl(item, url.uri()), url.sampling());
        }
        VideoItem.Encoded memory = (VideoItem.Encoded) item;
        return open(item, bytes.ofMemory(item, memory.bytes()), memory.sampling());
    }

    private OpenedItem<VideoSize> openFolder(VideoItem.File item) {
        try {
            Path folder = policy.requireTrusted(item, item.path());
            List<Path> pictures = PictureFolder.pictures(folder, limits.maxVideoSourceFrames());
            if (pictures.isEmpty()) {
                throw new MediaException(item + " is a folder without pictures");
            }
            limits.requireSourceFrames(item, pictures.size());
            if (item.sampling().needsRate()) {
                throw new MediaException(
                        item + " is a folder of pictures, which has no rate to take so many per second of;"
                                + " take a number of frames");
            }
            List<Integer> wanted = item.sampling().indices(pictures.size(), 1);
            limits.requireFrames(item, wanted.size());
            return open(
                    item,
                    wanted.stream().map(i -> ImageItem.of(pictures.get(i))).toList(),
                    Optional.empty());
        } catch (IOException e) {
            throw new MediaException("cannot read the folder " + item + ": " + e.getMessage(), e);
        }
    }

    private OpenedItem<VideoSize> open(VideoItem item, byte[] encoded, FrameSampling sampling) {
        Optional<PictureFormat> format = PictureFormat.of(encoded);
        if (format.isEmpty()) {
            return openFile(item, encoded, sampling);
        }
        int mostFrames = limits.maxVideoSourceFrames();
        String source = item.toString();
        if (format.get() == PictureFormat.GIF) {
            return open(item, encoded, GifAnimation.read(encoded, source, mostFrames + 1), sampling);
        }
        if (format.get() == PictureFormat.WEBP && new WebpFile(encoded).isAnimated()) {
            return open(item, encoded, WebpAnimation.read(encoded, source, mostFrames + 1), sampling);
        }
        throw new MediaException(item + " is a picture and no video; give it as an image, or in a list of frames");
    }

    private OpenedItem<VideoSize> open(VideoItem item, byte[] encoded, Animation animation, FrameSampling sampling) {
        limits.requireVideoSource(item, animation.frames(), animation.size());
        double rate = animation.frames() / animation.seconds();
        List<Integer> wanted = wanted(item, animation.frames(), OptionalDouble.of(rate), sampling);
        VideoMetadata metadata = new VideoMetadata(animation.frames(), rate, wanted);
        VideoSize size = size(wanted.size(), animation.size(), Optional.of(metadata));
        limits.requireVideo(item, size);
        return new AnimatedVideo(encoded, animation, size, wanted, loading);
    }

    private OpenedItem<VideoSize> openFile(VideoItem item, byte[] encoded, FrameSampling sampling) {
        FfmpegVideo video = OptionalFfmpeg.video(item, encoded, limits);
        ImageSize frame = FileVideo.frameSize(video);
        limits.requireVideoSource(item, video.frames(), frame);
        List<Integer> wanted = wanted(item, video.frames(), video.framesPerSecond(), sampling);
        Optional<VideoMetadata> metadata = video.framesPerSecond().isPresent()
                ? Optional.of(new VideoMetadata(
                        video.frames(), video.framesPerSecond().getAsDouble(), wanted))
                : Optional.empty();
        VideoSize size = size(wanted.size(), frame, metadata);
        limits.requireVideo(item, size);
        return new FileVideo(encoded, item.toString(), video, size, wanted);
    }

    private List<Integer> wanted(VideoItem item, int frames, OptionalDouble framesPerSecond, FrameSampling sampling) {
        if (framesPerSecond.isEmpty() && sampling.needsRate()) {
            throw new MediaException(
                    item
                            + " does not say how fast it is, so that no frames can be taken by the second; take a number of them");
        }
        List<Integer> wanted = sampling.indices(frames, framesPerSecond.orElse(1));
        limits.requireFrames(item, wanted.size());
        return wanted;
    }

    private OpenedItem<VideoSize> open(VideoItem item, List<ImageItem> pictures, Optional<VideoMetadata> metadata) {
        ImageSize first = new ImageSize(1, 1);
        List<OpenedImage> opened = new ArrayList<>();
        long encodedBytes = 0;
        for (ImageItem picture : pictures) {
            OpenedImage frame = frames.open(picture);
            if (opened.isEmpty()) {
                first = frame.size();
                limits.requireVideo(item, size(pictures.size(), first, metadata));
            }
            if (!frame.size().equals(first)) {
                throw new MediaException("frame " + opened.size() + " of " + item + " is " + frame.size()
                        + " but the first one is " + first + "; all frames of a video have one size");
            }
            encodedBytes += frame instanceof EncodedImage file ? file.encodedBytes() : 0;
            limits.requireEncoded(item, encodedBytes);
            opened.add(frame);
        }
        return new FrameVideo(opened, size(pictures.size(), first, metadata));
    }

    private static VideoSize size(int frames, ImageSize size, Optional<VideoMetadata> metadata) {
        return new VideoSize(frames, size.width(), size.height(), metadata);
    }

    private static boolean isJpegs(URI uri) {
        String url = uri.toString();
        return DataUrl.isDataUrl(url) && DataUrl.mediaType(url).equals("video/jpeg");
    }

    private List<ImageItem> jpegs(VideoItem item, URI uri) {
        return DataUrl.decodeAll(uri.toString(), limits, item).stream()
                .map(ImageItem::of)
                .toList();
    }

    @Override
    public String optionsKey() {
        return loading.optionsKey();
    }
}
