package catalogue;

import static io.multimodal4j.annotations.Modality.IMAGE;

import io.multimodal4j.annotations.ConfigFile;
import io.multimodal4j.annotations.ConfigKey;
import io.multimodal4j.annotations.DType;
import io.multimodal4j.annotations.InsertionPoint;
import io.multimodal4j.annotations.Layout;
import io.multimodal4j.annotations.Limit;
import io.multimodal4j.annotations.MultiModalField;
import io.multimodal4j.annotations.PromptInsertion;
import io.multimodal4j.annotations.RegisterProcessor;
import io.multimodal4j.annotations.SizeWithMostFeatures;
import io.multimodal4j.media.ImageSize;
import io.multimodal4j.model.ModelContext;
import io.multimodal4j.model.SupportsMultiModal;
import io.multimodal4j.prompt.PromptContent;
import io.multimodal4j.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Molmo: the whole picture and overlapping crops of it, each in rows, behind the beginning of the prompt. What vLLM's {@code embed_is_patch} says, the
 * content says: only patches receive embeddings.
 */
@RegisterProcessor(value = "MolmoForCausalLM", limits = @Limit(modality = IMAGE, max = 1))
final class Molmo implements SupportsMultiModal {

    /** Of a crop of 24 patches, 4 on either side overlap with its neighbours. */
    private static final int CROP_PATCHES = 24;

    private static final int MARGIN_PATCHES = 4;
    private static final int PATCH = 14;
    private static final int POOLING = 2;

    record Config(@ConfigFile(ConfigFile.PREPROCESSOR) Preprocessor preprocessor) {

        record Preprocessor(@ConfigKey(defaultValue = "12") int maxCrops) {}
    }

    private record Tiling(int rows, int columns) {}

    private final ModelContext context;

    Molmo(Config config, ModelContext context) {
        this.context = context;
    }

    @PromptInsertion(modality = IMAGE, at = InsertionPoint.AFTER_PREFIX, text = "<|endoftext|>")
    static PromptContent image(Config config, ImageSize image) {
        Tiling tiling = tiling(image, config.preprocessor().maxCrops());
        PromptContent.Builder content = PromptContent.builder();
        grid(content, CROP_PATCHES / POOLING, CROP_PATCHES / POOLING);
        grid(content, pooled(tiling.rows()), pooled(tiling.columns()));
        return content.build();
    }

    private static void grid(PromptContent.Builder content, int rows, int columns) {
        content.token("<im_start>");
        for (int row = 0; row < rows; row++) {
            content.embed("<im_patch>", columns).token("<im_col>");
        }
        content.token("<im_end>");
    }

    /** The pooled patches along one side: every crop brings the patches inside its margins, the outermost bring their outer margin too. */
    private static int pooled(int crops) {
        int inside = CROP_PATCHES - 2 * MARGIN_PATCHES;
        return (crops * inside + 2 * MARGIN_PATCHES) / POOLING;
    }

    /** The tiling that enlarges the picture least, or else shrinks it least; in 32-bit floats, as NumPy computes it. */
    private static Tiling tiling(ImageSize image, int most) {
        int window = (CROP_PATCHES - 2 * MARGIN_PATCHES) * PATCH;
        float height = image.height() - 2 * MARGIN_PATCHES * PATCH;
        float width = image.width() - 2 * MARGIN_PATCHES * PATCH;
        Tiling best = new Tiling(1, 1);
        float scaleOfBest = Float.NEGATIVE_INFINITY;
        for (int crops = 1; crops <= most; crops++) {
            for (int rows = 1; rows <= crops; rows++) {
                if (crops % rows != 0) {
                    continue;
                }
                float scale = Math.min(rows * window / height, crops / rows * window / width);
                boolean better = scale >= 1 ? scaleOfBest < 1 || scale < scaleOfBest : scaleOfBest < 1 && scale > scaleOfBest;
                if (better) {
                    best = new Tiling(rows, crops / rows);
                    scaleOfBest = scale;
                }
            }
        }
        return best;
    }

    @SizeWithMostFeatures(modality = IMAGE)
    static ImageSize largest(Config config) {
        return new ImageSize(CROP_PATCHES * PATCH, config.preprocessor().maxCrops() * CROP_PATCHES * PATCH);
    }

    List<Tensor> embedImages(
            @MultiModalField(name = "images", modality = IMAGE, shape = "crops patches pixels", layout = Layout.FLAT, sizes = "num_crops")
                    Tensor images,
            @MultiModalField(name = "image_masks", modality = IMAGE, shape = "crops patches", layout = Layout.FLAT, sizes = "num_crops")
                    Optional<Tensor> masks,
            @MultiModalField(name = "feat_is_patch", modality = IMAGE, shape = "crops tokens", layout = Layout.FLAT, sizes = "num_crops", dtype = DType.UINT8)
                    Tensor isPatch,
            @MultiModalField(name = "num_crops", modality = IMAGE, shape = "n", dtype = DType.INT64, keepOnCpu = true)
                    Tensor numCrops,
            @MultiModalField(name = "img_patch_id", modality = IMAGE, shape = "1", dtype = DType.INT64, layout = Layout.SHARED)
                    Tensor patchId) {
        return context.encoder(IMAGE).encode(Map.of("images", images, "feat_is_patch", isPatch, "num_crops", numCrops, "img_patch_id", patchId));
    }
}
