package io.multimodal4j.sound;

import java.nio.FloatBuffer;

/** A sound whose length is known and whose samples can be had as one channel. Safe for any number of threads. */
public interface SoundSource {

    /**
     * The samples of each channel.
     *
     * @return at least 1
     */
    int frames();

    /**
     * The samples per second and channel.
     *
     * @return at least 1
     */
    int samplingRate();

    /**
     * Decodes the sound and mixes its channels to one.
     *
     * @param target where {@link #frames()} samples go, from its position on, which is moved
     * @throws SoundException if the sound is damaged
     */
    void decodeMono(FloatBuffer target);
}
