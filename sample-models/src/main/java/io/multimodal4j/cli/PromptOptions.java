package io.multimodal4j.cli;

import io.multimodal4j.MultiModalProcessor;
import io.multimodal4j.media.AudioItem;
import io.multimodal4j.media.FrameSampling;
import io.multimodal4j.media.ImageItem;
import io.multimodal4j.media.MediaItem;
import io.multimodal4j.media.VideoItem;
import io.multimodal4j.prompt.Prompt;
import io.multimodal4j.template.ChatException;
import io.multimodal4j.template.ChatJson;
import io.multimodal4j.template.ChatOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
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

    @Option(
            names = "--continue-final-message",
            description = "With --messages: the prompt ends with the last message, for the model to go on with.")
    private boolean continueFinalMessage;

    PromptOptions() {}

    /** The prompt is given in one of three ways. */
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

        @Option(
                names = "--messages",
                required = true,
                paramLabel = "FILE.json",
                description =
                        "A conversation, as the messages of OpenAI's API, which the model's chat template makes a prompt of.")
        private @Nullable Path messages;

        Source() {}
    }

    /** The prompt of a model, with its media. */
    Prompt prompt(MultiModalProcessor processor) {
        List<MediaItem> items = items();
        if (source.messages != null) {
            ChatOptions options = ChatOptions.builder()
                    .addGenerationPrompt(!continueFinalMessage)
                    .continueFinalMessage(continueFinalMessage)
                    .build();
            return processor.chatPrompt(ChatJson.DEFAULT.messages(read(source.messages)), options, items);
        }
        Prompt prompt = source.tokenIds != null
                ? Prompt.ofTokenIds(source.tokenIds)
                : Prompt.of(Objects.requireNonNull(source.text));
        for (MediaItem item : items) {
            prompt = prompt.with(item);
        }
        return prompt;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new ChatException("there is no file " + file, e);
        } catch (IOException e) {
            throw new ChatException("cannot read " + file + " as UTF-8 text", e);
        }
    }

    private List<MediaItem> items() {
        List<MediaItem> items = new ArrayList<>();
        images.forEach(image -> items.add(ImageItem.of(image)));
        videos.forEach(video -> items.add(new VideoItem.File(video, sampling())));
        sounds.forEach(sound -> items.add(AudioItem.of(sound)));
        return items;
    }

    private FrameSampling sampling() {
        return framesPerSecond == null
                ? new FrameSampling.Uniform(frames)
                : new FrameSampling.Rate(framesPerSecond, frames);
    }
}
