package io.multimodal4j.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.multimodal4j.MultiModalProcessor;
import io.multimodal4j.TestModel;
import io.multimodal4j.TestModelDirectory;
import io.multimodal4j.config.ConfigException;
import io.multimodal4j.media.ImageItem;
import io.multimodal4j.media.ImageSize;
import io.multimodal4j.media.ItemSize;
import io.multimodal4j.model.DummyInputsBuilder;
import io.multimodal4j.model.ProcessingInfo;
import io.multimodal4j.processing.ProcessedInputs;
import io.multimodal4j.prompt.PlaceholderRange;
import io.multimodal4j.prompt.Prompt;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model whose pictures are in the encoder's prompt: {@code this <image>} for each of them. */
class EncoderPromptTest {

    private static final ImageSize WIDE = new ImageSize(56, 28);
    private static final ImageSize TALL = new ImageSize(28, 56);

    @TempDir
    private Path folder;

    private static WrongModel model(String encoderPrompt) {
        return new WrongModel() {
            @Override
            public ProcessingInfo<Integer> info() {
                return new ProcessingInfo<>() {
                    @Override
                    public Optional<ItemSize> sizeWithMostFeatures(Integer config, String modality) {
                        return Optional.of(WIDE);
                    }

                    @Override
                    public Optional<String> encoderPrompt(Integer config) {
                        return Optional.of(encoderPrompt);
                    }

                    @Override
                    public boolean addsSpecialTokens(Integer config) {
                        return false;
                    }
                };
            }

            @Override
            public Prompt dummyInputs(Integer config, DummyInputsBuilder dummies) {
                return dummies.text("what").add("image", "").build();
            }
        };
    }

    private MultiModalProcessor load(String encoderPrompt) throws IOException {
        return MultiModalProcessor.builder(TestModelDirectory.write(folder, TestModel.ARCHITECTURE))
                .backend("java")
                .registry(model(encoderPrompt).registry())
                .load();
    }

    @Test
    void itemsAreInTheEncodersPrompt() throws IOException {
        Prompt prompt = Prompt.of("what is <image> this")
                .withImage(ImageItem.blank(WIDE))
                .withImage(ImageItem.blank(TALL));
        try (MultiModalProcessor processor = load("this <image>");
                ProcessedInputs inputs = processor.apply(prompt)) {
            assertThat(inputs.promptTokenIds()).containsExactly(4, 5, 3, 6);
            assertThat(inputs.encoderPromptTokenIds())
                    .hasValueSatisfying(ids -> assertThat(ids).containsExactly(6, 3, 3, 3, 3, 3, 6, 3, 3, 3, 3));
            assertThat(inputs.placeholders().get("image"))
                    .isEqualTo(List.of(PlaceholderRange.ofEmbeds(1, 5), PlaceholderRange.ofEmbeds(7, 4)));
            assertThat(processor.count(prompt).promptTokens()).isEqualTo(4);
            assertThat(processor.count(prompt).items().get("image")).containsExactly(5, 4);
            assertThat(processor.tokenize(prompt)).containsExactly(4, 5, 3, 6);
        }
    }

    /** Where the item stands among the decoder's segments does not matter. */
    @Test
    void segmentsAreTheDecoders() throws IOException {
        Prompt prompt = Prompt.builder()
                .template("what")
                .item(ImageItem.blank(TALL))
                .text(" <image>")
                .build();
        try (MultiModalProcessor processor = load("<image>");
                ProcessedInputs inputs = processor.apply(prompt)) {
            assertThat(inputs.promptTokenIds()).doesNotContain(3).startsWith(4);
            assertThat(inputs.encoderPromptTokenIds())
                    .hasValueSatisfying(ids -> assertThat(ids).containsExactly(3, 3, 3, 3));
        }
    }

    @Test
    void withoutItemsTheEncoderHasNoPrompt() throws IOException {
        try (MultiModalProcessor processor = load("this <image>");
                ProcessedInputs inputs = processor.apply(Prompt.of("what is"))) {
            assertThat(inputs.promptTokenIds()).containsExactly(4, 5);
            assertThat(inputs.encoderPromptTokenIds())
                    .hasValueSatisfying(ids -> assertThat(ids).isEmpty());
        }
    }

    @Test
    void anEncodersPromptWithoutThePlaceholderIsFoundWhenTheModelIsLoaded() {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> load("what"))
                .withMessage("the encoder's prompt of the model " + TestModel.ARCHITECTURE
                        + " is 'what', without the placeholder '<image>' of modality image");
    }

    @Test
    void conforms() throws IOException {
        Conformance.of(TestModelDirectory.write(folder, TestModel.ARCHITECTURE))
                .backend("java")
                .registry(model("this <image>").registry())
                .check();
    }
}
