package io.multimodal4j.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.multimodal4j.TestModelDirectory;
import io.multimodal4j.config.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HuggingFaceTokenizerTest {

    @TempDir
    private Path folder;

    @Test
    void encodesWithSpecialTokens() throws IOException {
        try (Tokenizer tokenizer = HuggingFaceTokenizer.load(TestModelDirectory.writeTokenizer(folder))) {
            assertThat(tokenizer.encode("what is this <image>", true)).containsExactly(1, 4, 5, 6, 3);
            assertThat(tokenizer.encode("what is this <image>", false)).containsExactly(4, 5, 6, 3);
            assertThat(tokenizer.encode("", false)).isEmpty();
            assertThat(tokenizer.tokenId("<image>")).hasValue(3);
            assertThat(tokenizer.tokenId("<image><image>")).isEmpty();
        }
    }

    @Test
    void neverTruncates() throws IOException {
        try (Tokenizer tokenizer = HuggingFaceTokenizer.load(TestModelDirectory.writeTokenizer(folder))) {
            assertThat(tokenizer.encode("this ".repeat(20_000), true)).hasSize(20_001);
        }
    }

    @Test
    void leavesTheSystemPropertiesAsTheyWere() throws IOException {
        System.setProperty("OPT_OUT_TRACKING", "mine");
        try {
            HuggingFaceTokenizer.load(TestModelDirectory.writeTokenizer(folder)).close();
            assertThat(System.getProperty("OPT_OUT_TRACKING")).isEqualTo("mine");
            assertThat(System.getProperty("RUST_FLAVOR")).isNull();
        } finally {
            System.clearProperty("OPT_OUT_TRACKING");
        }
    }

    @Test
    void saysWhatIsNotATokenizer() throws IOException {
        Path broken = Files.writeString(folder.resolve("tokenizer.json"), "{\"model\": 1}");
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> HuggingFaceTokenizer.load(broken))
                .withMessageContaining("tokenizer.json in " + folder + " is not a tokenizer");
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> HuggingFaceTokenizer.load(folder.resolve("none.json")))
                .withMessageContaining("there is no none.json");
    }
}
