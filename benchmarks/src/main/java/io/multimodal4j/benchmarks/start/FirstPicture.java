package io.multimodal4j.benchmarks.start;

import io.multimodal4j.MultiModalProcessor;
import io.multimodal4j.kernel.KernelBackends;
import io.multimodal4j.media.ImageItem;
import io.multimodal4j.processing.ProcessedInputs;
import io.multimodal4j.prompt.Prompt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** An application that processes a picture and ends. Prints when it got how far, as microseconds since a moment that {@link StartUp} names. */
public final class FirstPicture {

    private FirstPicture() {}

    /**
     * Runs the application.
     *
     * @param arguments the microseconds of the epoch when the JVM was started, the back end, the model directory, the picture, and the prompt
     * @throws IOException if the picture cannot be read
     */
    public static void main(String[] arguments) throws IOException {
        long start = Long.parseLong(arguments[0]);
        StringBuilder times = new StringBuilder().append(since(start));
        // Opens what the processor opens again: afterwards the native libraries are there.
        KernelBackends.open(arguments[1]).close();
        times.append(' ').append(since(start));
        try (MultiModalProcessor processor = MultiModalProcessor.builder(Path.of(arguments[2]))
                .backend(arguments[1])
                .load()) {
            times.append(' ').append(since(start));
            ImageItem picture = ImageItem.of(Files.readAllBytes(Path.of(arguments[3])));
            process(processor, arguments[4], picture);
            times.append(' ').append(since(start));
            process(processor, arguments[4], picture);
            times.append(' ').append(since(start));
        }
        System.out.println(times);
    }

    private static void process(MultiModalProcessor processor, String prompt, ImageItem picture) {
        try (ProcessedInputs inputs = processor.apply(Prompt.of(prompt).withImage(picture))) {
            if (inputs.promptTokenIds().length == 0) {
                throw new IllegalStateException("no tokens");
            }
        }
    }

    private static long since(long start) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now()) - start;
    }
}
