package io.multimodal4j.audio;

import io.multimodal4j.media.AudioLength;
import io.multimodal4j.media.ItemProcessor;

/**
 * Turns sounds into a model's fields, one sound at a time: what {@link #process} gets is float32 {@code (samples)} of one channel at the {@link #samplingRate()}. Immutable,
 * safe for any number of threads.
 */
public interface AudioProcessor extends ItemProcessor<AudioLength> {

    /**
     * The rate that sounds are wanted at.
     *
     * @return samples per second
     */
    int samplingRate();
}
