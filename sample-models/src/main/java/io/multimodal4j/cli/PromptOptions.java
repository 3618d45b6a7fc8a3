package io.multimodal4j.cli;

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
        return prompt;
    }
}
