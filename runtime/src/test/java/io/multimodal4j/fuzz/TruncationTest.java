package io.multimodal4j.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A file of each format, cut off at every byte. */
class TruncationTest {

    /** Formats that say how long they are: whatever is missing is missed. A last byte that only pads may be. */
    @ParameterizedTest
    @EnumSource(names = {"JPEG", "PNG", "WEBP", "GIF", "BMP", "TIFF", "WAV", "CONFIG", "KWARGS", "TOKENIZER_CONFIG"})
    void aFileThatIsCutOffIsRefused(FuzzTarget target) throws IOException {
        byte[] whole = target.seeds().get(0);
        assertThat(target.accepts(whole)).isTrue();
        for (int length = 0; length < meaningful(whole); length++) {
            assertThat(target.accepts(Arrays.copyOf(whole, length)))
                    .as("cut after %d of %d bytes", length, whole.length)
                    .isFalse();
        }
    }

    /** Blanks and padding at the end may be missing. */
    private static int meaningful(byte[] file) {
        int length = file.length;
        while (length > 0 && (file[length - 1] == 0 || Character.isWhitespace(file[length - 1]))) {
            length--;
        }
        return length;
    }

    /** These may be read as far as they go, and must not do anything else. */
    @ParameterizedTest
    @EnumSource(names = {"ANIMATION", "DATA_URL", "SOUND_FILE"})
    void aFileThatIsCutOffNeverDoesHarm(FuzzTarget target) throws IOException {
        byte[] whole = target.seeds().get(0);
        assertThat(target.accepts(whole)).isTrue();
        for (int length = 0; length < whole.length; length++) {
            target.accepts(Arrays.copyOf(whole, length));
        }
    }
}
