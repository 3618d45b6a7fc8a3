import static io.multimodal4j.annotations.Modality.*;

import io.multimodal4j.annotations.*;
import io.multimodal4j.media.ImageSize;
import io.multimodal4j.model.*;
import io.multimodal4j.tensor.Tensor;
import java.util.*;

@RegisterProcessor("Sizes")
final class Sizes implements SupportsMultiModal {

    @PromptReplacement(modality = IMAGE, target = "<image>")
    static int imageTokens() {
        return 1;
    }

    List<Tensor> embedImages(
            @MultiModalField(name = "missing", modality = IMAGE, layout = Layout.FLAT, shape = "p 4") Tensor missing,
            @MultiModalField(name = "misspelt", modality = IMAGE, layout = Layout.FLAT, shape = "p 4", sizes = "image_gird_thw") Tensor misspelt,
            @MultiModalField(name = "itself", modality = IMAGE, layout = Layout.FLAT, shape = "p 4", sizes = "itself") Tensor itself,
            @MultiModalField(name = "other", modality = IMAGE, layout = Layout.FLAT, shape = "p 4", sizes = "audio_lengths") Tensor other,
            @MultiModalField(name = "floating", modality = IMAGE, layout = Layout.FLAT, shape = "p 4", sizes = "scale") Tensor floating,
            @MultiModalField(name = "right", modality = IMAGE, layout = Layout.FLAT, shape = "p 4", sizes = "image_grid_thw") Tensor right,
            @MultiModalField(name = "image_grid_thw", modality = IMAGE, layout = Layout.BATCHED, shape = "n 3", dtype = DType.INT64) Tensor image_grid_thw,
            @MultiModalField(name = "scale", modality = IMAGE, layout = Layout.BATCHED, shape = "n 3", dtype = DType.FLOAT32) Tensor scale) {
        return List.of();
    }

    @PromptReplacement(modality = AUDIO, target = "<audio>")
    static int audioTokens() {
        return 1;
    }

    List<Tensor> embedAudio(
            @MultiModalField(name = "audio_lengths", modality = AUDIO, layout = Layout.BATCHED, shape = "n 3", dtype = DType.INT64) Tensor audio_lengths) {
        return List.of();
    }
}
