package io.multimodal4j.engine;

import io.multimodal4j.annotations.Modality;
import io.multimodal4j.field.FieldException;
import io.multimodal4j.field.ItemFields;
import io.multimodal4j.tensor.Tensor;
import io.multimodal4j.tensor.TensorAllocator;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Multi-modal rotary positions of Qwen2-VL and Qwen2.5-VL, from the grids that their processors make. Immutable, safe for any number of threads.
 *
 * <p>Reads the fields {@code image_grid_thw} and {@code video_grid_thw}, int64 {@code (3)} per item in patches, and for Qwen2.5-VL {@code second_per_grid_ts}, a
 * number per video: the seconds between two layers of its grid, 1 if missing. The product with {@code tokens_per_second} is taken in double precision and the
 * position cut to an integer, as vLLM does; transformers 4.57 cuts the seconds first, which gives the same only for whole seconds.
 */
public final class QwenVlMRope {

    private static final String SECONDS = "second_per_grid_ts";

    private final int spatialMergeSize;
    private final boolean timed;
    private final double tokensPerSecond;

    private QwenVlMRope(int spatialMergeSize, boolean timed, double tokensPerSecond) {
        if (spatialMergeSize < 1) {
            throw new IllegalArgumentException("spatial_merge_size must be at least 1, got " + spatialMergeSize);
        }
        this.spatialMergeSize = spatialMergeSize;
        this.timed = timed;
        this.tokensPerSecond = tokensPerSecond;
    }

    /**
     * Qwen2-VL: the layers of a video are one position apart.
     *
     * @param spatialMergeSize how many patches a token has along height and width ({@code vision_config.spatial_merge_size})
     * @return the formula
     */
    public static QwenVlMRope qwen2Vl(int spatialMergeSize) {
        return new QwenVlMRope(spatialMergeSize, false, 1);
    }

    /**
     * Qwen2.5-VL: the layers of a video are as far apart as their time.
     *
     * @param spatialMergeSize how many patches a token has along height and width ({@code vision_config.spatial_merge_size})
     * @param tokensPerSecond the positions in a second ({@code vision_config.tokens_per_second})
     * @return the formula
     */
    public static QwenVlMRope qwen25Vl(int spatialMergeSize, double tokensPerSecond) {
        return new QwenVlMRope(spatialMergeSize, true, tokensPerSecond);
    }

    /**
     * The positions of a request's prompt.
     *
     * @param promptTokens the length of the expanded prompt
     * @param features the request's items: images and videos
     * @param allocator where memory comes from
     * @return the positions; the caller closes them
     * @throws FieldException if an item is neither image nor video, or its grid is missing, no grid, or not the tokens of its placeholder
     */
    public MRopePositions positions(int promptTokens, PromptFeatures features, TensorAllocator allocator) {
        List<MRopeSpan> spans = new ArrayList<>();
        for (MultiModalFeature feature : features.features()) {
            spans.add(span(feature));
        }
        return MRopePositions.of(promptTokens, spans, allocator);
    }

    private MRopeSpan span(MultiModalFeature feature) {
        boolean video = feature.modality().equals(Modality.VIDEO);
        if (!video && !feature.modality().equals(Modality.IMAGE)) {
            throw new FieldException("Qwen-VL has no positions for an item of modality " + feature.modality());
        }
        ItemFields fields = feature.fields();
        int[] grid = grid(fields.field(video ? "video_grid_thw" : "image_grid_thw"));
        double factor = video && timed ? seconds(fields) * tokensPerSecond : 1;
        return new MRopeSpan(
                feature.position(), grid[0], grid[1] / spatialMergeSize, grid[2] / spatialMergeSize, factor);
    }

    private static int[] grid(ItemFields.Field field) {
        Tensor tensor = field.tensor();
        if (tensor.elementCount() != 3) {
            throw new FieldException("the field '" + field.spec().name()
                    + "' must be the grid's time, height and width for an item, but its tensor is " + tensor);
        }
        int[] grid = new int[3];
        ByteBuffer elements = tensor.asByteBuffer();
        for (int i = 0; i < grid.length; i++) {
            double size = number(field, elements);
            if (size < 1 || size > Integer.MAX_VALUE) {
                throw new FieldException("the field '" + field.spec().name() + "' has a grid of size " + size);
            }
            grid[i] = (int) size;
        }
        return grid;
    }

    private static double seconds(ItemFields fields) {
        ItemFields.Field field = fields.fields().get(SECONDS);
        if (field == null) {
            return 1;
        }
        if (field.tensor().elementCount() != 1) {
            throw new FieldException(
                    "the field '" + SECONDS + "' must be one number for a video, but its tensor is " + field.tensor());
        }
        return number(field, field.tensor().asByteBuffer());
    }

    private static double number(ItemFields.Field field, ByteBuffer elements) {
        return switch (field.tensor().dtype()) {
            case INT64 -> (double) elements.getLong();
            case INT32 -> (double) elements.getInt();
            case FLOAT32 -> (double) elements.getFloat();
            case FLOAT64 -> elements.getDouble();
            default ->
                throw new FieldException(
                        "the field '" + field.spec().name() + "' must be numbers, but its tensor is " + field.tensor());
        };
    }
}
