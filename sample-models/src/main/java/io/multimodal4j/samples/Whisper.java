package io.multimodal4j.samples;

import static io.multimodal4j.annotations.Modality.AUDIO;

import io.multimodal4j.annotations.Limit;
import io.multimodal4j.annotations.MultiModalField;
import io.multimodal4j.annotations.PromptReplacement;
import io.multimodal4j.annotations.RegisterProcessor;
import io.multimodal4j.model.DummyInputs;
import io.multimodal4j.model.DummyInputsBuilder;
import io.multimodal4j.model.ModelContext;
import io.multimodal4j.model.ProcessingInfo;
import io.multimodal4j.model.SupportsMultiModal;
import io.multimodal4j.prompt.Prompt;
import io.multimodal4j.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whisper: an encoder for one sound of 30 seconds, and a decoder that writes what was said. The prompt is the decoder's, such as
 * {@code <|startoftranscript|><|en|><|transcribe|><|notimestamps|>}; the sound has its place in the encoder's prompt, which is a token for each of the encoder's positions.
 */
@RegisterProcessor(
        value = "WhisperForConditionalGeneration",
        description = "Whisper: an encoder for one sound, and a decoder that writes what was said",
        limits = @Limit(modality = AUDIO, max = 1),
        info = Whisper.Info.class,
        dummyInputs = Whisper.Dummies.class)
public final class Whisper implements SupportsMultiModal {

    /** Token 0 of the public vocabularies, with which vLLM fills the encoder's prompt. */
    private static final String FILLER = "!";

    private final WhisperConfig config;
    private final ModelContext context;

    Whisper(WhisperConfig config, ModelContext context) {
        this.config = config;
        this.context = context;
    }

    /** The sound is the encoder's, and the decoder's prompt says all of its special tokens itself. */
    static final class Info implements ProcessingInfo<WhisperConfig> {

        @Override
        public Optional<String> encoderPrompt(WhisperConfig config) {
            return Optional.of(FILLER);
        }

        @Override
        public boolean addsSpecialTokens(WhisperConfig config) {
            return false;
        }
    }

    /** A decoder's prompt has no placeholder. */
    static final class Dummies implements DummyInputs<WhisperConfig> {

        @Override
        public Prompt build(WhisperConfig config, DummyInputsBuilder dummies) {
            return dummies.text("<|startoftranscript|>").add(AUDIO, "").build();
        }
    }

    /**
     * What the model read from its {@code config.json}.
     *
     * @return the configuration
     */
    public WhisperConfig config() {
        return config;
    }

    /** Sounds are padded to the encoder's full length. */
    @PromptReplacement(modality = AUDIO, target = FILLER)
    static int audioTokens(WhisperConfig config) {
        return config.maxSourcePositions();
    }

    /** The encoder's output is what the decoder attends to. */
    List<Tensor> embedAudio(
            @MultiModalField(name = "input_features", modality = AUDIO, shape = "n mels frames") Tensor inputFeatures) {
        return context.encoder(AUDIO).encode(Map.of("input_features", inputFeatures));
    }
}
