package io.multimodal4j.media;

import java.util.Optional;

/** What the size of a video adds to its identity. */
final class VideoIdentity {

    private VideoIdentity() {}

    static void write(VideoSize size, ContentWriter content) {
        content.number("frame count", size.frames())
                .number("width", size.width())
                .number("height", size.height());
        Optional<VideoMetadata> metadata = size.metadata();
        content.number("has metadata", metadata.isPresent() ? 1 : 0);
        metadata.ifPresent(known -> {
            content.number("total frames", known.totalFrames())
                    .number("frames per second", Double.doubleToLongBits(known.framesPerSecond()));
            known.frameIndices().forEach(index -> content.number("frame index", index));
        });
    }
}
