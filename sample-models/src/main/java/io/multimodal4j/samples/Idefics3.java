package io.multimodal4j.samples;

import static io.multimodal4j.annotations.Modality.IMAGE;

import io.multimodal4j.annotations.DType;
import io.multimodal4j.annotations.Layout;
import io.multimodal4j.annotations.MultiModalField;
import io.multimodal4j.annotations.PromptReplacement;
import io.multimodal4j.annotations.RegisterProcessor;
import io.multimodal4j.image.Idefics3Geometry.Tiles;
import io.multimodal4j.media.ImageSize;
import io.multimodal4j.model.ModelContext;
import io.multimodal4j.model.SupportsMultiModal;
import io.multimodal4j.prompt.PromptContent;
import io.multimodal4j.tensor.Tensor;
import java.util.List;
import java.util.Map;

/**
 * Idefics3 and SmolVLM: pictures as rows of tiles, each with its place written before it and a line end behind each row, and the whole picture in small behind them.
 */
@RegisterProcessor(
        value = {"Idefics3ForConditionalGeneration", "SmolVLMForConditionalGeneration"},
        description = "Idefics3 and SmolVLM: a vision tower over the tiles of a picture, whose places are text")
public final class Idefics3 implements SupportsMultiModal {

    private static final String IMAGE_TOKEN = "<image>";
    private static final String AROUND = "<fake_token_around_image>";

    private final Idefics3Config config;
    private final ModelContext context;

    Idefics3(Idefics3Config config, ModelContext context) {
        this.config = config;
        this.context = context;
    }

    /**
     * What the model read from its directory.
     *
     * @return the configuration
     */
    public Idefics3Config config() {
        return config;
    }

    /** As many tokens for each tile and for the whole. */
    @PromptReplacement(modality = IMAGE, target = IMAGE_TOKEN)
    static PromptContent image(Idefics3Config config, ImageSize image) {
        int tokens = config.processor().imageSeqLen();
        Tiles tiles = config.geometry().tiles(image);
        PromptContent.Builder content = PromptContent.builder();
        for (int row = 1; row <= tiles.rows(); row++) {
            for (int column = 1; column <= tiles.columns(); column++) {
                content.token(AROUND)
                        .text("<row_" + row + "_col_" + column + ">")
                        .embed(IMAGE_TOKEN, tokens);
            }
            // Together, because a tokenizer may know two line ends as one token.
            content.text(row < tiles.rows() ? "\n" : "\n\n");
        }
        return content.token(AROUND)
                .text("<global-img>")
                .embed(IMAGE_TOKEN, tokens)
                .token(AROUND)
                .build();
    }

    List<Tensor> embedImages(
            @MultiModalField(
                            name = "pixel_values",
                            modality = IMAGE,
                            shape = "patches 3 h w",
                            layout = Layout.FLAT,
                            sizes = "num_patches")
                    Tensor pixelValues,
            @MultiModalField(
                            name = "pixel_attention_mask",
                            modality = IMAGE,
                            shape = "patches h w",
                            dtype = DType.INT64,
                            layout = Layout.FLAT,
                            sizes = "num_patches")
                    Tensor pixelAttentionMask,
            @MultiModalField(name = "num_patches", modality = IMAGE, shape = "n", dtype = DType.INT64, keepOnCpu = true)
                    Tensor numPatches) {
        return context.encoder(IMAGE)
                .encode(Map.of(
                        "pixel_values",
                        pixelValues,
                        "pixel_attention_mask",
                        pixelAttentionMask,
                        "num_patches",
                        numPatches));
    }
}
