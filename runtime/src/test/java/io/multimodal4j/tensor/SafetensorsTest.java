package io.multimodal4j.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.multimodal4j.annotations.DType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafetensorsTest {

    private final TensorAllocator allocator = new TensorAllocator();

    @TempDir
    private Path folder;

    @Test
    void largerElementsComeFirstAndNothingIsBetween() throws IOException {
        Path file = folder.resolve("x.safetensors");
        try (Tensor bytes = allocator.allocate(DType.UINT8, 3).put(new byte[] {1, 2, 3});
                Tensor longs = allocator.allocate(DType.INT64, 1, 2);
                Tensor scalar = allocator.allocate(DType.FLOAT32)) {
            longs.asByteBuffer().putLong(7).putLong(8);
            scalar.asByteBuffer().putFloat(0.5f);
            Safetensors.write(file, Map.of("a \"byte\"", bytes, "longs", longs, "scalar", scalar));
        }
        ByteBuffer content = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        byte[] header = new byte[(int) content.getLong()];
        content.get(header);
        assertThat(header.length % 8).isZero();
        JsonNode json = new ObjectMapper().readTree(header);
        assertThat(json.at("/longs/data_offsets").toString()).isEqualTo("[0,16]");
        assertThat(json.at("/scalar").toString())
                .isEqualTo("{\"dtype\":\"F32\",\"shape\":[],\"data_offsets\":[16,20]}");
        assertThat(json.get("a \"byte\"").get("data_offsets").toString()).isEqualTo("[20,23]");
        assertThat(content.getLong()).isEqualTo(7);
        assertThat(content.getLong()).isEqualTo(8);
        assertThat(content.getFloat()).isEqualTo(0.5f);
        assertThat(content.remaining()).isEqualTo(3);
    }

    @Test
    void aFileThatCannotBeWrittenIsNamedAndNothingIsLeft() throws IOException {
        Path file = folder.resolve("none/x.safetensors");
        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> Safetensors.write(file, Map.of()))
                .withMessageContaining(file.toString());
        try (var left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
    }
}
