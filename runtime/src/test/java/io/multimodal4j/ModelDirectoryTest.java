package io.multimodal4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.multimodal4j.config.ConfigNode;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelDirectoryTest {

    /** Pixtral's checkpoints in Hugging Face's layout have LLaVA's architecture; what is registered for their vision tower goes first. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '#',
            value = {
                "{\"architectures\": [\"A\"]} | [A]",
                "{\"architectures\": [\"A\", \"B\"], \"vision_config\": {\"model_type\": \"pixtral\"}} | [A:pixtral, A, B:pixtral, B]",
                "{\"architectures\": [\"A\"], \"vision_config\": {}} | [A]",
                "{\"architectures\": [\"A\"], \"vision_config\": null} | [A]",
                "{\"architectures\": [\"A\"], \"vision_config\": \"some/other.json\"} | [A]",
            })
    void namesOfAnArchitecture(String config, String names) {
        assertThat(ModelDirectory.architectures(
                        ConfigNode.parse("config.json", config.getBytes(StandardCharsets.UTF_8))))
                .hasToString(names);
    }
}
