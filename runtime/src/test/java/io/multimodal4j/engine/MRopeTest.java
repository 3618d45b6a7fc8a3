package io.multimodal4j.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.multimodal4j.annotations.DType;
import io.multimodal4j.field.FieldException;
import io.multimodal4j.field.FieldSpec;
import io.multimodal4j.field.ItemFields;
import io.multimodal4j.prompt.PlaceholderRange;
import io.multimodal4j.tensor.Tensor;
import io.multimodal4j.tensor.TensorAllocator;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Against transformers' {@code get_rope_index}: the records were made by {@code make_mrope.py}. */
class MRopeTest {

    private static final int MERGE = 2;

    private final TensorAllocator allocator = new TensorAllocator();
    private final Features features = new Features(allocator);

    @AfterEach
    void nothingIsLeft() {
        features.close();
        assertThat(allocator.liveTensors()).isZero();
    }

    static List<JsonNode> records() throws IOException {
        try (InputStream in =
                Objects.requireNonNull(MRopeTest.class.getResourceAsStream("/golden/qwen-vl-mrope.json"))) {
            return StreamSupport.stream(new ObjectMapper().readTree(in).spliterator(), false)
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("records")
    void positionsEqualTransformers(JsonNode golden) {
        QwenVlMRope formula = golden.has("tokens_per_second")
                ? QwenVlMRope.qwen25Vl(MERGE, golden.get("tokens_per_second").asDouble())
                : QwenVlMRope.qwen2Vl(MERGE);
        int tokens = golden.get("tokens").asInt();
        try (MRopePositions positions = formula.positions(tokens, prompt(golden), allocator)) {
            assertThat(positions.positions().shape()).containsExactly(3, tokens);
            for (int row = 0; row < 3; row++) {
                long[] expected = StreamSupport.stream(
                                golden.get("positions").get(row).spliterator(), false)
                        .mapToLong(JsonNode::asLong)
                        .toArray();
                assertThat(positions.positions().slice(row).toLongArray())
                        .describedAs(golden.get("name").asText())
                        .containsExactly(expected);
            }
            assertThat(positions.delta()).isEqualTo(golden.get("delta").asLong());
        }
    }

    private PromptFeatures prompt(JsonNode golden) {
        List<MultiModalFeature> items = new ArrayList<>();
        for (JsonNode item : golden.get("items")) {
            long[] grid = StreamSupport.stream(item.get("grid_thw").spliterator(), false)
                    .mapToLong(JsonNode::asLong)
                    .toArray();
            items.add(item(
                    item.get("modality").asText(),
                    item.get("offset").asInt(),
                    (int) (grid[0] * grid[1] * grid[2]) / (MERGE * MERGE),
                    grid,
                    item.get("seconds").asDouble()));
        }
        return new PromptFeatures(items);
    }

    private MultiModalFeature item(String modality, int offset, int tokens, long[] grid, double seconds) {
        List<ItemFields.Field> fields = new ArrayList<>();
        fields.add(new ItemFields.Field(
                FieldSpec.batched(modality + "_grid_thw", modality, DType.INT64, "n 3"),
                features.longs(new long[] {grid.length}, grid)));
        if (seconds > 0) {
            Tensor tensor = features.keep(allocator.allocate(DType.FLOAT64));
            tensor.asByteBuffer().putDouble(seconds);
            fields.add(new ItemFields.Field(
                    FieldSpec.batched("second_per_grid_ts", modality, DType.FLOAT64, "n"), tensor));
        }
        return Features.of(
                modality, 0, "i", PlaceholderRange.ofEmbeds(offset, tokens), ItemFields.of(modality, fields));
    }

    @Test
    void generatedTokensGoOnBehindTheLargestPosition() {
        long[] grid = {1, 8, 8};
        try (MRopePositions prompt = QwenVlMRope.qwen2Vl(MERGE)
                        .positions(20, Features.prompt(item("image", 2, 16, grid, 0)), allocator);
                Tensor next = MRopePositions.decode(prompt.delta(), 20, 3, allocator)) {
            // Two tokens of text, a grid of 4 x 4, two tokens of text: the last position is 7.
            assertThat(prompt.positions().slice(0).toLongArray()[19]).isEqualTo(7);
            assertThat(prompt.delta()).isEqualTo(-12);
            assertThat(next.toLongArray()).containsExactly(8, 9, 10, 8, 9, 10, 8, 9, 10);
        }
    }

    @Test
    void secondsAreOneIfMissing() {
        long[] grid = {2, 2, 2};
        try (MRopePositions positions =
                QwenVlMRope.qwen25Vl(MERGE, 5).positions(2, Features.prompt(item("video", 0, 2, grid, 0)), allocator)) {
            assertThat(positions.positions().toLongArray()).containsExactly(0, 5, 0, 0, 0, 0);
            assertThat(positions.delta()).isEqualTo(4);
        }
    }

    private void fails(String message, MultiModalFeature item) {
        PromptFeatures prompt = Features.prompt(item);
        QwenVlMRope formula = QwenVlMRope.qwen25Vl(MERGE, 2);
        assertThatExceptionOfType(FieldException.class)
                .isThrownBy(() -> formula.positions(100, prompt, allocator))
                .withMessageContaining(message);
    }

    @Test
    void aGridMustBeTheTokensOfItsItem() {
        fails("a grid of 1 x 2 x 3 tokens is not the 5 tokens", item("image", 0, 5, new long[] {1, 4, 6}, 0));
        fails("has a grid of size 0", item("image", 0, 5, new long[] {1, 0, 6}, 0));
        fails("must be the grid's time, height and width", item("image", 0, 5, new long[] {4, 6}, 0));
        fails("Qwen-VL has no positions for an item of modality audio", item("audio", 0, 1, new long[] {1, 2, 2}, 0));
        fails("an item of modality image has no field 'image_grid_thw', only []", Features.of("a", 0, 4));
        fails("a step in time cannot be multiplied by Infinity", item("video", 0, 1, new long[] {1, 2, 2}, 1 / 0.0));
        fails(
                "only 1 of 2 do",
                Features.of(
                        "image",
                        0,
                        "i",
                        PlaceholderRange.ofMask(0, true, false),
                        item("image", 0, 2, new long[] {1, 2, 4}, 0).fields()));
    }

    @Test
    void spansMustLieInThePromptOneBehindTheOther() {
        MRopeSpan one = new MRopeSpan(PlaceholderRange.ofEmbeds(0, 4), 1, 2, 2, 1);
        MRopeSpan two = new MRopeSpan(PlaceholderRange.ofEmbeds(3, 4), 1, 2, 2, 1);
        assertThatIllegalArgumentException().isThrownBy(() -> MRopePositions.of(10, List.of(one, two), allocator));
        assertThatIllegalArgumentException().isThrownBy(() -> MRopePositions.of(6, List.of(two), allocator));
        assertThatIllegalArgumentException().isThrownBy(() -> QwenVlMRope.qwen2Vl(0));
    }
}
