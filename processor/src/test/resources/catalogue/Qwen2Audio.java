package catalogue;

import static io.multimodal4j.annotations.Modality.AUDIO;

import io.multimodal4j.annotations.DType;
import io.multimodal4j.annotations.MultiModalField;
import io.multimodal4j.annotations.PromptReplacement;
import io.multimodal4j.annotations.RegisterProcessor;
import io.multimodal4j.annotations.SizeWithMostFeatures;
import io.multimodal4j.media.AudioLength;
import io.multimodal4j.model.ModelContext;
import io.multimodal4j.model.SupportsMultiModal;
import io.multimodal4j.tensor.Tensor;
import java.util.List;
import java.util.Map;

/** Qwen2-Audio: at most 30 seconds of mel frames, pooled twice. */
@RegisterProcessor("Qwen2AudioForConditionalGeneration")
final class Qwen2Audio implements SupportsMultiModal {

    private final ModelContext context;

    Qwen2Audio(ModelContext context) {
        this.context = context;
    }

    @PromptReplacement(
            modality = AUDIO,
            target = "<|AUDIO|>",
            before = "<|audio_bos|>",
            after = "<|audio_eos|>")
    static int audioTokens(AudioLength audio) {
        int frames = (int) ((Math.min(480_000, audio.samples()) + 159) / 160);
        int encoded = (frames - 1) / 2 + 1;
        int tokens = Math.floorDiv(encoded - 2, 2) + 1;
        if (tokens < 1) {
            throw new IllegalArgumentException("a sound of " + audio + " is too short for the model");
        }
        return tokens;
    }

    @SizeWithMostFeatures(modality = AUDIO)
    static AudioLength longest() {
        return new AudioLength(480_000, 16_000);
    }

    List<Tensor> embedAudio(
            @MultiModalField(name = "input_features", modality = AUDIO, shape = "n 128 frames")
                    Tensor features,
            @MultiModalField(name = "feature_attention_mask", modality = AUDIO, shape = "n frames", dtype = DType.INT64)
                    Tensor mask) {
        return context.encoder(AUDIO).encode(Map.of("input_features", features, "feature_attention_mask", mask));
    }
}
