package io.multimodal4j.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.multimodal4j.MultiModalProcessor;
import io.multimodal4j.processing.ProcessedInputs;
import io.multimodal4j.prompt.Prompt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Closing every result returns native memory: a thousand pictures leave the process as large as it was. */
class NativeMemoryTest {

    private static final int PICTURES = 1_000;
    private static final long SLACK = 48L << 20;

    @ParameterizedTest
    @MethodSource("io.multimodal4j.samples.Backends#here")
    void aThousandPicturesLeaveNothingBehind(String backend) throws IOException {
        byte[] jpeg = Files.readAllBytes(Path.of("src/test/resources/pictures/420.jpg"));
        Prompt prompt = Prompt.of("<image> <image>").withImage(jpeg).withImage(jpeg);
        try (MultiModalProcessor processor = MultiModalProcessor.builder(LlavaGoldens.MODEL_DIRECTORY)
                .backend(backend)
                .load()) {
            process(processor, prompt, PICTURES / 10);
            long before = Pointer.physicalBytes();
            long peak = processor.allocator().peakBytes();
            process(processor, prompt, PICTURES);
            assertThat(processor.allocator().liveBytes()).isZero();
            assertThat(processor.allocator().peakBytes()).isEqualTo(peak);
            // One leaked result is 1.3 MB, so a leak per picture would be a gigabyte.
            assertThat(Pointer.physicalBytes() - before).isLessThan(SLACK);
        }
    }

    private static void process(MultiModalProcessor processor, Prompt prompt, int pictures) {
        for (int i = 0; i < pictures; i += 2) {
            try (ProcessedInputs inputs = processor.apply(prompt)) {
                assertThat(inputs.fields()).hasSize(1);
            }
        }
    }
}
