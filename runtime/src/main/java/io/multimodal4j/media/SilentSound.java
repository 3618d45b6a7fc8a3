package io.multimodal4j.media;

import io.multimodal4j.sound.SoundSource;
import java.nio.FloatBuffer;

/** Nothing to hear. */
record SilentSound(AudioLength length) implements SoundSource {

    @Override
    public int frames() {
        return Math.toIntExact(length.samples());
    }

    @Override
    public int samplingRate() {
        return length.samplingRate();
    }

    @Override
    public void decodeMono(FloatBuffer target) {
        target.put(new float[frames()]);
    }
}
