package io.multimodal4j.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigNodeTest {

    private enum Strategy {
        DEFAULT,
        FULL
    }

    private static ConfigNode node(String json) {
        return ConfigNode.parse("config.json", json.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void readsValues() {
        ConfigNode config = node("""
                {"i": 7, "l": 5000000000, "d": 0.5, "b": true, "s": "text", "e": "full", "none": null,
                 "list": [[1, 2], [3]], "vision": {"patch_size": 14}}
                """);
        assertThat(config.at("i").asInt()).isEqualTo(7);
        assertThat(config.at("l").asLong()).isEqualTo(5_000_000_000L);
        assertThat(config.at("d").asDouble()).isEqualTo(0.5);
        assertThat(config.at("b").asBoolean()).isTrue();
        assertThat(config.at("s").asString()).isEqualTo("text");
        assertThat(config.at("e").asEnum(Strategy.values())).isEqualTo(Strategy.FULL);
        assertThat(config.find("none")).isEmpty();
        assertThat(config.at("missing", "i").asInt()).isEqualTo(7);
        assertThat(config.at("list")
                        .asList(row -> row.asList(ConfigNode::asInt))
                        .toString())
                .isEqualTo("[[1, 2], [3]]");
        assertThat(config.at("vision").at("patch_size").asInt()).isEqualTo(14);
    }

    @Test
    void defaultsAreReadLikeJson() {
        ConfigNode config = node("{\"given\": 1}");
        assertThat(config.atOr("-2", "missing").asInt()).isEqualTo(-2);
        assertThat(config.atOr("0.5", "missing").asDouble()).isEqualTo(0.5);
        assertThat(config.atOr("true", "missing").asBoolean()).isTrue();
        assertThat(config.atOr("default", "missing").asEnum(Strategy.values())).isEqualTo(Strategy.DEFAULT);
        assertThat(config.atOr("9", "given").asInt()).isEqualTo(1);
    }

    @Test
    void otherFilesOfTheDirectoryAreReadUnderTheirOwnNames() {
        ConfigNode config = node("{}")
                .withFile(
                        "preprocessor_config.json",
                        ConfigNode.parse(
                                "preprocessor_config.json", "{\"size\": \"large\"}".getBytes(StandardCharsets.UTF_8)));
        assertThat(config.file("preprocessor_config.json").at("size").asString())
                .isEqualTo("large");
        assertThat(config.findFile("generation_config.json")).isEmpty();
        assertThat(config.file("generation_config.json").find("max_new_tokens")).isEmpty();
        assertThat(config.find("preprocessor_config.json")).isEmpty();
        fails(
                () -> config.file("preprocessor_config.json").at("size").asInt(),
                "preprocessor_config.json: size is \"large\", expected a whole number");
        fails(
                () -> config.file("generation_config.json").at("max_new_tokens"),
                "generation_config.json (not in the model directory): the key max_new_tokens is missing");
    }

    @Test
    void namesFileKeyValueAndExpectation() {
        ConfigNode config =
                node("{\"vision\": {\"sizes\": [1, \"x\"], \"big\": 3000000000, \"half\": 1.5}, \"e\": \"odd\"}");
        fails(() -> config.at("a", "b"), "config.json: the key a or b is missing");
        fails(() -> config.at("vision").at("depth"), "config.json: the key vision.depth is missing");
        fails(
                () -> config.at("vision").at("sizes").asList(ConfigNode::asInt),
                "config.json: vision.sizes[1] is \"x\", expected a whole number");
        fails(() -> config.at("vision").at("big").asInt(), "vision.big is 3000000000, expected a whole number");
        fails(() -> config.at("vision").at("half").asInt(), "vision.half is 1.5, expected a whole number");
        fails(() -> config.at("vision").asString(), "vision is an object, expected a string");
        fails(() -> config.at("e").asEnum(Strategy.values()), "e is \"odd\", expected one of \"default\", \"full\"");
        fails(() -> config.at("e").at("x"), "e is \"odd\", expected an object");
    }

    private static void fails(Runnable reading, String message) {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(reading::run)
                .withMessageContaining(message);
    }

    @Test
    void malformedFilesAreErrorsOfOneLine(@TempDir Path folder) throws IOException {
        for (String json :
                new String[] {"", "{", "[1]", "{\"a\": 1} x", "{\"a\": 1, \"a\": 2}", "nonsense", "[".repeat(2000)}) {
            Path file = Files.writeString(folder.resolve("config.json"), json);
            assertThatExceptionOfType(ConfigException.class)
                    .as(json)
                    .isThrownBy(() -> ConfigNode.read(file))
                    .withMessageContaining("config.json in " + folder)
                    .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
        }
        fails(() -> ConfigNode.read(folder.resolve("other.json")), "there is no other.json in " + folder);
    }
}
