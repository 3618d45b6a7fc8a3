package io.multimodal4j.samples;

import static io.multimodal4j.annotations.Modality.IMAGE;

import io.multimodal4j.annotations.DType;
import io.multimodal4j.annotations.MultiModalField;
import io.multimodal4j.annotations.PromptReplacement;
import io.multimodal4j.annotations.RegisterProcessor;
import io.multimodal4j.annotations.SizeWithMostFeatures;
import io.multimodal4j.media.ImageSize;
import io.multimodal4j.model.ModelContext;
import io.multimodal4j.model.SupportsMultiModal;
import io.multimodal4j.tensor.Tensor;
import java.util.List;
import java.util.Map;

/**
 * LLaVA-NeXT, which is LLaVA-1.6: pictures of any resolution as tiles, of which the model takes the padding away again. How many tokens a picture becomes depends on its
 * size, and the model needs that size too.
 */
@RegisterProcessor(
        value = "LlavaNextForConditionalGeneration",
        description = "LLaVA-NeXT (LLaVA-1.6): a CLIP vision tower over the tiles of a picture of any resolution")
public final class LlavaNext implements SupportsMultiModal {

    private final LlavaNextConfig config;
    private final ModelContext context;

    LlavaNext(LlavaNextConfig config, ModelContext context) {
        this.config = config;
        this.context = context;
    }

    /**
     * What the model read from its {@code config.json}.
     *
     * @return the configuration
     */
    public LlavaNextConfig config() {
        return config;
    }

    /** The patches of the whole picture and of its tiles without their padding, and a token for the end of each of their rows. */
    @PromptReplacement(modality = IMAGE, target = "<image>")
    static int imageTokens(LlavaNextConfig config, ImageSize image) {
        return config.geometry().tokens(image, config.patchesPerSide(), config.wholePictureTokens());
    }

    /** A picture that needs no padding. */
    @SizeWithMostFeatures(modality = IMAGE)
    static ImageSize largestImage(LlavaNextConfig config) {
        return config.geometry().sizeWithMostFeatures(config.patchesPerSide());
    }

    /** Pictures have different numbers of tiles, of which the first is the whole picture in small. */
    List<Tensor> embedImages(
            @MultiModalField(name = "pixel_values", modality = IMAGE, shape = "n tiles 3 h w") Tensor pixelValues,
            @MultiModalField(
                            name = "image_sizes",
                            modality = IMAGE,
                            shape = "n 2",
                            dtype = DType.INT64,
                            keepOnCpu = true)
                    Tensor imageSizes) {
        return context.encoder(IMAGE).encode(Map.of("pixel_values", pixelValues, "image_sizes", imageSizes));
    }
}
