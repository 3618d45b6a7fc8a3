package io.multimodal4j.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.multimodal4j.annotations.DType;
import io.multimodal4j.tensor.Tensor;
import io.multimodal4j.tensor.TensorAllocator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EncodeInputsTest {

    private static final FieldSpec PIXELS = FieldSpec.batched("pixel_values", "image", DType.FLOAT32, "n 3 h w");
    private static final FieldSpec SIZES = FieldSpec.batched("image_sizes", "image", DType.INT64, "n 2");

    private final TensorAllocator allocator = new TensorAllocator();

    @Test
    void takesWhatWasDeclared() {
        try (Tensor pixels = allocator.allocate(DType.FLOAT32, 2, 3, 4, 5);
                Tensor sizes = allocator.allocate(DType.INT64, 2, 2)) {
            EncodeInputs inputs = new EncodeInputs(Map.of("pixel_values", pixels, "image_sizes", sizes));
            assertThat(inputs.tensor(PIXELS)).isSameAs(pixels);
            assertThat(inputs.tensor(SIZES)).isSameAs(sizes);
        }
    }

    /** From a processor that was loaded for another type of floats; integers are what they were declared as. */
    @ParameterizedTest
    @EnumSource(names = {"FLOAT16", "BFLOAT16"})
    void takesHalfPrecisionInPlaceOfFloat32(DType dtype) {
        try (Tensor pixels = allocator.allocate(dtype, 2, 3, 4, 5);
                Tensor sizes = allocator.allocate(dtype, 2, 2)) {
            EncodeInputs inputs = new EncodeInputs(Map.of("pixel_values", pixels, "image_sizes", sizes));
            assertThat(inputs.tensor(PIXELS)).isSameAs(pixels);
            assertThatExceptionOfType(FieldException.class)
                    .isThrownBy(() -> inputs.tensor(SIZES))
                    .withMessageContaining("the dtype is " + dtype.typeName());
        }
    }

    @Test
    void saysWhatWasDeclaredAndWhatWasFound() {
        fails(
                DType.FLOAT32,
                "declared as float32 [n 3 h w], but the tensor is float32[2, 3, 4]: it has 3 dimensions",
                2,
                3,
                4);
        fails(DType.FLOAT32, "but the tensor is float32[2, 4, 4, 5]: dimension 1 is 4", 2, 4, 4, 5);
        fails(DType.FLOAT64, "the dtype is float64", 2, 3, 4, 5);
        fails(DType.INT32, "the dtype is int32", 2, 3, 4, 5);
        assertThatExceptionOfType(FieldException.class)
                .isThrownBy(() -> new EncodeInputs(Map.of()).tensor(PIXELS))
                .withMessage("the field 'pixel_values' of modality image is missing; there are []");
    }

    private void fails(DType dtype, String message, long... shape) {
        try (Tensor pixels = allocator.allocate(dtype, shape)) {
            assertThatExceptionOfType(FieldException.class)
                    .isThrownBy(() -> new EncodeInputs(Map.of("pixel_values", pixels)).tensor(PIXELS))
                    .withMessageContaining(message);
        }
    }

    @Test
    void aSymbolHasOneSizePerCall() {
        try (Tensor pixels = allocator.allocate(DType.FLOAT32, 2, 3, 4, 5);
                Tensor sizes = allocator.allocate(DType.INT64, 3, 2)) {
            EncodeInputs inputs = new EncodeInputs(Map.of("pixel_values", pixels, "image_sizes", sizes));
            inputs.tensor(PIXELS);
            assertThatExceptionOfType(FieldException.class)
                    .isThrownBy(() -> inputs.tensor(SIZES))
                    .withMessageContaining("'n' is 3 here but 2 in 'pixel_values'");
        }
    }

    /** vLLM's cases for its tensor schemas (T28: Phi-3-V's inputs), in our words. */
    @Test
    void vllmsTensorSchemaCases() {
        FieldSpec pixels = FieldSpec.batched("pixel_values", "image", DType.FLOAT32, "bn p 3 h w");
        FieldSpec sizes = FieldSpec.batched("image_sizes", "image", DType.INT64, "bn 2");
        try (Tensor right = allocator.allocate(DType.FLOAT32, 16, 4, 3, 2, 2);
                Tensor wrongDimension = allocator.allocate(DType.FLOAT32, 16, 4, 4, 2, 2);
                Tensor wrongRank = allocator.allocate(DType.FLOAT32, 16, 4, 3);
                Tensor sixteen = allocator.allocate(DType.INT64, 16, 2);
                Tensor twelve = allocator.allocate(DType.INT64, 12, 2)) {
            EncodeInputs fits = new EncodeInputs(Map.of("pixel_values", right, "image_sizes", sixteen));
            assertThat(fits.tensor(pixels)).isSameAs(right);
            assertThat(fits.tensor(sizes)).isSameAs(sixteen);
            EncodeInputs alone = new EncodeInputs(Map.of("pixel_values", right));
            assertThat(alone.optional(sizes.mayBeMissing())).isEmpty();
            schemaFails("dimension 2 is 4", Map.of("pixel_values", wrongDimension), pixels);
            schemaFails("it has 3 dimensions", Map.of("pixel_values", wrongRank), pixels);
            schemaFails(
                    "the field 'image_sizes' of modality image is missing",
                    Map.of("pixel_values", right),
                    pixels,
                    sizes);
            schemaFails(
                    "'bn' is 12 here but 16 in 'pixel_values'",
                    Map.of("pixel_values", right, "image_sizes", twelve),
                    pixels,
                    sizes);
            schemaFails("the dtype is int64", Map.of("pixel_values", sixteen), pixels);
        }
    }

    /** T28 again, of fields that are lists: an empty one, items that are inconsistent, and as many as another field says. */
    @Test
    void vllmsTensorSchemaCasesOfLists() {
        FieldSpec pixels = FieldSpec.batched("pixel_values", "image", DType.FLOAT32, "bn p 3 h w")
                .whenRagged(Ragged.LIST);
        FieldSpec sizes = FieldSpec.batched("image_sizes", "image", DType.INT64, "bn 2");
        try (Tensor one = allocator.allocate(DType.FLOAT32, 4, 3, 2, 2);
                Tensor other = allocator.allocate(DType.FLOAT32, 1, 3, 8, 5);
                Tensor flat = allocator.allocate(DType.FLOAT32, 4, 3, 2);
                Tensor grey = allocator.allocate(DType.FLOAT32, 4, 1, 2, 2);
                Tensor two = allocator.allocate(DType.INT64, 2, 2)) {
            EncodeInputs fits =
                    new EncodeInputs(Map.of("image_sizes", two), Map.of("pixel_values", List.of(one, other)));
            assertThat(fits.tensors(pixels)).containsExactly(one, other);
            assertThat(fits.tensor(sizes)).isSameAs(two);
            listFails("an item has 3 dimensions", pixels, one, flat);
            listFails("dimension 1 of an item is 1", pixels, grey);
            for (List<Tensor> wrong : List.of(List.<Tensor>of(), List.of(one))) {
                EncodeInputs inputs = new EncodeInputs(Map.of("image_sizes", two), Map.of("pixel_values", wrong));
                inputs.tensor(sizes);
                assertThatExceptionOfType(FieldException.class)
                        .isThrownBy(() -> inputs.tensors(pixels))
                        .withMessageContaining("'bn' is " + wrong.size() + " here but 2 in 'image_sizes'");
            }
        }
    }

    private static void listFails(String message, FieldSpec spec, Tensor... items) {
        assertThatExceptionOfType(FieldException.class)
                .isThrownBy(() -> new EncodeInputs(Map.of(), Map.of(spec.name(), List.of(items))).tensors(spec))
                .withMessageContaining(message);
    }

    private static void schemaFails(String message, Map<String, Tensor> fields, FieldSpec... specs) {
        EncodeInputs inputs = new EncodeInputs(fields);
        assertThatExceptionOfType(FieldException.class)
                .isThrownBy(() -> {
                    for (FieldSpec spec : specs) {
                        inputs.tensor(spec);
                    }
                })
                .withMessageContaining(message);
    }
}
