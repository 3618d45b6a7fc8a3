import static io.multimodal4j.annotations.Modality.IMAGE;

import io.multimodal4j.annotations.InsertionPoint;
import io.multimodal4j.annotations.MaxTokensPerItem;
import io.multimodal4j.annotations.MultiModalField;
import io.multimodal4j.annotations.PromptInsertion;
import io.multimodal4j.annotations.PromptReplacement;
import io.multimodal4j.annotations.SizeWithMostFeatures;
import io.multimodal4j.media.ImageSize;
import io.multimodal4j.model.SupportsMultiModal;
import io.multimodal4j.tensor.Tensor;
import java.util.List;

@PromptReplacement(modality = IMAGE, target = "<a>", count = 1)
@PromptReplacement(modality = IMAGE, target = "<b>", count = 1)
abstract class Base implements SupportsMultiModal {

    @PromptInsertion(modality = IMAGE, at = InsertionPoint.START, embed = "<image>")
    static int imageTokens() {
        return 1;
    }

    @SizeWithMostFeatures(modality = IMAGE)
    static ImageSize largest() {
        return new ImageSize(1, 1);
    }

    @MaxTokensPerItem(modality = IMAGE)
    static int most() {
        return 1;
    }

    List<Tensor> embed(@MultiModalField(name = "pixels", modality = IMAGE, shape = "n 3") Tensor pixels) {
        return List.of();
    }
}
