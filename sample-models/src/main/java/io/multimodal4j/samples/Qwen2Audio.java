package io.multimodal4j.samples;

import static io.multimodal4j.annotations.Modality.AUDIO;

import io.multimodal4j.annotations.DType;
import io.multimodal4j.annotations.MultiModalField;
import io.multimodal4j.annotations.PromptReplacement;
import io.multimodal4j.annotations.RegisterProcessor;
import io.multimodal4j.media.AudioLength;
import io.multimodal4j.model.ModelContext;
import io.multimodal4j.model.SupportsMultiModal;
import io.multimodal4j.tensor.Tensor;
import java.util.List;
import java.util.Map;

/**
 * Qwen2-Audio: Whisper's encoder in front of a language model. A sound of up to 30 seconds has 25 tokens for each second; longer ones are cut off.
 *
 * <p>As in vLLM, {@code <|audio_bos|>} and {@code <|audio_eos|>} are the prompt's: they stand around the placeholder in the public chat format. (Hugging Face's processor adds them
 * where both are missing.)
 */
@RegisterProcessor(
        value = "Qwen2AudioForConditionalGeneration",
        description = "Qwen2-Audio: Whisper's encoder in front of a language model")
public final class Qwen2Audio implements SupportsMultiModal {

    private final Qwen2AudioConfig config;
    private final ModelContext context;

    Qwen2Audio(Qwen2AudioConfig config, ModelContext context) {
        this.config = config;
        this.context = context;
    }

    /**
     * What the model read from its configuration.
     *
     * @return the configuration
     */
    public Qwen2AudioConfig config() {
        return config;
    }

    /** One token for four frames of the spectrogram, of which only those count that start within the sound. */
    @PromptReplacement(modality = AUDIO, target = "<|AUDIO|>")
    static int audioTokens(Qwen2AudioConfig config, AudioLength audio) {
        return config.tokens(audio);
    }

    /** The spectrograms have one length; the mask says how much of it is sound. */
    List<Tensor> embedAudio(
            @MultiModalField(name = "input_features", modality = AUDIO, shape = "n mels frames") Tensor inputFeatures,
            @MultiModalField(name = "feature_attention_mask", modality = AUDIO, shape = "n frames", dtype = DType.INT32)
                    Tensor featureAttentionMask) {
        return context.encoder(AUDIO)
                .encode(Map.of("input_features", inputFeatures, "feature_attention_mask", featureAttentionMask));
    }
}
