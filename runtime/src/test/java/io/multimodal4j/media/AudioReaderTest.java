package io.multimodal4j.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.multimodal4j.tensor.Tensor;
import io.multimodal4j.tensor.TensorAllocator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AudioReaderTest {

    private final TensorAllocator allocator = new TensorAllocator();
    private final AudioReader reader = new AudioReader(MediaPolicy.DEFAULT, 16_000);

    @AfterEach
    void everythingIsReturned() {
        assertThat(allocator.liveTensors()).isZero();
    }

    private static byte[] wav(int rate, int... samples) {
        ByteBuffer file = ByteBuffer.allocate(44 + samples.length * 2).order(ByteOrder.LITTLE_ENDIAN);
        file.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + samples.length * 2);
        file.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
        file.putShort((short) 1).putShort((short) 1).putInt(rate);
        file.putInt(rate * 2).putShort((short) 2).putShort((short) 16);
        file.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(samples.length * 2);
        for (int sample : samples) {
            file.putShort((short) sample);
        }
        byte[] bytes = new byte[file.capacity()];
        file.get(0, bytes);
        return bytes;
    }

    private float[] decode(AudioItem item) {
        OpenedItem<AudioLength> sound = reader.open(item);
        try (Tensor samples = sound.decode(allocator)) {
            assertThat(samples.elementCount()).isEqualTo(sound.size().samples());
            return samples.toFloatArray();
        }
    }

    private static String identity(OpenedItem<?> item) {
        StringBuilder parts = new StringBuilder();
        item.identify(new TextWriter(parts));
        return parts.toString();
    }

    @Test
    void readsFilesAndMemory(@TempDir Path folder) throws IOException {
        byte[] wav = wav(16_000, 16_384, -32_768, 0);
        Path file = Files.write(folder.resolve("a.wav"), wav);
        assertThat(decode(AudioItem.of(wav))).containsExactly(0.5f, -1f, 0f);
        assertThat(decode(AudioItem.of(file))).containsExactly(0.5f, -1f, 0f);
    }

    @Test
    void channelsBecomeTheirMean() {
        float[] stereo = {0.5f, 0.25f, -1f, 1f};
        assertThat(decode(new AudioItem.Samples(stereo, 2, 16_000))).containsExactly(0.375f, 0f);
        assertThat(decode(AudioItem.ofSamples(stereo, 16_000))).isEqualTo(stereo);
    }

    @Test
    void anotherRateIsResampled() {
        OpenedItem<AudioLength> sound = reader.open(AudioItem.of(wav(48_000, new int[100])));
        assertThat(sound.size()).isEqualTo(new AudioLength(34, 16_000));
        float[] constant = new float[4_410];
        java.util.Arrays.fill(constant, 0.5f);
        float[] resampled = decode(AudioItem.ofSamples(constant, 44_100));
        assertThat(resampled).hasSize(1_600);
        assertThat(resampled[800]).isBetween(0.4999f, 0.5001f);
        assertThat(decode(AudioItem.silence(new AudioLength(7, 8_000)))).containsExactly(new float[14]);
    }

    @Test
    void theIdentityTellsRatesAndContentsApart() {
        byte[] wav = wav(48_000, 1, 2, 3);
        OpenedItem<AudioLength> other = new AudioReader(MediaPolicy.DEFAULT, 8_000).open(AudioItem.of(wav));
        assertThat(identity(reader.open(AudioItem.of(wav))))
                .isEqualTo(identity(reader.open(AudioItem.of(wav.clone()))))
                .isNotEqualTo(identity(other))
                .isNotEqualTo(identity(reader.open(AudioItem.of(wav(48_000, 1, 2, 4)))));
    }

    @Test
    void lengthsAreLimitedAtBothRates() {
        AudioReader strict = new AudioReader(
                MediaPolicy.builder()
                        .limits(MediaLimits.DEFAULT.withMaxAudioSamples(10))
                        .build(),
                16_000);
        strict.open(AudioItem.of(wav(16_000, new int[10])));
        for (AudioItem item : new AudioItem[] {
            AudioItem.of(wav(16_000, new int[11])),
            AudioItem.of(wav(48_000, new int[11])),
            AudioItem.of(wav(8_000, new int[6])),
            AudioItem.silence(new AudioLength(Long.MAX_VALUE, 16_000)),
            AudioItem.ofSamples(new float[1], 1)
        }) {
            assertThatExceptionOfType(MediaException.class)
                    .isThrownBy(() -> strict.open(item))
                    .withMessageContaining("more than the limit of 10");
        }
    }

    @Test
    void saysWhatIsNotASound() throws IOException {
        ByteArrayOutputStream declared = new ByteArrayOutputStream();
        declared.write(wav(16_000, 1, 2), 0, 40);
        declared.write(new byte[] {(byte) 0xfe, (byte) 0xff, (byte) 0xff, (byte) 0xff, 1, 2});
        fails(
                AudioItem.of(declared.toByteArray()),
                "a sound of 46 encoded bytes is cut off: it declares 4294967294 bytes");
        fails(AudioItem.of(new byte[0]), "a sound of 0 encoded bytes is empty");
        fails(AudioItem.of("some text".getBytes(StandardCharsets.UTF_8)), "is no media file that FFmpeg reads");
        fails(AudioItem.of(wav(1_000_003, 1)), "cannot be resampled from 1000003 to 16000 Hz");
        fails(new AudioItem.Samples(new float[65], 65, 16_000), "has 65 channels");
    }

    private void fails(AudioItem item, String message) {
        assertThatExceptionOfType(MediaException.class)
                .isThrownBy(() -> reader.open(item))
                .withMessageContaining(message);
    }
}
