package io.multimodal4j.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.multimodal4j.MultiModalProcessor;
import io.multimodal4j.annotations.DType;
import io.multimodal4j.annotations.Modality;
import io.multimodal4j.engine.EncoderBudget;
import io.multimodal4j.engine.EncoderCacheManager;
import io.multimodal4j.engine.EncoderOutputs;
import io.multimodal4j.engine.MultiModalFeature;
import io.multimodal4j.engine.PromptFeatures;
import io.multimodal4j.engine.RequestEmbeddings;
import io.multimodal4j.engine.SchedulerLimits;
import io.multimodal4j.engine.StepEmbeddings;
import io.multimodal4j.media.AudioItem;
import io.multimodal4j.model.ModelContext;
import io.multimodal4j.processing.ProcessedInputs;
import io.multimodal4j.prompt.Prompt;
import io.multimodal4j.tensor.Tensor;
import io.multimodal4j.tensor.TensorAllocator;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A toy engine around Whisper: the sound is encoded before the decoder's first step, and none of the decoder's tokens is the sound's. */
class EncoderDecoderStepTest {

    private static final int POSITIONS = 1500;
    private static final int HIDDEN = 2;

    @Test
    void theSoundIsTheEncodersAndThePromptTheDecoders() {
        TensorAllocator allocator = new TensorAllocator();
        try (MultiModalProcessor processor = MultiModalProcessor.builder(Path.of("models", "whisper"))
                        .backend("java")
                        .allocator(allocator)
                        .load();
                ProcessedInputs inputs = processor.apply(
                        Prompt.of("<|startoftranscript|>").withAudio(AudioItem.ofSamples(new float[800], 16_000)));
                ProcessedInputs silent = processor.apply(Prompt.of("<|startoftranscript|>"));
                EncoderOutputs outputs = new EncoderOutputs()) {
            PromptFeatures features = PromptFeatures.of(inputs);
            assertThat(features.inEncoderPrompt()).isTrue();
            assertThat(PromptFeatures.of(silent).features()).isEmpty();

            EncoderBudget budget = processor.encoderBudget(SchedulerLimits.of(448, 4, 448));
            assertThat(budget.encoderComputeBudget()).isEqualTo(POSITIONS);
            EncoderCacheManager cache = new EncoderCacheManager(budget.encoderCacheSize());
            List<MultiModalFeature> needed = features.overlapping(0, 1);
            assertThat(needed).hasSize(1);
            MultiModalFeature sound = needed.get(0);
            assertThat(sound.embeds()).isEqualTo(POSITIONS);
            assertThat(cache.canAllocate(sound, budget.encoderComputeBudget(), 0))
                    .isTrue();
            cache.allocate("transcribe", sound);

            RequestEmbeddings encoded = processor
                    .encoderRunner(processor.createModel(new ModelContext(Map.of(
                            Modality.AUDIO, fields -> List.of(allocator.allocate(DType.FLOAT32, POSITIONS, HIDDEN))))))
                    .getMultiModalEmbeddings(List.of(features))
                    .get(0);
            outputs.put(sound, encoded.embeddings().get(0));
            // What the decoder attends to at every step, whole.
            assertThat(outputs.get(sound).shape()).containsExactly(POSITIONS, HIDDEN);

            int tokens = inputs.promptTokens();
            try (StepEmbeddings step = StepEmbeddings.gather(
                            List.of(new StepEmbeddings.Part(features, 0, tokens)), outputs, allocator);
                    Tensor mask = features.isMultimodal(0, tokens, allocator)) {
                assertThat(step.embeddings()).isEmpty();
                assertThat(mask.toByteArray()).containsOnly(0).hasSize(tokens);
            }
            // The same decoder's tokens after another sound are another block.
            assertThat(features.blockKeys(0, tokens))
                    .containsExactly(new PromptFeatures.BlockKey(sound.identifier(), 0));
        }
        assertThat(allocator.liveTensors()).isZero();
    }
}
