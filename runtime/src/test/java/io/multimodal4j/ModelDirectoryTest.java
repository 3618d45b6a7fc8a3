package io.multimodal4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.multimodal4j.annotations.ConfigFile;
import io.multimodal4j.config.ConfigException;
import io.multimodal4j.config.ConfigNode;
import io.multimodal4j.config.ProcessorKwargs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which files a config record can be read from, in directories of different ages. */
class ModelDirectoryTest {

    @TempDir
    Path folder;

    @BeforeEach
    void write() throws IOException {
        write("config.json", "\"model\"");
    }

    private void write(String name, String from) throws IOException {
        Files.writeString(folder.resolve(name), "{\"from\": " + from + "}");
    }

    private String from(String file) {
        ConfigNode config = new ModelDirectory(folder).config(ProcessorKwargs.NONE);
        return config.findFile(file).map(top -> top.at("from").asString()).orElse("nowhere");
    }

    @Test
    void filesThatAreNotThereAreMissing() {
        assertThat(new ModelDirectory(folder)
                        .config(ProcessorKwargs.NONE)
                        .at("from")
                        .asString())
                .isEqualTo("model");
        assertThat(ConfigFile.ALL).allMatch(file -> from(file).equals("nowhere"));
    }

    @Test
    void filesAreFoundUnderTheirNames() throws IOException {
        for (String file : ConfigFile.ALL) {
            write(file, "\"" + file + "\"");
        }
        assertThat(ConfigFile.ALL).allMatch(file -> from(file).equals(file));
    }

    @Test
    void picturesAndVideosMayShareAFile() throws IOException {
        write(ConfigFile.PREPROCESSOR, "\"shared\"");
        assertThat(from(ConfigFile.VIDEO_PREPROCESSOR)).isEqualTo("shared");
    }

    @Test
    void theProcessorsFileMayHaveThemAll() throws IOException {
        Files.writeString(folder.resolve(ConfigFile.PROCESSOR), """
                {"from": "whole", "image_processor": {"from": "picture part"}, "video_processor": {"from": "video part"}}
                """);
        assertThat(from(ConfigFile.PROCESSOR)).isEqualTo("whole");
        assertThat(from(ConfigFile.PREPROCESSOR)).isEqualTo("picture part");
        assertThat(from(ConfigFile.VIDEO_PREPROCESSOR)).isEqualTo("video part");

        write(ConfigFile.PREPROCESSOR, "\"own file\"");
        assertThat(from(ConfigFile.PREPROCESSOR)).isEqualTo("own file");
    }

    @Test
    void soundsHaveAPartTooAndADamagedFileIsFoundNow() throws IOException {
        Files.writeString(folder.resolve(ConfigFile.PROCESSOR), "{\"feature_extractor\": {\"from\": \"sound part\"}}");
        assertThat(from(ConfigFile.PREPROCESSOR)).isEqualTo("sound part");

        Files.writeString(folder.resolve(ConfigFile.GENERATION), "{");
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> new ModelDirectory(folder).config(ProcessorKwargs.NONE))
                .withMessageContaining(ConfigFile.GENERATION);
    }

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
