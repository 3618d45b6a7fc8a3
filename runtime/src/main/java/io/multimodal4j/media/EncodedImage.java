package io.multimodal4j.media;

import io.multimodal4j.tensor.Tensor;
import io.multimodal4j.tensor.TensorAllocator;

/** The bytes of a picture file, with what its header says. */
final class EncodedImage implements OpenedImage {

    private final byte[] encoded;
    private final PictureFile file;
    private final ImageLoading loading;
    private final ImageSize size;

    EncodedImage(byte[] encoded, PictureFile file, ImageLoading loading) {
        this.encoded = encoded;
        this.file = file;
        this.loading = loading;
        this.size = Orientation.turned(file.size(), orientation());
    }

    private int orientation() {
        return loading.appliesOrientation() ? file.orientation() : Orientation.UPRIGHT;
    }

    /** The size of the file. */
    int encodedBytes() {
        return encoded.length;
    }

    @Override
    public ImageSize size() {
        return size;
    }

    @Override
    public void identify(ContentWriter content) {
        content.text("kind", "encoded").text("loading", loading.optionsKey()).bytes("file", encoded);
    }

    @Override
    public Tensor decode(TensorAllocator allocator) {
        Tensor stored = file.decode(AlphaRule.of(loading), allocator);
        if (orientation() == Orientation.UPRIGHT) {
            return stored;
        }
        try (stored) {
            return Orientation.turn(stored, orientation(), allocator);
        }
    }
}
