package catalogue;

import static io.multimodal4j.annotations.Modality.AUDIO;

import io.multimodal4j.annotations.DType;
import io.multimodal4j.annotations.Layout;
import io.multimodal4j.annotations.MaxTokensPerItem;
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

/** Ultravox: chunks of 30 seconds, each with a token for every 16 mel frames that are sound. */
@RegisterProcessor("UltravoxModel")
final class Ultravox implements SupportsMultiModal {

    private static final int CHUNK = 3000;
    private static final int MOST_CHUNKS = 16;

    private final ModelContext context;

    Ultravox(ModelContext context) {
        this.context = context;
    }

    @PromptReplacement(modality = AUDIO, target = "<|audio|>")
    static int audioTokens(AudioLength audio) {
        long frames = (Math.max(320, audio.samples()) + 159) / 160;
        long rest = frames % CHUNK;
        return Math.toIntExact(frames / CHUNK * tokens(CHUNK) + tokens(rest));
    }

    private static long tokens(long frames) {
        return (frames + 15) / 16;
    }

    @SizeWithMostFeatures(modality = AUDIO)
    static AudioLength longest() {
        return new AudioLength(480_000 * MOST_CHUNKS, 16_000);
    }

    @MaxTokensPerItem(modality = AUDIO)
    static int most(int longestSequence) {
        return Math.min(longestSequence, Math.toIntExact(MOST_CHUNKS * tokens(CHUNK)));
    }

    List<Tensor> embedAudio(
            @MultiModalField(name = "audio_features", modality = AUDIO, shape = "chunks mels frames", layout = Layout.FLAT, sizes = "audio_num_chunks")
                    Tensor features,
            @MultiModalField(name = "audio_lens", modality = AUDIO, shape = "chunks", dtype = DType.INT64, layout = Layout.FLAT, sizes = "audio_num_chunks")
                    Tensor lengths,
            @MultiModalField(name = "audio_token_len", modality = AUDIO, shape = "chunks", dtype = DType.INT32, layout = Layout.FLAT, sizes = "audio_num_chunks")
                    Tensor tokens,
            @MultiModalField(name = "audio_num_chunks", modality = AUDIO, shape = "n", dtype = DType.INT64, keepOnCpu = true)
                    Tensor chunks) {
        return context.encoder(AUDIO).encode(Map.of("audio_features", features, "audio_lens", lengths, "audio_token_len", tokens, "audio_num_chunks", chunks));
    }

    List<Tensor> projectAudio(
            @MultiModalField(name = "audio_embeds", modality = AUDIO, shape = "n tokens hidden")
                    Tensor embeds) {
        return context.encoder(AUDIO).encode(Map.of("audio_embeds", embeds));
    }
}
