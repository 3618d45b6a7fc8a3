package io.multimodal4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.multimodal4j.annotations.DType;
import io.multimodal4j.config.ConfigException;
import io.multimodal4j.engine.EncoderBudget;
import io.multimodal4j.engine.EncoderBudget.ModalityBudget;
import io.multimodal4j.engine.SchedulerLimits;
import io.multimodal4j.field.FieldException;
import io.multimodal4j.media.MediaException;
import io.multimodal4j.model.ModelContext;
import io.multimodal4j.model.SupportsMultiModal;
import io.multimodal4j.processing.ProcessedField;
import io.multimodal4j.processing.ProcessedInputs;
import io.multimodal4j.prompt.PlaceholderRange;
import io.multimodal4j.prompt.Prompt;
import io.multimodal4j.prompt.PromptException;
import io.multimodal4j.registry.ModelRegistry;
import io.multimodal4j.registry.RegistryException;
import io.multimodal4j.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MultiModalProcessorTest {

    private static final byte[] WIDE = TestPictures.png(40, 30, 0);
    private static final byte[] TALL = TestPictures.png(30, 40, 0);

    @TempDir
    private Path folder;

    private MultiModalProcessor load() throws IOException {
        return builder("<image>").load();
    }

    private MultiModalProcessorBuilder builder(String target) throws IOException {
        return MultiModalProcessor.builder(TestModelDirectory.write(folder, TestModel.ARCHITECTURE))
                .backend("java")
                .registry(ModelRegistry.of(List.of(new TestModel.Index(target))));
    }

    @Test
    void processesSeveralPictures() throws IOException {
        Prompt prompt =
                Prompt.of("what <image> is <image> this").withImage(WIDE).withImage(TALL);
        try (MultiModalProcessor processor = load();
                ProcessedInputs inputs = processor.apply(prompt)) {
            assertThat(inputs.architecture()).isEqualTo(TestModel.ARCHITECTURE);
            assertThat(inputs.promptTokenIds()).containsExactly(1, 4, 3, 3, 3, 3, 3, 5, 3, 3, 3, 3, 6);
            assertThat(inputs.placeholders())
                    .isEqualTo(
                            Map.of("image", List.of(PlaceholderRange.ofEmbeds(2, 5), PlaceholderRange.ofEmbeds(8, 4))));
            ProcessedField field = inputs.field("pixel_values");
            assertThat(field.tensor().shape()).containsExactly(2, 3, 28, 28);
            assertThat(inputs.hashes().get("image")).hasSize(2).doesNotHaveDuplicates();
            try (ProcessedInputs single = processor.apply(Prompt.of("<image>").withImage(TALL))) {
                assertThat(single.field("pixel_values").tensor().sha256())
                        .isEqualTo(field.items().get(1).sha256());
                assertThat(single.hashes().get("image").get(0))
                        .isEqualTo(inputs.hashes().get("image").get(1));
            }
        }
    }

    @Test
    void textAndTokensGiveTheSame() throws IOException {
        try (MultiModalProcessor processor = load();
                ProcessedInputs text =
                        processor.apply(Prompt.of("what <image> this").withImage(WIDE));
                ProcessedInputs tokens =
                        processor.apply(Prompt.ofTokenIds(1, 4, 3, 6).withImage(WIDE))) {
            assertThat(tokens.promptTokenIds()).isEqualTo(text.promptTokenIds());
            assertThat(tokens.placeholders()).isEqualTo(text.placeholders());
        }
    }

    @Test
    void countsWithoutDecoding() throws IOException {
        byte[] headerOnly = Arrays.copyOf(WIDE, 60);
        Prompt prompt =
                Prompt.of("what <image> is <image>").withImage(headerOnly).withImage(TALL);
        try (MultiModalProcessor processor = load()) {
            assertThat(processor.count(prompt).items()).isEqualTo(Map.of("image", List.of(5, 4)));
            assertThat(processor.count(prompt).promptTokens()).isEqualTo(1 + 1 + 5 + 1 + 4);
            assertThat(processor.count(Prompt.of("what is")).promptTokens()).isEqualTo(3);
            assertThat(processor.allocator().peakBytes()).isZero();
        }
    }

    @Test
    void textAloneHasNoFields() throws IOException {
        try (MultiModalProcessor processor = load();
                ProcessedInputs inputs = processor.apply(Prompt.of("what is this"))) {
            assertThat(inputs.promptTokenIds()).containsExactly(1, 4, 5, 6);
            assertThat(inputs.fields()).isEmpty();
            assertThat(inputs.placeholders()).isEmpty();
            assertThat(inputs.hashes()).isEmpty();
        }
    }

    @Test
    void aFailedRequestGivesEverythingBackAndTheNextSucceeds() throws IOException {
        byte[] damaged = Arrays.copyOf(WIDE, WIDE.length / 2);
        try (MultiModalProcessor processor = load()) {
            assertThatExceptionOfType(MediaException.class)
                    .isThrownBy(() -> processor.apply(
                            Prompt.of("<image> <image>").withImage(TALL).withImage(damaged)))
                    .withMessageContaining("damaged or cut off");
            assertThat(processor.allocator().liveTensors()).isZero();
            processor.apply(Prompt.of("<image>").withImage(TALL)).close();
            assertThat(processor.allocator().liveTensors()).isZero();
        }
    }

    @Test
    void promptAndItemsMustFit() throws IOException {
        try (MultiModalProcessor processor = load()) {
            assertThatExceptionOfType(PromptException.class)
                    .isThrownBy(() -> processor.apply(Prompt.of("what").withImage(WIDE)))
                    .withMessageContaining("has 0 '<image>' placeholders but 1 image was given");
            assertThatExceptionOfType(PromptException.class)
                    .isThrownBy(
                            () -> processor.count(Prompt.of("<image> <image>").withImage(WIDE)))
                    .withMessageContaining("has 2 '<image>' placeholders but 1 image was given");
        }
    }

    @Test
    void limitsAreThoseOfTheModelAndTheApplication() throws IOException {
        Prompt two = Prompt.of("<image> <image>").withImage(WIDE).withImage(WIDE);
        Prompt five = two.withImage(WIDE).withImage(WIDE).withImage(WIDE);
        try (MultiModalProcessor processor =
                builder("<image>").limit("image", 1).load()) {
            assertThatExceptionOfType(PromptException.class)
                    .isThrownBy(() -> processor.apply(two))
                    .withMessage(
                            "at most 1 image may be given in one prompt, got 2; give fewer or raise the limit of modality image");
        }
        try (MultiModalProcessor processor = load()) {
            assertThatExceptionOfType(PromptException.class)
                    .isThrownBy(() -> processor.count(five))
                    .withMessage(
                            "at most 4 images may be given in one prompt, got 5; give fewer: the model supports no more");
            assertThatExceptionOfType(PromptException.class)
                    .isThrownBy(() -> processor.count(two.withLimit("image", 1)))
                    .withMessageContaining(
                            "at most 1 image may be given in one prompt, got 2; give fewer or raise the limit of this request");
        }
        MultiModalProcessorBuilder above = builder("<image>").limit("image", 5);
        assertThatIllegalArgumentException()
                .isThrownBy(above::load)
                .withMessage("the limit of modality image is 5, but the model " + TestModel.ARCHITECTURE
                        + " supports at most 4");
        MultiModalProcessorBuilder wrong = builder("<image>").limit("imgae", 1);
        assertThatIllegalArgumentException().isThrownBy(wrong::load).withMessageContaining("'imgae'");
    }

    @Test
    void dummyInputsAreAsManyAsWanted() throws IOException {
        try (MultiModalProcessor processor = load();
                ProcessedInputs inputs = processor.apply(processor.dummyInputs(Map.of("image", 3)))) {
            assertThat(inputs.placeholders().get("image")).hasSize(3);
            assertThat(inputs.field("pixel_values").tensor().shape()).containsExactly(3, 3, 28, 28);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> processor.dummyInputs(Map.of("audio", 1)))
                    .withMessageContaining("takes [image]");
        }
    }

    @Test
    void encodesThroughTheModelAndChecksItsResult() throws IOException {
        try (MultiModalProcessor processor = load();
                ProcessedInputs inputs = processor.apply(Prompt.of("<image>").withImage(WIDE))) {
            SupportsMultiModal model = processor.createModel(new ModelContext(Map.of(
                    "image", fields -> List.of(processor.allocator().allocate(DType.FLOAT32, 5, 8)))));
            List<Tensor> embeddings = processor.embed(model, inputs, "image");
            assertThat(embeddings).hasSize(1);
            embeddings.forEach(Tensor::close);

            Tensor wrong = processor.allocator().allocate(DType.FLOAT32, 4, 8);
            SupportsMultiModal liar =
                    processor.createModel(new ModelContext(Map.of("image", fields -> List.of(wrong))));
            assertThatExceptionOfType(FieldException.class)
                    .isThrownBy(() -> processor.embed(liar, inputs, "image"))
                    .withMessageContaining("has 5 placeholders, but the encode method returned float32[4, 8]");
            wrong.close();

            SupportsMultiModal alone = processor.createModel(new ModelContext(Map.of()));
            assertThatIllegalStateException()
                    .isThrownBy(() -> processor.embed(alone, inputs, "image"))
                    .withMessageContaining("no engine was given for modality image");
        }
    }

    @Test
    void aWrongDirectoryIsAnErrorWhenItIsLoaded() throws IOException {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> MultiModalProcessor.load(folder.resolve("none")))
                .withMessageContaining("there is no model directory at");
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> builder("what is").load())
                .withMessageContaining("'what is' is not one token");
        MultiModalProcessorBuilder builder = builder("<image>");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.backend("gpu").load())
                .withMessageContaining("there is no back end 'gpu'; there are auto")
                .withMessageContaining("java");
        Files.writeString(folder.resolve("config.json"), "{\"architectures\": [\"Other\"]}");
        assertThatExceptionOfType(RegistryException.class)
                .isThrownBy(builder::load)
                .withMessageContaining("no model is registered for the architecture Other");
        Files.delete(folder.resolve("config.json"));
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(builder::load)
                .withMessageContaining("there is no config.json in");
    }

    @Test
    void theImageProcessorMayBeAPartOfTheProcessorsFile() throws IOException {
        MultiModalProcessorBuilder builder = builder("<image>");
        String own = Files.readString(folder.resolve("preprocessor_config.json"));
        Files.delete(folder.resolve("preprocessor_config.json"));
        Files.writeString(folder.resolve("processor_config.json"), "{\"image_processor\": " + own + "}");
        try (MultiModalProcessor processor = builder.load()) {
            assertThat(processor.count(Prompt.of("<image>").withImage(TALL)).promptTokens())
                    .isEqualTo(5);
        }
        Files.writeString(folder.resolve("processor_config.json"), "{}");
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(builder::load)
                .withMessageContaining("there is no preprocessor_config.json");
        Files.writeString(folder.resolve("processor_config.json"), "{");
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(builder::load)
                .withMessageContaining("processor_config.json")
                .withMessageContaining("is not valid JSON");
    }

    @Test
    void theEncoderBudgetIsComputedWithoutPictures() throws IOException {
        SchedulerLimits scheduler = SchedulerLimits.of(64, 4, 100);
        try (MultiModalProcessor processor =
                builder("<image>").limit("image", 3).load()) {
            int item = processor.maxTokensPerItem("image", 64);
            assertThat(processor.encoderBudget(scheduler))
                    .isEqualTo(new EncoderBudget(
                            100, 100, Map.of("image", new ModalityBudget(item, 3, Math.min(100 / item, 4 * 3)))));
            assertThat(processor.allocator().peakBytes()).isZero();
        }
        try (MultiModalProcessor textOnly = builder("<image>").limit("image", 0).load()) {
            assertThat(textOnly.encoderBudget(scheduler)).isEqualTo(new EncoderBudget(0, 0, Map.of()));
        }
    }
}
