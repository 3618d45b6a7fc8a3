package io.multimodal4j.cli;

import io.multimodal4j.media.FrameSampling;
import io.multimodal4j.media.VideoItem;
import io.multimodal4j.prompt.Prompt;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** The prompt and its media. */
final class PromptOptions {

    @ArgGroup(multiplicity = "1")
    @SuppressWarnings("NullAway.Init")
    private Source source;

    @Option(
            names = "--image",
            paramLabel = "FILE",
            description = "A picture; repeat it for several, in the order of their placeholders.")
    private List<Path> images = new ArrayList<>();

    @Option(
            names = "--audio",
            paramLabel = "FILE",
            description = "A sound, as a WAV file; repeat it for several, in the order of their placeholders.")
    private List<Path> sounds = new ArrayList<>();

    @Option(
            names = "--video",
            paramLabel = "PATH",
            description =
                    "A video: a folder of pictures, in the order of their names, or an animated GIF or WebP; repeat it for several, in the order of their placeholders.")
    private List<Path> videos = new ArrayList<>();

    @Option(
            names = "--num-frames",
            paramLabel = "N",
            defaultValue = "32",
            description = "The most frames taken of each video, spread evenly (default: ${DEFAULT-VALUE}).")
    private int frames = 32;

    @Option(
            names = "--fps",
            paramLabel = "RATE",
            description = "Take so many frames for each second of a video, up to --num-frames.")
    private @Nullable Double framesPerSecond;

    PromptOptions() {}

    /** The prompt is given in one of two ways. */
    static final class Source {

        @Option(
                names = "--prompt",
                required = true,
                paramLabel = "TEXT",
                description = "The prompt, with one placeholder such as <image> for every item.")
        private @Nullable String text;

        @Option(
                names = "--prompt-token-ids",
                required = true,
                split = ",",
                paramLabel = "ID",
                description = "The prompt as token ids, with one placeholder token for every item.")
        private int @Nullable [] tokenIds;

        Source() {}
    }

    Prompt prompt() {
        Prompt prompt = source.tokenIds != null
                ? Prompt.ofTokenIds(source.tokenIds)
                : Prompt.of(Objects.requireNonNull(source.text));
        for (Path image : images) {
            prompt = prompt.withImage(image);
        }
        for (Path video : videos) {
            prompt = prompt.withVideo(new VideoItem.File(video, sampling()));
        }
        for (Path sound : sounds) {
            prompt = prompt.withAudio(sound);
        }
        return prompt;
    }

    private FrameSampling sampling() {
        return framesPerSecond == null
                ? new FrameSampling.Uniform(frames)
                : new FrameSampling.Rate(framesPerSecond, frames);
    }
}
