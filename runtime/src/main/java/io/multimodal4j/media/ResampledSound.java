package io.multimodal4j.media;

import io.multimodal4j.annotations.DType;
import io.multimodal4j.sound.Resampler;
import io.multimodal4j.sound.SoundSource;
import io.multimodal4j.tensor.Tensor;
import io.multimodal4j.tensor.TensorAllocator;
import java.nio.FloatBuffer;

/** A sound at the rate that it is wanted at. */
final class ResampledSound {

    private final SoundSource source;
    private final Resampler resampler;
    private final AudioLength length;

    private ResampledSound(SoundSource source, Resampler resampler, AudioLength length) {
        this.source = source;
        this.resampler = resampler;
        this.length = length;
    }

    /** Checks the length at both rates before there is a filter or a sample. */
    static ResampledSound of(Object item, SoundSource source, int samplingRate, MediaLimits limits) {
        limits.requireAudio(item, new AudioLength(source.frames(), source.samplingRate()));
        Resampler resampler = Resampler.of(source.samplingRate(), samplingRate);
        AudioLength length = new AudioLength(resampler.outputLength(source.frames()), samplingRate);
        limits.requireAudio(item, length);
        return new ResampledSound(source, resampler, length);
    }

    AudioLength length() {
        return length;
    }

    Tensor decode(TensorAllocator allocator) {
        Tensor target = allocator.allocate(DType.FLOAT32, length.samples());
        try {
            if (source.samplingRate() == length.samplingRate()) {
                source.decodeMono(floats(target));
                return target;
            }
            try (Tensor mono = allocator.allocate(DType.FLOAT32, source.frames())) {
                source.decodeMono(floats(mono));
                resampler.resample(floats(mono), floats(target));
            }
            return target;
        } catch (Throwable e) {
            target.close();
            throw e;
        }
    }

    private static FloatBuffer floats(Tensor tensor) {
        return tensor.asByteBuffer().asFloatBuffer();
    }
}
