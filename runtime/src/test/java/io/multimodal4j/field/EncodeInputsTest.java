package io.multimodal4j.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.multimodal4j.annotations.DType;
import io.multimodal4j.tensor.Tensor;
import io.multimodal4j.tensor.TensorAllocator;
import java.util.Map;
import org.junit.jupiter.api.Test;

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

    @Test
    void saysWhatWasDeclaredAndWhatWasFound() {
        fails(
                DType.FLOAT32,
                "declared as float32 [n 3 h w], but the tensor is float32[2, 3, 4]: it has 3 dimensions",
                2,
                3,
                4);
        fails(DType.FLOAT32, "but the tensor is float32[2, 4, 4, 5]: dimension 1 is 4", 2, 4, 4, 5);
        fails(DType.FLOAT16, "the dtype is float16", 2, 3, 4, 5);
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
}
