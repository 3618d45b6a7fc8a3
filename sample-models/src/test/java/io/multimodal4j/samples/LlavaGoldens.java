package io.multimodal4j.samples;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.multimodal4j.TestPictures;
import io.multimodal4j.media.ImageItem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;

/** What the real Pillow, transformers and tokenizers make of our pictures and prompts; see src/test/python. */
public final class LlavaGoldens {

    /** Tests run in the module's folder. */
    private static final Path MODULE = Path.of("");

    /** The model directory that the goldens were made with. */
    public static final Path MODEL_DIRECTORY = MODULE.resolve("models/llava-1.5");

    /** A photograph-like picture. */
    public static final Path HARBOUR = MODULE.resolve("images/harbour.jpg");

    private LlavaGoldens() {}

    /** The entries of one list; never none. */
    public static List<JsonNode> list(String name) {
        try {
            JsonNode list = new ObjectMapper()
                    .readTree(MODULE.resolve("src/test/resources/goldens/llava-1.5.json")
                            .toFile())
                    .required(name);
            if (list.isEmpty()) {
                throw new AssertionError("no goldens in " + name);
            }
            return StreamSupport.stream(list.spliterator(), false).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The picture of an entry: a file of this module, or the formula picture. */
    public static ImageItem picture(JsonNode golden) {
        if (golden.has("file")) {
            return ImageItem.of(MODULE.resolve(golden.get("file").asText()));
        }
        return ImageItem.of(TestPictures.png(
                golden.get("width").asInt(),
                golden.get("height").asInt(),
                golden.get("seed").asInt()));
    }
}
