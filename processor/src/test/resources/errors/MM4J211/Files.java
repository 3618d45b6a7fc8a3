import static io.multimodal4j.annotations.Modality.*;

import io.multimodal4j.annotations.*;
import io.multimodal4j.media.ImageSize;
import io.multimodal4j.model.*;
import io.multimodal4j.tensor.Tensor;
import java.util.*;

@RegisterProcessor("Files")
final class Files implements SupportsMultiModal {

    record Config(
            @ConfigFile("preprocesor_config.json") Pictures misspelt,
            @ConfigFile("config.json") Pictures own,
            @ConfigFile(ConfigFile.PREPROCESSOR) int number,
            @ConfigFile(ConfigFile.PROCESSOR) List<Pictures> several,
            @ConfigFile(ConfigFile.PROCESSOR) @ConfigKey("image_processor") Pictures part,
            @ConfigFile(ConfigFile.VIDEO_PREPROCESSOR) Optional<Pictures> fine,
            Inside inside) {}

    record Inside(@ConfigFile("generation_config.json") Pictures tooDeep) {}

    record Pictures(int minPixels) {}

    Files(Config config) {}

    @PromptReplacement(modality = IMAGE, target = "<image>")
    static int imageTokens(Config config) {
        return 1;
    }

    List<Tensor> embedImages(@MultiModalField(name = "pixel_values", modality = IMAGE, shape = "n 3 h w") Tensor pixels) {
        return List.of();
    }
}
