package catalogue;

import static io.multimodal4j.annotations.Modality.AUDIO;

import io.multimodal4j.annotations.Limit;
import io.multimodal4j.annotations.MultiModalField;
import io.multimodal4j.annotations.PromptReplacement;
import io.multimodal4j.annotations.RegisterProcessor;
import io.multimodal4j.media.AudioLength;
import io.multimodal4j.media.ItemSize;
import io.multimodal4j.model.ModelContext;
import io.multimodal4j.model.ProcessingInfo;
import io.multimodal4j.model.SupportsMultiModal;
import io.multimodal4j.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Whisper: one window of 30 seconds in front of the decoder, as 1500 encoder positions. */
@RegisterProcessor(
        value = "WhisperForConditionalGeneration",
        limits = @Limit(modality = AUDIO, max = 1),
        info = Whisper.Info.class)
@PromptReplacement(modality = AUDIO, target = "!", count = 1500)
final class Whisper implements SupportsMultiModal {

    private final ModelContext context;

    Whisper(ModelContext context) {
        this.context = context;
    }

    static final class Info implements ProcessingInfo<Object> {
        @Override
        public Optional<ItemSize> sizeWithMostFeatures(Object config, String modality) {
            return Optional.of(new AudioLength(480_000, 16_000));
        }

        @Override
        public OptionalInt maxTokensPerItem(Object config, String modality, int sequenceLength) {
            return OptionalInt.of(1500);
        }
    }

    List<Tensor> embedAudio(
            @MultiModalField(name = "input_features", modality = AUDIO, shape = "n 80 3000")
                    Tensor features) {
        return context.encoder(AUDIO).encode(Map.of("input_features", features));
    }
}
