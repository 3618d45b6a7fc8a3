package catalogue;

import static io.multimodal4j.annotations.Modality.AUDIO;

import io.multimodal4j.annotations.DType;
import io.multimodal4j.annotations.MaxTokensPerItem;
import io.multimodal4j.annotations.MultiModalField;
import io.multimodal4j.annotations.PromptReplacement;
import io.multimodal4j.annotations.RegisterProcessor;
import io.multimodal4j.media.AudioLength;
import io.multimodal4j.model.ModelContext;
import io.multimodal4j.model.SupportsMultiModal;
import io.multimodal4j.tensor.Tensor;
import java.util.List;
import java.util.Map;

/** Ultravox: 6.25 tokens a second. */
@RegisterProcessor("UltravoxModel")
final class Ultravox implements SupportsMultiModal {

    private final ModelContext context;

    Ultravox(ModelContext context) {
        this.context = context;
    }

    @PromptReplacement(modality = AUDIO, target = "<|audio|>")
    static int audioTokens(AudioLength audio) {
        return Math.max(1, Math.toIntExact((audio.samples() * 25 + 4L * audio.samplingRate() - 1) / (4L * audio.samplingRate())));
    }

    @MaxTokensPerItem(modality = AUDIO)
    static int most(int longestSequence) {
        return Math.min(longestSequence, 188);
    }

    List<Tensor> embedAudio(
            @MultiModalField(name = "audio_features", modality = AUDIO, shape = "n 80 frames")
                    Tensor features,
            @MultiModalField(name = "audio_token_len", modality = AUDIO, shape = "n", dtype = DType.INT64, keepOnCpu = true)
                    Tensor lengths) {
        return context.encoder(AUDIO).encode(Map.of("audio_features", features, "audio_token_len", lengths));
    }

    List<Tensor> projectAudio(
            @MultiModalField(name = "audio_embeds", modality = AUDIO, shape = "n tokens hidden")
                    Tensor embeds) {
        return context.encoder(AUDIO).encode(Map.of("audio_embeds", embeds));
    }
}
