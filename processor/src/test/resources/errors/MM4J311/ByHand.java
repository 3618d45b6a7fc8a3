import static io.multimodal4j.annotations.Modality.IMAGE;

import io.multimodal4j.annotations.MultiModalField;
import io.multimodal4j.annotations.PromptReplacement;
import io.multimodal4j.annotations.RegisterProcessor;
import io.multimodal4j.annotations.SizeWithMostFeatures;
import io.multimodal4j.media.ImageSize;
import io.multimodal4j.model.ProcessingInfo;
import io.multimodal4j.model.SupportsMultiModal;
import io.multimodal4j.tensor.Tensor;
import java.util.List;

@RegisterProcessor(value = "ByHand", info = ByHand.Info.class)
final class ByHand implements SupportsMultiModal {

    @PromptReplacement(modality = IMAGE, target = "<image>")
    static int imageTokens() {
        return 1;
    }

    List<Tensor> embed(@MultiModalField(name = "pixels", modality = IMAGE, shape = "n 3") Tensor pixels) {
        return List.of();
    }

    static final class Info implements ProcessingInfo<Object> {}

    @SizeWithMostFeatures(modality = IMAGE)
    static ImageSize largest() {
        return new ImageSize(1, 1);
    }
}
