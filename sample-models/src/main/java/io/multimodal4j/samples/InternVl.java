package io.multimodal4j.samples;

import static io.multimodal4j.annotations.Modality.IMAGE;

import io.multimodal4j.annotations.DType;
import io.multimodal4j.annotations.Layout;
import io.multimodal4j.annotations.MultiModalField;
import io.multimodal4j.annotations.PromptReplacement;
import io.multimodal4j.annotations.RegisterProcessor;
import io.multimodal4j.config.ConfigNode;
import io.multimodal4j.image.ImageProcessor;
import io.multimodal4j.image.InternVlImageProcessor;
import io.multimodal4j.media.ImageSize;
import io.multimodal4j.model.ImageProcessorFactory;
import io.multimodal4j.model.ModelContext;
import io.multimodal4j.model.SupportsMultiModal;
import io.multimodal4j.tensor.Tensor;
import java.util.List;
import java.util.Map;

/**
 * InternVL in the layout of the OpenGVLab checkpoints: pictures as tiles of the nearest grid, and the whole picture in small behind them. The placeholder is a text
 * that the tokenizer does not keep whole. The image processor that its directory names is not the one that it uses.
 */
@RegisterProcessor(
        value = "InternVLChatModel",
        processor = InternVl.Images.class,
        description = "InternVL: a vision tower over the tiles of the grid that fits a picture best")
public final class InternVl implements SupportsMultiModal {

    private final InternVlConfig config;
    private final ModelContext context;

    InternVl(InternVlConfig config, ModelContext context) {
        this.config = config;
        this.context = context;
    }

    /**
     * What the model read from its {@code config.json}.
     *
     * @return the configuration
     */
    public InternVlConfig config() {
        return config;
    }

    /** Tiles in place of what {@code preprocessor_config.json} says. */
    static final class Images implements ImageProcessorFactory<InternVlConfig> {

        @Override
        public ImageProcessor create(InternVlConfig config, ConfigNode preprocessorConfig) {
            return new InternVlImageProcessor(
                    config.geometry(), config.addedTokens().imageContext(), preprocessorConfig);
        }
    }

    /** As many tokens for each tile. */
    @PromptReplacement(
            modality = IMAGE,
            target = "<image>",
            embed = "<IMG_CONTEXT>",
            before = "<img>",
            after = "</img>")
    static int imageTokens(InternVlConfig config, ImageSize image) {
        return config.geometry().patches(image) * config.tokensPerTile();
    }

    List<Tensor> embedImages(
            @MultiModalField(
                            name = "pixel_values_flat",
                            modality = IMAGE,
                            shape = "patches 3 h w",
                            layout = Layout.FLAT,
                            sizes = "image_num_patches")
                    Tensor pixelValuesFlat,
            @MultiModalField(
                            name = "image_num_patches",
                            modality = IMAGE,
                            shape = "n",
                            dtype = DType.INT64,
                            keepOnCpu = true)
                    Tensor imageNumPatches,
            @MultiModalField(
                            name = "image_token_id",
                            modality = IMAGE,
                            shape = "1",
                            dtype = DType.INT64,
                            layout = Layout.SHARED,
                            keepOnCpu = true)
                    Tensor imageTokenId) {
        return context.encoder(IMAGE)
                .encode(Map.of(
                        "pixel_values_flat",
                        pixelValuesFlat,
                        "image_num_patches",
                        imageNumPatches,
                        "image_token_id",
                        imageTokenId));
    }
}
