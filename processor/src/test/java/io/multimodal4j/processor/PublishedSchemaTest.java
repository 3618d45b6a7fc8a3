package io.multimodal4j.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.multimodal4j.annotations.DType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is generated is what {@code META-INF/multimodal4j/model.schema.json} promises to readers that do not run Java. */
class PublishedSchemaTest {

    private static final Path GOLDEN = Javac.resource("golden");

    static List<Path> goldens() throws IOException {
        try (Stream<Path> files = Files.walk(GOLDEN)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .map(GOLDEN::relativize)
                    .sorted()
                    .toList();
        }
    }

    private static String text() throws IOException {
        try (InputStream in = ModelProcessor.class.getResourceAsStream("/META-INF/multimodal4j/model.schema.json")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static List<?> errors(String json) throws IOException {
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(text(), InputFormat.JSON);
        return schema.validate(json, InputFormat.JSON);
    }

    @ParameterizedTest
    @MethodSource("goldens")
    void everyGoldenIsValid(Path golden) throws IOException {
        assertThat(errors(Files.readString(GOLDEN.resolve(golden)))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            "schemaVersion": 1      | "schemaVersion": 2
            "layout": "batched"     | "layout": "flat"
            "layout": "batched"     | "layout": "rows"
            "dtype": "float32"      | "dtype": "float31"
            "n 3 h w"               | "n 0 h w"
            "mode": "replace"       | "mode": "delete"
            "at": "target"          | "at": "start"
            "returns": "count"      | "returns": "content"
            "order": 0              | "order": 0, "colour": 1
            "modality": "image"     | "modality": "smell"
            """)
    void whatIsWrongIsInvalid(String from, String to) throws IOException {
        String valid = Files.readString(GOLDEN.resolve("llava/expected/META-INF/multimodal4j/com.acme.Llava.json"));
        assertThat(valid).contains(from);
        assertThat(errors(valid.replace(from, to))).isNotEmpty();
    }

    @Test
    void everyElementTypeIsKnown() throws IOException {
        String schema = text();
        for (DType dtype : DType.values()) {
            assertThat(schema).contains("\"" + dtype.typeName() + "\"");
        }
    }
}
