package io.multimodal4j.media;

import io.multimodal4j.annotations.DType;
import io.multimodal4j.tensor.Tensor;
import io.multimodal4j.tensor.TensorAllocator;
import java.nio.FloatBuffer;

/** Samples that the caller decoded; several channels become their mean. */
record RawAudio(AudioItem.Samples sound) implements OpenedItem<AudioLength> {

    @Override
    public AudioLength size() {
        return sound.length();
    }

    @Override
    public void identify(ContentWriter content) {
        content.text("kind", "samples")
                .number("channels", sound.channels())
                .number("sampling rate", sound.samplingRate())
                .floats("samples", sound.samples());
    }

    @Override
    public Tensor decode(TensorAllocator allocator) {
        long length = size().samples();
        Tensor mono = allocator.allocate(DType.FLOAT32, length);
        FloatBuffer out = mono.asByteBuffer().asFloatBuffer();
        float[] samples = sound.samples();
        int channels = sound.channels();
        if (channels == 1) {
            out.put(samples);
            return mono;
        }
        for (int from = 0; from < samples.length; from += channels) {
            double sum = 0;
            for (int channel = 0; channel < channels; channel++) {
                sum += samples[from + channel];
            }
            out.put((float) (sum / channels));
        }
        return mono;
    }
}
