package io.multimodal4j.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaDriftTest {

    private static final String SCHEMA = """
            {
              "schemaVersion": 1,
              "modelClass": "com.acme.Llava",
              "architectures": [ "Llava", "LlavaModel" ],
              "description": "old",
              "modalities": [ {
                "modality": "image",
                "limit": 4,
                "fields": [ {
                  "name": "pixel_values",
                  "layout": "batched",
                  "dtype": "float32",
                  "shape": "n 3 h w",
                  "optional": false
                } ],
                "alternatives": [ {
                  "encodeMethod": "embedImages",
                  "fields": [ "pixel_values" ]
                } ],
                "promptUpdates": [ {
                  "mode": "replace",
                  "at": "target",
                  "target": "<image>",
                  "method": "imageTokens"
                } ]
              } ],
              "config": [ {
                "record": "com.acme.LlavaConfig",
                "components": [ {
                  "name": "size",
                  "keys": [ "size", "image_size" ],
                  "type": "int",
                  "required": false,
                  "default": "1"
                } ]
              } ]
            }
            """;

    @TempDir
    private Path folder;

    @AfterEach
    void compareAgain() {
        System.clearProperty(SchemaDrift.UPDATE);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            "description": "old"     | "description": "new"        | COMPATIBLE | description: "old" became "new"
            "limit": 4               | "limit": 5                  | COMPATIBLE | modalities.image.limit: 4 became 5
            "limit": 4,              | ~~                          | COMPATIBLE | modalities.image.limit: 4 became nothing
            "limit": 4               | "limit": 3                  | BREAKING   | modalities.image.limit: 4 became 3
            "Llava", "LlavaModel"    | "Llava", "LlavaModel", "L3" | COMPATIBLE | architectures: "L3" was added
            "Llava", "LlavaModel"    | "Llava"                     | BREAKING   | architectures: "LlavaModel" was removed
            "Llava", "LlavaModel"    | "LlavaModel", "Llava"       | COMPATIBLE | architectures: the order changed
            com.acme.Llava"          | com.acme.Llava2"            | BREAKING   | modelClass: "com.acme.Llava" became "com.acme.Llava2"
            "float32"                | "float16"                   | BREAKING   | modalities.image.fields.pixel_values.dtype: "float32" became "float16"
            "n 3 h w"                | "n c 3 h w"                 | BREAKING   | modalities.image.fields.pixel_values.shape
            "batched"                | "shared"                    | BREAKING   | modalities.image.fields.pixel_values.layout
            "optional": false        | "optional": true            | COMPATIBLE | modalities.image.fields.pixel_values.optional
            "modality": "image"      | "modality": "audio"         | BREAKING   | modalities.image: was removed
            "embedImages"            | "embed"                     | COMPATIBLE | modalities.image.alternatives.pixel_values.encodeMethod
            "imageTokens"            | "tokens"                    | COMPATIBLE | modalities.image.promptUpdates.replace target <image>.method
            "<image>"                | "<img>"                     | BREAKING   | modalities.image.promptUpdates.replace target <image>: was removed
            "required": false        | "required": true            | BREAKING   | config.com.acme.LlavaConfig.components.size.required
            "size", "image_size"     | "image_size"                | BREAKING   | components.size.keys: "size" was removed
            "size", "image_size"     | "size", "image_size", "s"   | COMPATIBLE | components.size.keys: "s" was added
            "size", "image_size"     | "image_size", "size"        | BREAKING   | components.size.keys: the order changed
            "default": "1"           | "default": "2"              | BREAKING   | components.size.default
            "name": "size"           | "name": "other"             | COMPATIBLE | components.size: was removed
            "schemaVersion": 1       | "schemaVersion": 2          | BREAKING   | schemaVersion: 1 became 2
            """)
    void breakingIsToldFromCompatible(String from, String to, String kind, String where) {
        String before = SCHEMA;
        String after = SCHEMA.replace(from, to);
        assertThat(after).isNotEqualTo(before);
        List<SchemaChange> changes = SchemaDrift.ofText("Llava", after).changesSince(before);
        assertThat(changes)
                .anySatisfy(
                        change -> assertThat(change.toString()).startsWith(kind).contains(where));
    }

    @Test
    void whatIsNewBreaksOnlyIfSomebodyMustSupplyIt() {
        String field = "\"fields\": [ {";
        String added = "\"name\": \"grid\", \"dtype\": \"int64\", \"optional\": %s}, {";
        assertThat(change(field, field + added.formatted("false"))).isTrue();
        assertThat(change(field, field + added.formatted("true"))).isFalse();
        String components = "\"components\": [ ";
        String key = "{\"name\": \"more\", \"keys\": [\"more\"], \"required\": %s}, ";
        assertThat(change(components, components + key.formatted("true"))).isTrue();
        assertThat(change(components, components + key.formatted("false"))).isFalse();
        String modality = "\"modalities\": [ ";
        assertThat(change(modality, modality + "{\"modality\": \"audio\"}, ")).isFalse();
    }

    @Test
    void anOptionalFieldDoesNotMakeAnotherAlternative() {
        String optional = SCHEMA.replace("\"fields\": [ {", "\"fields\": [ {\"name\": \"grid\", \"optional\": true}, {")
                .replace("[ \"pixel_values\" ]", "[ \"pixel_values\", \"grid\" ]");
        assertThat(SchemaDrift.ofText("Llava", optional).changesSince(SCHEMA))
                .hasSize(2)
                .noneMatch(SchemaChange::isBreaking);
        String other = SCHEMA.replace("[ \"pixel_values\" ]", "[ \"image_embeds\" ]");
        assertThat(SchemaDrift.ofText("Llava", other).changesSince(SCHEMA))
                .extracting(SchemaChange::toString)
                .containsExactly(
                        "BREAKING    modalities.image.alternatives.pixel_values: was removed",
                        "COMPATIBLE  modalities.image.alternatives.image_embeds: was added");
    }

    private static boolean change(String from, String to) {
        List<SchemaChange> changes =
                SchemaDrift.ofText("Llava", SCHEMA.replace(from, to)).changesSince(SCHEMA);
        assertThat(changes).hasSize(1);
        return changes.get(0).isBreaking();
    }

    @Test
    void theMessageHasTheChangesTheLinesAndTheFix() throws IOException {
        Path file = Files.writeString(folder.resolve("Llava.json"), SCHEMA);
        SchemaDrift.ofText("Llava", SCHEMA).check(file);
        String after = SCHEMA.replace("float32", "float16").replace("\"limit\": 4", "\"limit\": 8");
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> SchemaDrift.ofText("Llava", after).check(file))
                .withMessage("The schema of Llava is not the one in " + file + """
                        : 1 BREAKING and 1 COMPATIBLE changes.
                          BREAKING    modalities.image.fields.pixel_values.dtype: "float32" became "float16"
                          COMPATIBLE  modalities.image.limit: 4 became 8
                          ...
                            "modalities": [ {
                              "modality": "image",
                        -     "limit": 4,
                        +     "limit": 8,
                              "fields": [ {
                                "name": "pixel_values",
                                "layout": "batched",
                        -       "dtype": "float32",
                        +       "dtype": "float16",
                                "shape": "n 3 h w",
                                "optional": false
                        To accept the change, run this test once with -Dmultimodal4j.update=true and commit the file.""");
    }

    @Test
    void layoutAloneIsSaidToBeLayout() throws IOException {
        Path file = Files.writeString(folder.resolve("Llava.json"), SCHEMA.replace("\n", "\r\n"));
        SchemaDrift.ofText("Llava", SCHEMA).check(file);
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> SchemaDrift.ofText("Llava", SCHEMA.replace("\": 4", "\":  4"))
                        .check(file))
                .withMessageContaining("only its layout changed");
    }

    @Test
    void theFirstRunSaysHowToCreateTheFile() {
        Path file = folder.resolve("new/Llava.json");
        SchemaDrift drift = SchemaDrift.ofText("Llava", SCHEMA);
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> drift.check(file))
                .withMessageContaining("There is no checked-in schema of Llava at " + file)
                .withMessageContaining("-Dmultimodal4j.update=true");
        System.setProperty(SchemaDrift.UPDATE, "true");
        drift.check(file);
        assertThat(file).hasContent(SCHEMA);
    }

    @Test
    void readsWhatWasGeneratedFromTheClassPath() throws IOException {
        Path generated = Files.createDirectories(folder.resolve("META-INF/multimodal4j"));
        Files.writeString(generated.resolve("com.acme.Llava.json"), SCHEMA);
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
            SchemaDrift.of("com.acme.Llava", loader).check(generated.resolve("com.acme.Llava.json"));
        }
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> SchemaDrift.of(SchemaDriftTest.class))
                .withMessageContaining("There is no META-INF/multimodal4j/" + SchemaDriftTest.class.getName() + ".json")
                .withMessageContaining("@RegisterProcessor");
    }

    @Test
    void whatIsNotJsonIsSaidToBe() {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> SchemaDrift.ofText("Llava", "{").changesSince(SCHEMA))
                .withMessageContaining("The schema is not JSON");
    }
}
