package io.multimodal4j.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.multimodal4j.annotations.DType;
import io.multimodal4j.tensor.Tensor;
import io.multimodal4j.tensor.TensorAllocator;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Splitting fields into items and merging items into fields. */
class FieldsTest {

    private static final FieldSpec PIXELS = FieldSpec.batched("pixel_values", "image", DType.UINT8, "n 3 w");
    private static final FieldSpec PATCHES = FieldSpec.flat("patches", "image", DType.UINT8, "rows 4", "sizes");
    private static final FieldSpec SIZES = FieldSpec.batched("sizes", "image", DType.INT64, "n");
    private static final FieldSpec GRID = FieldSpec.batched("grid", "image", DType.INT64, "n 3");
    private static final FieldSpec BY_GRID = FieldSpec.flat("by_grid", "image", DType.UINT8, "rows 2", "grid");
    private static final FieldSpec TOKEN = FieldSpec.shared("token_id", "image", DType.INT64, "1");
    private static final List<FieldSpec> ALL = List.of(PIXELS, PATCHES, SIZES, GRID, BY_GRID, TOKEN);

    private final TensorAllocator allocator = new TensorAllocator();
    private final List<Tensor> tensors = new ArrayList<>();

    @AfterEach
    void nothingIsLeft() {
        tensors.forEach(Tensor::close);
        assertThat(allocator.liveTensors()).isZero();
    }

    private Tensor bytes(int first, long... shape) {
        Tensor tensor = allocator.allocate(DType.UINT8, shape);
        tensors.add(tensor);
        byte[] values = new byte[(int) tensor.byteSize()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (byte) (first + i);
        }
        return tensor.put(values);
    }

    private Tensor longs(long[] shape, long... values) {
        Tensor tensor = allocator.allocate(DType.INT64, shape);
        tensors.add(tensor);
        ByteBuffer buffer = tensor.asByteBuffer();
        for (long value : values) {
            buffer.putLong(value);
        }
        return tensor;
    }

    private static long[] shape(long... shape) {
        return shape;
    }

    private List<ItemFields> split(Map<String, Tensor> merged) {
        return FieldSplit.split("image", ALL, merged);
    }

    private static void fails(String message, ThrowingCallable call) {
        assertThatExceptionOfType(FieldException.class).isThrownBy(call).withMessageContaining(message);
    }

    @Test
    void aBatchedFieldIsSplitAlongItsFirstDimension() {
        List<ItemFields> items = split(Map.of("pixel_values", bytes(0, 2, 3, 2)));
        assertThat(items).hasSize(2);
        assertThat(items.get(1).field("pixel_values").tensor()).hasToString("uint8[3, 2]");
        assertThat(items.get(1).field("pixel_values").tensor().toByteArray()).containsExactly(6, 7, 8, 9, 10, 11);
        fails(
                "an item of modality image has no field 'x', only [pixel_values]",
                () -> items.get(0).field("x"));
    }

    @Test
    void aFlatFieldIsSplitByItsSizes() {
        List<ItemFields> items = split(
                Map.of("patches", bytes(0, 9, 4), "sizes", longs(shape(3), 3, 4, 2), "token_id", longs(shape(1), 7)));
        assertThat(items.stream().map(item -> item.field("patches").tensor().dim(0)))
                .containsExactly(3L, 4L, 2L);
        assertThat(items.get(2).field("patches").tensor().slice(0).toByteArray())
                .containsExactly(28, 29, 30, 31);
        assertThat(items.get(2).field("sizes").tensor().toLongArray()).containsExactly(2);
        assertThat(items.get(2).field("token_id").tensor().toLongArray()).containsExactly(7);
    }

    @Test
    void theSizesOfAFlatFieldMayBeProducts() {
        List<ItemFields> items =
                split(Map.of("by_grid", bytes(0, 10, 2), "grid", longs(shape(2, 3), 1, 2, 3, 1, 2, 2)));
        assertThat(items.stream().map(item -> item.field("by_grid").tensor().dim(0)))
                .containsExactly(6L, 4L);
    }

    /** Qwen2-VL's embeddings: a row for each square of four of the patches in the grid. */
    @Test
    void aRowMayBeSeveralOfTheUnitsOfItsSizes() {
        List<FieldSpec> specs = List.of(GRID, BY_GRID.withUnitsPerRow(4).whenRagged(Ragged.LIST));
        Map<String, Tensor> merged = Map.of("by_grid", bytes(0, 10, 2), "grid", longs(shape(2, 3), 1, 4, 6, 1, 2, 8));
        List<ItemFields> items = FieldSplit.split("image", specs, merged);
        assertThat(items.stream().map(item -> item.field("by_grid").tensor().dim(0)))
                .containsExactly(6L, 4L);
        try (MergedFields together = MergedFields.merge(items, allocator)) {
            assertThat(together.lists().get("by_grid")).hasSize(2);
            assertThat(together.tensors().get("grid").toLongArray()).containsExactly(1, 4, 6, 1, 2, 8);
        }
        fails(
                "an item's size in 'grid' is 6, but 4 make one row of the field 'by_grid'",
                () -> FieldSplit.split(
                        "image", specs, Map.of("by_grid", bytes(0, 1, 2), "grid", longs(shape(1, 3), 1, 2, 3))));
        fails(
                "add up to 3 rows, but the tensor is uint8[2, 2]",
                () -> FieldSplit.split(
                        "image", specs, Map.of("by_grid", bytes(0, 2, 2), "grid", longs(shape(1, 3), 1, 2, 6))));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BY_GRID.withUnitsPerRow(0))
                .withMessage("unitsPerRow of the field 'by_grid' must be at least 1, got 0");
    }

    @Test
    void whatCannotBeSplitSaysWhy() {
        Tensor patches = bytes(0, 9, 4);
        fails(
                "the sizes of the flat field 'patches' in 'sizes' add up to 8 rows, but the tensor is uint8[9, 4]",
                () -> split(Map.of("patches", patches, "sizes", longs(shape(2), 4, 4))));
        fails("the field 'sizes' with its sizes is missing", () -> split(Map.of("patches", patches)));
        fails(
                "the field 'sizes' has the negative size -1",
                () -> split(Map.of("patches", patches, "sizes", longs(shape(2), 10, -1))));
        fails(
                "must have one dimension or two",
                () -> split(Map.of("patches", patches, "sizes", longs(shape(1, 1, 1), 9))));
        fails("must be int64 or int32", () -> split(Map.of("patches", patches, "sizes", bytes(9, 1))));
        fails(
                "have a product that does not fit a long",
                () -> split(Map.of("by_grid", bytes(0, 1, 2), "grid", longs(shape(1, 3), 1L << 40, 1L << 40, 1))));
        fails(
                "differ in the number of items: {pixel_values=2, sizes=3}",
                () -> split(Map.of("pixel_values", bytes(0, 2, 3, 2), "sizes", longs(shape(3), 1, 1, 1))));
        fails(
                "no batched or flat field of modality image says how many items there are",
                () -> split(Map.of("token_id", longs(shape(1), 7))));
        fails(
                "'pixel_vlaues' is no field of modality image; declared are [by_grid, grid, patches",
                () -> split(Map.of("pixel_vlaues", patches)));
        fails("needs a dimension for its items", () -> split(Map.of("sizes", longs(shape(), 1))));
    }

    @Test
    void neighboursInMemoryAreMergedWithoutACopy() {
        Tensor pixels = bytes(0, 4, 3, 2);
        Tensor patches = bytes(0, 10, 4);
        List<ItemFields> items = split(Map.of(
                "pixel_values",
                pixels,
                "patches",
                patches,
                "sizes",
                longs(shape(4), 1, 2, 3, 4),
                "token_id",
                longs(shape(1), 7)));
        long before = allocator.liveBytes();
        allocator.resetPeak();
        try (MergedFields merged = MergedFields.merge(items.subList(1, 4), allocator)) {
            assertThat(merged.items()).isEqualTo(3);
            assertThat(merged.modality()).isEqualTo("image");
            Tensor joined = merged.tensors().get("patches");
            assertThat(joined).hasToString("uint8[9, 4]");
            assertThat(joined.address()).isEqualTo(patches.slice(1).address());
            assertThat(merged.tensors().get("pixel_values").address())
                    .isEqualTo(pixels.slice(1).address());
            assertThat(merged.tensors().get("token_id").toLongArray()).containsExactly(7);
        }
        assertThat(allocator.peakBytes()).isEqualTo(before);
        assertThat(pixels.isClosed()).isFalse();
    }

    @Test
    void itemsOfSeveralRequestsAreCopied() {
        ItemFields one = split(Map.of("patches", bytes(0, 2, 4), "sizes", longs(shape(1), 2)))
                .get(0);
        ItemFields two = split(Map.of("patches", bytes(8, 1, 4), "sizes", longs(shape(1), 1)))
                .get(0);
        assertThat(one.canShareBatchWith(two)).isTrue();
        try (MergedFields merged = MergedFields.merge(List.of(one, two, one), allocator)) {
            assertThat(merged.tensors().get("patches").toByteArray())
                    .containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 0, 1, 2, 3, 4, 5, 6, 7);
            assertThat(merged.tensors().get("sizes").toLongArray()).containsExactly(2, 1, 2);
            assertThat(merged.inputs().tensor(PATCHES))
                    .isSameAs(merged.tensors().get("patches"));
        }
    }

    private ItemFields item(FieldSpec spec, Tensor tensor) {
        return ItemFields.of("image", List.of(new ItemFields.Field(spec, tensor)));
    }

    @Test
    void raggedItemsAreAnErrorUnlessDeclared() {
        List<ItemFields> items = List.of(item(PIXELS, bytes(0, 3, 2)), item(PIXELS, bytes(0, 3, 1)));
        assertThat(items.get(0).canShareBatchWith(items.get(1))).isFalse();
        long before = allocator.liveTensors();
        fails(
                "cannot be merged into one tensor: they are uint8[1, 3, 2] and uint8[1, 3, 1]; encode them in batches of one shape",
                () -> MergedFields.merge(items, allocator));
        assertThat(allocator.liveTensors()).isEqualTo(before);
    }

    @Test
    void raggedItemsStayAListIfDeclared() {
        FieldSpec list = PIXELS.whenRagged(Ragged.LIST);
        List<ItemFields> items = List.of(item(list, bytes(0, 3, 2)), item(list, bytes(0, 3, 1)));
        assertThat(items.get(0).canShareBatchWith(items.get(1))).isTrue();
        try (MergedFields merged = MergedFields.merge(items, allocator)) {
            EncodeInputs inputs = merged.inputs();
            assertThat(inputs.tensors(list))
                    .containsExactly(
                            items.get(0).field("pixel_values").tensor(),
                            items.get(1).field("pixel_values").tensor());
            assertThat(inputs.has(list)).isTrue();
            assertThat(inputs.names()).containsExactly("pixel_values");
            fails(
                    "the field 'pixel_values' of modality image is a list with a tensor per item",
                    () -> inputs.tensor(list));
            fails("is missing; there are [pixel_values]", () -> inputs.tensors(SIZES));
        }
        try (MergedFields merged = MergedFields.merge(List.of(item(PIXELS, bytes(0, 3, 2))), allocator)) {
            fails("is merged into one tensor", () -> merged.inputs().tensors(PIXELS));
        }
    }

    @Test
    void theItemsOfAListAreChecked() {
        FieldSpec list = PIXELS.whenRagged(Ragged.LIST);
        fails(
                "dimension 0 of an item is 4",
                () -> new EncodeInputs(Map.of(), Map.of("pixel_values", List.of(bytes(0, 3, 1), bytes(0, 4, 1))))
                        .tensors(list));
        fails(
                "an item has 1 dimensions",
                () -> new EncodeInputs(Map.of(), Map.of("pixel_values", List.of(bytes(0, 3)))).tensors(list));
        fails(
                "the dtype is int64",
                () -> new EncodeInputs(Map.of(), Map.of("pixel_values", List.of(longs(shape(3, 1), 1, 2, 3))))
                        .tensors(list));
    }

    @Test
    void raggedItemsArePaddedIfDeclared() {
        FieldSpec pad = PIXELS.whenRagged(Ragged.PAD);
        List<ItemFields> batched = List.of(item(pad, bytes(1, 2, 2)), item(pad, bytes(11, 1, 3)));
        assertThat(batched.get(0).canShareBatchWith(batched.get(1))).isTrue();
        try (MergedFields merged = MergedFields.merge(batched, allocator)) {
            Tensor padded = merged.tensors().get("pixel_values");
            assertThat(padded).hasToString("uint8[2, 2, 3]");
            assertThat(padded.toByteArray()).containsExactly(1, 2, 0, 3, 4, 0, 11, 12, 13, 0, 0, 0);
        }
        FieldSpec flat = PATCHES.whenRagged(Ragged.PAD);
        List<ItemFields> rows = List.of(flatItem(flat, bytes(1, 2, 1)), flatItem(flat, bytes(11, 1, 3)));
        try (MergedFields merged = MergedFields.merge(rows, allocator)) {
            Tensor padded = merged.tensors().get("patches");
            assertThat(padded).hasToString("uint8[3, 3]");
            assertThat(padded.toByteArray()).containsExactly(1, 0, 0, 2, 0, 0, 11, 12, 13);
        }
        assertThat(item(pad, bytes(0, 2)).canShareBatchWith(batched.get(0))).isFalse();
    }

    private ItemFields flatItem(FieldSpec spec, Tensor tensor) {
        return ItemFields.of(
                "image",
                List.of(
                        new ItemFields.Field(spec, tensor),
                        new ItemFields.Field(SIZES, longs(shape(), tensor.dim(0)))));
    }

    @Test
    void whatDoesNotBelongTogetherIsNotMerged() {
        ItemFields pixels = item(PIXELS, bytes(0, 3, 2));
        fails(
                "one of modality image has the fields [pixel_values], one of modality image has [sizes]",
                () -> MergedFields.merge(List.of(pixels, item(SIZES, longs(shape(), 1))), allocator));
        fails(
                "they declare the field 'pixel_values' differently",
                () -> MergedFields.merge(List.of(pixels, item(PIXELS.onCpu(), bytes(0, 3, 2))), allocator));
        fails(
                "different values of the shared field 'token_id'",
                () -> MergedFields.merge(
                        List.of(item(TOKEN, longs(shape(1), 1)), item(TOKEN, longs(shape(1), 2))), allocator));
        fails(
                "an item has 3 rows of the flat field 'patches' according to its 'sizes', but its tensor is uint8[2, 4]",
                () -> MergedFields.merge(
                        List.of(ItemFields.of(
                                "image",
                                List.of(
                                        new ItemFields.Field(PATCHES, bytes(0, 2, 4)),
                                        new ItemFields.Field(SIZES, longs(shape(), 3))))),
                        allocator));
        fails(
                "belongs to modality image, not to an item of modality video",
                () -> ItemFields.of("video", List.of(new ItemFields.Field(PIXELS, bytes(0, 3, 2)))));
        fails(
                "has the field 'pixel_values' twice",
                () -> ItemFields.of(
                        "image",
                        List.of(
                                new ItemFields.Field(PIXELS, bytes(0, 3, 2)),
                                new ItemFields.Field(PIXELS, bytes(0, 3, 2)))));
    }

    @Test
    void sharedValuesAreComparedByContent() {
        ItemFields one = item(TOKEN, longs(shape(1), 5));
        assertThat(one.canShareBatchWith(item(TOKEN, longs(shape(1), 5)))).isTrue();
        assertThat(one.canShareBatchWith(item(TOKEN, longs(shape(1), 6)))).isFalse();
        assertThat(one.canShareBatchWith(item(TOKEN, longs(shape(1, 1), 5)))).isFalse();
    }

    /** Merging what was split gives the same tensors back, from the same memory or after each item was moved elsewhere. */
    @Test
    void splitAndMergeAreInverse() {
        Random random = new Random(6);
        for (int round = 0; round < 500; round++) {
            Map<String, Tensor> fields = randomFields(random);
            List<ItemFields> items = split(fields);
            List<ItemFields> moved = items.stream().map(this::moved).toList();
            for (List<ItemFields> source : List.of(items, moved)) {
                try (MergedFields merged = MergedFields.merge(source, allocator)) {
                    assertThat(merged.tensors()).containsOnlyKeys(fields.keySet());
                    fields.forEach((name, tensor) -> assertThat(
                                    merged.tensors().get(name).hasSameContent(tensor))
                            .isTrue());
                    List<ItemFields> again = split(merged.tensors());
                    assertThat(again).hasSameSizeAs(items);
                    for (int i = 0; i < items.size(); i++) {
                        assertSame(again.get(i), items.get(i));
                    }
                }
            }
            tensors.forEach(Tensor::close);
            tensors.clear();
        }
    }

    private Map<String, Tensor> randomFields(Random random) {
        int items = 1 + random.nextInt(5);
        long[] sizes = random.longs(items, 0, 5).toArray();
        long[] grid = random.longs(3L * items, 0, 3).toArray();
        long rows = 0;
        for (int i = 0; i < items; i++) {
            rows += grid[3 * i] * grid[3 * i + 1] * grid[3 * i + 2];
        }
        Map<String, Tensor> fields = new LinkedHashMap<>();
        fields.put("pixel_values", bytes(random.nextInt(), items, 3, random.nextInt(4)));
        fields.put("sizes", longs(shape(items), sizes));
        fields.put("patches", bytes(random.nextInt(), Arrays.stream(sizes).sum(), 4));
        fields.put("grid", longs(shape(items, 3), grid));
        fields.put("by_grid", bytes(random.nextInt(), rows, 2));
        fields.put("token_id", longs(shape(1), random.nextLong()));
        if (random.nextBoolean()) {
            fields.remove(
                    List.of("pixel_values", "patches", "by_grid", "token_id").get(random.nextInt(4)));
        }
        return fields;
    }

    private ItemFields moved(ItemFields item) {
        return ItemFields.of(
                item.modality(),
                item.fields().values().stream()
                        .map(field -> {
                            Tensor copy = allocator.allocate(
                                    field.tensor().dtype(), field.tensor().shape());
                            tensors.add(copy);
                            return new ItemFields.Field(field.spec(), copy.put(field.tensor()));
                        })
                        .toList());
    }

    private static void assertSame(ItemFields one, ItemFields other) {
        assertThat(one.fields()).containsOnlyKeys(other.fields().keySet());
        one.fields()
                .forEach((name, field) -> assertThat(
                                field.tensor().hasSameContent(other.field(name).tensor()))
                        .isTrue());
    }
}
