package io.multimodal4j.samples;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;

/** The goldens that are not of one family alone; see src/test/python/make_torch_goldens.py. */
final class Goldens {

    private Goldens() {}

    /** The entries of one list of a file; never none. */
    static List<JsonNode> list(String file, String name) {
        try {
            JsonNode list = new ObjectMapper()
                    .readTree(Path.of("src/test/resources/goldens", file + ".json")
                            .toFile())
                    .required(name);
            if (list.isEmpty()) {
                throw new AssertionError("no goldens in " + name + " of " + file);
            }
            return StreamSupport.stream(list.spliterator(), false).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static long[] shape(JsonNode golden) {
        return StreamSupport.stream(golden.get("shape").spliterator(), false)
                .mapToLong(JsonNode::asLong)
                .toArray();
    }
}
