package io.multimodal4j.media;

import io.multimodal4j.tensor.Tensor;
import io.multimodal4j.tensor.TensorAllocator;

/** Samples that the caller decoded. */
record SampledAudio(AudioItem.Samples given, ResampledSound sound) implements OpenedItem<AudioLength> {

    @Override
    public AudioLength size() {
        return sound.length();
    }

    @Override
    public void identify(ContentWriter content) {
        content.text("kind", "samples")
                .number("channels", given.channels())
                .number("sampling rate", given.samplingRate())
                .number("resampled to", size().samplingRate())
                .floats("samples", given.samples());
    }

    @Override
    public Tensor decode(TensorAllocator allocator) {
        return sound.decode(allocator);
    }
}
