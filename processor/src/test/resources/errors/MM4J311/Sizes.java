import static io.multimodal4j.annotations.Modality.AUDIO;
import static io.multimodal4j.annotations.Modality.IMAGE;

import io.multimodal4j.annotations.MaxTokensPerItem;
import io.multimodal4j.annotations.MultiModalField;
import io.multimodal4j.annotations.PromptReplacement;
import io.multimodal4j.annotations.RegisterProcessor;
import io.multimodal4j.annotations.SizeWithMostFeatures;
import io.multimodal4j.media.AudioLength;
import io.multimodal4j.media.ImageSize;
import io.multimodal4j.model.SupportsMultiModal;
import io.multimodal4j.tensor.Tensor;
import java.util.List;

@RegisterProcessor("Sizes")
final class Sizes implements SupportsMultiModal {

    @PromptReplacement(modality = IMAGE, target = "<image>")
    static int imageTokens() {
        return 1;
    }

    List<Tensor> embed(@MultiModalField(name = "pixels", modality = IMAGE, shape = "n 3") Tensor pixels) {
        return List.of();
    }

    @SizeWithMostFeatures(modality = IMAGE)
    private AudioLength largest(int side) {
        return new AudioLength(side, side);
    }

    @SizeWithMostFeatures(modality = IMAGE)
    static ImageSize second() {
        return new ImageSize(1, 1);
    }

    @MaxTokensPerItem(modality = IMAGE)
    static long most(int longest, int again, String name) {
        return longest;
    }

    @MaxTokensPerItem(modality = AUDIO)
    static int ofNone() {
        return 1;
    }
}
