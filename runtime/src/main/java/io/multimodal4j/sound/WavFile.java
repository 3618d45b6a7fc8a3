package io.multimodal4j.sound;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/**
 * A WAV file: RIFF or RF64, with integer samples of 8 to 32 bits or floating-point samples of 32 or 64 bits, plain or in the extensible format. {@link #of}
 * reads the header alone, so that length and rate are known before anything is decoded. Immutable, safe for any number of threads; the bytes are
 * not copied and must not change.
 */
public final class WavFile implements SoundSource {

    private static final int FRAMES_AT_A_TIME = 4096;

    private final ByteBuffer file;
    private final WavHeader header;

    private WavFile(ByteBuffer file, WavHeader header) {
        this.file = file;
        this.header = header;
    }

    /**
     * Whether the bytes begin as a WAV file does, whatever follows.
     *
     * @param file a file's bytes
     * @return true for RIFF, RF64 or RIFX with the form type WAVE
     */
    public static boolean isWav(byte[] file) {
        return WavHeader.isWav(littleEndian(file));
    }

    /**
     * Reads the header.
     *
     * @param file a WAV file's bytes, not copied
     * @return the file, not decoded
     * @throws SoundException if it is no WAV file, is cut off, has no samples or an encoding that is not read
     */
    public static WavFile of(byte[] file) {
        ByteBuffer bytes = littleEndian(file);
        WavHeader header = WavHeader.read(bytes);
        ChannelMean.requireMixable(header.channels());
        return new WavFile(bytes, header);
    }

    private static ByteBuffer littleEndian(byte[] file) {
        return ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    }

    @Override
    public int frames() {
        return header.frames();
    }

    /**
     * The channels.
     *
     * @return 1 to 64
     */
    public int channels() {
        return header.channels();
    }

    @Override
    public int samplingRate() {
        return header.samplingRate();
    }

    /**
     * Decodes the file and mixes its channels to one: the float32 numbers of {@code soundfile.read} (libsndfile) and their mean by NumPy, bit for bit.
     *
     * @param target where {@link #frames()} samples go, from its position on, which is moved
     */
    @Override
    public void decodeMono(FloatBuffer target) {
        int channels = header.channels();
        SampleEncoding encoding = header.encoding();
        ChannelMean mean = new ChannelMean(channels);
        float[] interleaved = new float[FRAMES_AT_A_TIME * channels];
        float[] mono = channels == 1 ? interleaved : new float[FRAMES_AT_A_TIME];
        for (int done = 0; done < header.frames(); done += FRAMES_AT_A_TIME) {
            int frames = Math.min(FRAMES_AT_A_TIME, header.frames() - done);
            int at = header.dataAt() + done * channels * encoding.bytes();
            encoding.read(file, at, frames * channels, interleaved);
            if (channels > 1) {
                mean.mix(interleaved, 0, frames, mono);
            }
            target.put(mono, 0, frames);
        }
    }
}
