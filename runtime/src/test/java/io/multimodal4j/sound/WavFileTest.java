package io.multimodal4j.sound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WavFileTest {

    private static final int FORM_SIZE = 4;
    private static final int FORMAT_TAG = 20;
    private static final int CHANNELS = 22;
    private static final int RATE = 24;
    private static final int BITS = 34;
    private static final int DATA_SIZE = 40;
    private static final int DATA = 44;

    /** A plain file of 16-bit samples. */
    private static ByteBuffer wav(int channels, int... samples) {
        ByteBuffer file = ByteBuffer.allocate(DATA + samples.length * 2).order(ByteOrder.LITTLE_ENDIAN);
        file.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(file.capacity() - 8);
        file.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
        file.putShort((short) 1).putShort((short) channels).putInt(16_000);
        file.putInt(16_000 * channels * 2).putShort((short) (channels * 2)).putShort((short) 16);
        file.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(samples.length * 2);
        for (int sample : samples) {
            file.putShort((short) sample);
        }
        return file;
    }

    private static byte[] bytes(ByteBuffer file) {
        byte[] bytes = new byte[file.capacity()];
        file.get(0, bytes);
        return bytes;
    }

    private static float[] decode(ByteBuffer file) {
        WavFile wav = WavFile.of(bytes(file));
        FloatBuffer samples = FloatBuffer.allocate(wav.frames());
        wav.decodeMono(samples);
        return samples.array();
    }

    private static void fails(ByteBuffer file, String message) {
        assertThatExceptionOfType(SoundException.class)
                .isThrownBy(() -> WavFile.of(bytes(file)))
                .withMessageContaining(message);
    }

    @Test
    void integersAreDividedByHalfTheirRange() {
        assertThat(decode(wav(1, -32768, 32767, 1, 0))).containsExactly(-1f, 32767 / 32768f, 0x1p-15f, 0f);
        assertThat(decode(wav(2, -32768, 32767, 100, 300))).containsExactly(-0x1p-16f, 200 / 32768f);
    }

    @Test
    void manyFramesAreDecodedInPieces() {
        int[] samples = new int[10_001];
        Arrays.setAll(samples, i -> i % 30_000);
        float[] decoded = decode(wav(1, samples));
        assertThat(decoded).hasSize(10_001);
        assertThat(decoded[4_096]).isEqualTo(4_096 * 0x1p-15f);
        assertThat(decoded[10_000]).isEqualTo(10_000 * 0x1p-15f);
    }

    @Test
    void aSizeThatNobodyKnewIsTheRestOfTheFile() {
        assertThat(decode(wav(1, 5, 6, 7).putInt(DATA_SIZE, -1).putInt(FORM_SIZE, -1)))
                .hasSize(3);
        assertThat(decode(wav(1, 5, 6, 7).putInt(DATA_SIZE, 0).putInt(FORM_SIZE, 0)))
                .hasSize(3);
        fails(wav(1, 5, 6, 7).putInt(DATA_SIZE, 0), "has no samples");
    }

    @Test
    void aPartOfAFrameAtTheEndIsLeftOut() {
        assertThat(decode(wav(2, 1, 2, 3, 4).putInt(DATA_SIZE, 7))).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"-2, 4294967294", "2147483646, 2147483646", "8, 8"})
    void aFileThatDeclaresMoreThanItHasIsCutOff(int declared, String said) {
        fails(wav(1, 5, 6, 7).putInt(DATA_SIZE, declared), "declares " + said + " bytes of samples and has 6");
    }

    @Test
    void aFileCutOffAnywhereIsRefused() {
        byte[] whole = bytes(wav(2, 1, 2, 3, 4, 5, 6));
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatExceptionOfType(SoundException.class)
                    .as("cut after %d bytes", length)
                    .isThrownBy(() -> WavFile.of(cut));
        }
    }

    @Test
    void saysWhatItCannotRead() {
        fails(wav(1, 1).putShort(FORMAT_TAG, (short) 7), "mu-law");
        fails(wav(1, 1).putShort(FORMAT_TAG, (short) 6), "A-law");
        fails(wav(1, 1).putShort(FORMAT_TAG, (short) 0x55), "compressed format 0x0055");
        fails(wav(1, 1).putShort(FORMAT_TAG, (short) 3), "floating-point samples of 16 bits");
        fails(wav(1, 1).putShort(BITS, (short) 40), "integer samples of 40 bits");
        fails(wav(1, 1).putShort(BITS, (short) 24), "are 3 bytes, but its format says 2");
        fails(wav(1, 1).putShort(CHANNELS, (short) 0), "0 channels");
        fails(wav(65, new int[65]), "65 channels");
        fails(wav(1, 1).putInt(RATE, 0), "of 0 samples per second");
        fails(wav(1, 1).putInt(RATE, -1), "of 4294967295 samples per second");
        fails(wav(1, 1).putShort(FORMAT_TAG, (short) -2), "extensible format has 16 bytes");
        fails(wav(1, 1).put(3, (byte) 'X'), "big-endian");
        fails(wav(1, 1).put(8, (byte) 'X'), "is not a WAV file");
        fails(wav(1, 1).put(12, (byte) 'X'), "samples come before their format");
        fails(wav(1, 1).putInt(16, 15), "");
        fails(wav(1, 1).putInt(16, -1), "cut off");
    }

    @Test
    void tellsAWavFileByItsFirstBytes() {
        assertThat(WavFile.isWav(bytes(wav(1, 1)))).isTrue();
        assertThat(WavFile.isWav("RIFF....WEBP....".getBytes(StandardCharsets.US_ASCII)))
                .isFalse();
        assertThat(WavFile.isWav(new byte[3])).isFalse();
    }
}
