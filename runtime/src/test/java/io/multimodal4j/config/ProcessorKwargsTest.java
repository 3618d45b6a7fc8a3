package io.multimodal4j.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProcessorKwargsTest {

    private static final ConfigNode FILE = ConfigNode.parse(
            "preprocessor_config.json", "{\"a\": 1, \"b\": {\"x\": 1}, \"old\": 5}".getBytes(StandardCharsets.UTF_8));

    private static int at(ProcessorKwargs kwargs, String key) {
        return kwargs.overlay("image", FILE).at(key).asInt();
    }

    /** vLLM's T13: options of a load, options of a call, and both, of which the call's win. */
    @Test
    void theOptionsOfACallWin() {
        ProcessorKwargs load = ProcessorKwargs.of(Map.of("a", 2, "c", 3));
        ProcessorKwargs call = ProcessorKwargs.parse("{\"a\": 4}");
        assertThat(at(ProcessorKwargs.NONE, "a")).isEqualTo(1);
        assertThat(at(load, "a")).isEqualTo(2);
        assertThat(at(call.over(ProcessorKwargs.NONE), "a")).isEqualTo(4);
        assertThat(at(call.over(load), "a")).isEqualTo(4);
        assertThat(at(call.over(load), "c")).isEqualTo(3);
        assertThat(ProcessorKwargs.NONE.over(load)).isEqualTo(load).hasSameHashCodeAs(load);
        assertThat(call.over(load).canonical()).isEqualTo("{\"a\":4,\"c\":3}");
    }

    @Test
    void optionsOfOneModalityAlone() {
        ProcessorKwargs kwargs =
                ProcessorKwargs.parse("{\"a\": 2, \"images_kwargs\": {\"a\": 3}, \"audio_kwargs\": {\"g\": 1}}");
        assertThat(kwargs.names()).containsExactly("a");
        assertThat(kwargs.names("image")).containsExactly("a");
        assertThat(kwargs.names("video")).isEmpty();
        assertThat(kwargs.scopes()).isEqualTo(Map.of("images_kwargs", "image", "audio_kwargs", "audio"));
        assertThat(at(kwargs, "a")).isEqualTo(3);
        assertThat(kwargs.overlay("video", FILE).at("a").asInt()).isEqualTo(2);
        ProcessorKwargs more =
                ProcessorKwargs.parse("{\"images_kwargs\": {\"b\": 4}}").over(kwargs);
        assertThat(at(more, "a")).isEqualTo(3);
        assertThat(at(more, "b")).isEqualTo(4);
    }

    @Test
    void anObjectIsReplacedAsAWhole() {
        ConfigNode over = ProcessorKwargs.parse("{\"b\": {\"y\": 2}}").overlay("image", FILE);
        assertThat(over.at("b").find("x")).isEmpty();
        assertThat(over.at("b").at("y").asInt()).isEqualTo(2);
        assertThat(over.canonicalJson()).isEqualTo("{\"a\":1,\"b\":{\"y\":2},\"old\":5}");
        assertThat(over.keys()).containsExactly("a", "b", "old");
    }

    /** An option under a newer name goes before the file's older one; null means what the file says. */
    @Test
    void namesAndNull() {
        assertThat(ProcessorKwargs.parse("{\"old\": 6}")
                        .overlay("image", FILE)
                        .at("new", "old")
                        .asInt())
                .isEqualTo(6);
        assertThat(ProcessorKwargs.parse("{\"new\": 7}")
                        .overlay("image", FILE)
                        .at("old", "new")
                        .asInt())
                .isEqualTo(7);
        assertThat(at(ProcessorKwargs.parse("{\"a\": null}"), "a")).isEqualTo(1);
    }

    @Test
    void whatIsWrongIsSaidOfWhereItComesFrom() {
        ConfigNode over = ProcessorKwargs.parse("{\"b\": {\"y\": \"z\"}}").overlay("image", FILE);
        fails(() -> over.at("b").at("y").asInt(), "the processor options: b.y is \"z\", expected a whole number");
        fails(() -> over.at("a").asString(), "preprocessor_config.json: a is 1, expected a string");
        fails(() -> ProcessorKwargs.parse("[1]"), "the processor options is not a JSON object");
        fails(() -> ProcessorKwargs.parse("{"), "the processor options is not valid JSON");
        fails(() -> ProcessorKwargs.of(Map.of("a", new Object())), "cannot be written as JSON");
        fails(
                () -> ProcessorKwargs.of(Map.of("a", "b".repeat(20_000))),
                "the processor options have 20008 characters; they may have 16384");
        assertThat(ProcessorKwargs.of(Map.of("a", "secret"))).hasToString("the processor options [a]");
    }

    private static void fails(Runnable action, String message) {
        assertThatExceptionOfType(ConfigException.class).isThrownBy(action::run).withMessageContaining(message);
    }
}
