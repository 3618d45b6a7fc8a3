package io.multimodal4j.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.multimodal4j.annotations.DType;
import io.multimodal4j.field.FieldSpec;
import io.multimodal4j.field.ItemFields;
import io.multimodal4j.prompt.PlaceholderRange;
import io.multimodal4j.tensor.TensorAllocator;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The first three are vLLM's own vectors: T18 twice, then T19 of our notes. */
class EncoderBatchesTest {

    private final TensorAllocator allocator = new TensorAllocator();
    private final Features features = new Features(allocator);

    @AfterEach
    void close() {
        features.close();
    }

    private static List<Integer> sizes(List<ItemFields> items) {
        return EncoderBatches.groupAndBatch(items, Function.identity()).stream()
                .map(List::size)
                .toList();
    }

    private ItemFields shared(long value, String... batched) {
        List<ItemFields.Field> fields =
                new ArrayList<>(features.item("image", batched).fields().values());
        fields.add(new ItemFields.Field(
                FieldSpec.shared("s", "image", DType.INT64, "1"), features.longs(new long[] {1}, value)));
        return ItemFields.of("image", fields);
    }

    @Test
    void splitsByTheSetOfFields() {
        List<ItemFields> items = List.of(
                features.item("image", "x", "y"),
                features.item("image", "y", "x"),
                features.item("image", "x", "y", "z"),
                features.item("image", "x"),
                features.item("image", "x", "y"));
        assertThat(sizes(items)).containsExactly(2, 1, 1, 1);
    }

    @Test
    void splitsBySharedValues() {
        List<ItemFields> items =
                List.of(shared(1, "x"), shared(1, "x"), shared(2, "x"), shared(1, "x"), shared(2, "x"));
        assertThat(sizes(items)).containsExactly(2, 1, 1, 1);
    }

    @Test
    void sortsByPlaceAcrossModalities() {
        Map<String, List<PlaceholderRange>> placeholders = new LinkedHashMap<>();
        placeholders.put("image", ranges(0, 20, 2));
        placeholders.put("audio", ranges(5));
        placeholders.put("video", ranges(8));
        assertThat(ItemIndex.argsort(placeholders))
                .containsExactly(
                        new ItemIndex("image", 0),
                        new ItemIndex("image", 2),
                        new ItemIndex("audio", 0),
                        new ItemIndex("video", 0),
                        new ItemIndex("image", 1));
        assertThat(ItemIndex.argsort(Map.of())).isEmpty();
    }

    /** T19, decided as vLLM's later era: vLLM of the founding era put all of one modality first, and refused to interleave them. */
    @Test
    void interleavesModalities() {
        Map<String, List<PlaceholderRange>> placeholders = new LinkedHashMap<>();
        placeholders.put("image", ranges(7, 11));
        placeholders.put("audio", ranges(0, 9));
        assertThat(ItemIndex.argsort(placeholders))
                .containsExactly(
                        new ItemIndex("audio", 0),
                        new ItemIndex("image", 0),
                        new ItemIndex("audio", 1),
                        new ItemIndex("image", 1));
        assertThat(sizes(List.of(
                        features.item("audio", "x"),
                        features.item("image", "x"),
                        features.item("audio", "x"),
                        features.item("image", "x"))))
                .containsExactly(1, 1, 1, 1);
    }

    private static List<PlaceholderRange> ranges(int... offsets) {
        List<PlaceholderRange> ranges = new ArrayList<>();
        for (int offset : offsets) {
            ranges.add(PlaceholderRange.ofEmbeds(offset, 1));
        }
        return ranges;
    }

    @Test
    void itemsWhoseShapesCannotBeMergedAreEncodedApart() {
        FieldSpec pixels = FieldSpec.batched("pixel_values", "image", DType.FLOAT32, "n 3 h w");
        Function<Integer, ItemFields> item =
                width -> ItemFields.of("image", List.of(new ItemFields.Field(pixels, features.floats(0, 3, 2, width))));
        assertThat(sizes(List.of(item.apply(4), item.apply(4), item.apply(5), item.apply(4))))
                .containsExactly(2, 1, 1);
        assertThat(sizes(List.of())).isEmpty();
    }

    /** Batches are the items in their order; those inside one can all be merged, and no batch could take the next item. */
    @Test
    void keepsTheOrderAndBatchesAsMuchAsItMay() {
        Random random = new Random(18);
        for (int round = 0; round < 500; round++) {
            List<ItemFields> items = new ArrayList<>();
            int count = random.nextInt(12);
            for (int i = 0; i < count; i++) {
                String[] names = random.nextBoolean() ? new String[] {"x"} : new String[] {"x", "y"};
                items.add(random.nextInt(3) == 0 ? features.item("audio", names) : shared(random.nextInt(2), names));
            }
            List<List<ItemFields>> batches = EncoderBatches.groupAndBatch(items, Function.identity());
            assertThat(batches.stream().flatMap(List::stream)).containsExactlyElementsOf(items);
            for (int i = 0; i < batches.size(); i++) {
                List<ItemFields> batch = batches.get(i);
                for (ItemFields one : batch) {
                    assertThat(batch).allMatch(one::canShareBatchWith);
                }
                if (i + 1 < batches.size()) {
                    assertThat(batch.get(0).canShareBatchWith(batches.get(i + 1).get(0)))
                            .isFalse();
                }
            }
        }
    }
}
