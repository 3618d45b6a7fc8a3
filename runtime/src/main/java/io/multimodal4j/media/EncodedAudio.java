package io.multimodal4j.media;

import io.multimodal4j.sound.SoundException;
import io.multimodal4j.tensor.Tensor;
import io.multimodal4j.tensor.TensorAllocator;

/** The bytes of a sound file, whose header has been read. */
final class EncodedAudio implements OpenedItem<AudioLength> {

    private final byte[] encoded;
    private final String source;
    private final ResampledSound sound;

    EncodedAudio(byte[] encoded, String source, ResampledSound sound) {
        this.encoded = encoded;
        this.source = source;
        this.sound = sound;
    }

    @Override
    public AudioLength size() {
        return sound.length();
    }

    @Override
    public void identify(ContentWriter content) {
        content.text("kind", "encoded")
                .number("resampled to", size().samplingRate())
                .bytes("file", encoded);
    }

    @Override
    public Tensor decode(TensorAllocator allocator) {
        try {
            return sound.decode(allocator);
        } catch (SoundException e) {
            throw new MediaException(source + " " + e.getMessage(), e);
        }
    }
}
