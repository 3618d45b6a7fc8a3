package io.multimodal4j;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.multimodal4j.annotations.DType;
import io.multimodal4j.tensor.Tensor;
import io.multimodal4j.tensor.TensorAllocator;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The goldens made by the real Pillow and transformers, and the formula picture they were made from. */
public final class GoldenPictures {

    private GoldenPictures() {}

    /** All image records. */
    public static List<JsonNode> records() {
        try (InputStream in = GoldenPictures.class.getResourceAsStream("/golden/hf-golden.json")) {
            List<JsonNode> found = new ArrayList<>();
            new ObjectMapper()
                    .readTree(Objects.requireNonNull(in))
                    .get("images")
                    .forEach(found::add);
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The image records whose id starts with a prefix; never none. */
    public static List<JsonNode> records(String prefix) {
        List<JsonNode> found = records().stream()
                .filter(entry -> entry.get("id").asText().startsWith(prefix))
                .toList();
        if (found.isEmpty()) {
            throw new AssertionError("no golden starts with " + prefix);
        }
        return found;
    }

    /** The records of Pillow's resize, of all filters. */
    public static Stream<JsonNode> resizes() {
        return records("pil_").stream();
    }

    /** The record's picture, uint8 (height, width, 3). */
    public static Tensor picture(JsonNode entry, TensorAllocator allocator) {
        JsonNode image = entry.get("image");
        return picture(
                image.get("width").asInt(),
                image.get("height").asInt(),
                image.get("seed").asInt(),
                allocator);
    }

    /** The formula picture, uint8 (height, width, 3). */
    public static Tensor picture(int width, int height, int seed, TensorAllocator allocator) {
        return allocator.allocate(DType.UINT8, height, width, 3).put(rgb(width, height, seed));
    }

    /** The formula picture's bytes, row by row, RGB interleaved. */
    public static byte[] rgb(int width, int height, int seed) {
        byte[] bytes = new byte[height * width * 3];
        int at = 0;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                for (int c = 0; c < 3; c++) {
                    bytes[at++] = (byte) (x * (3 + c)
                            + y * (5 + 2 * c)
                            + (x * y) % 97 * (c + 1)
                            + (x / 16 + y / 16) % 2 * 90
                            + 31 * c
                            + seed);
                }
            }
        }
        return bytes;
    }
}
