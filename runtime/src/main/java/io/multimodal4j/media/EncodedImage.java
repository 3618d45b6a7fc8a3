package io.multimodal4j.media;

import io.multimodal4j.tensor.Tensor;
import io.multimodal4j.tensor.TensorAllocator;

/** The bytes of a picture file, with what its header says. */
final class EncodedImage implements OpenedImage {

    private final byte[] encoded;
    private final PictureHeader header;

    EncodedImage(byte[] encoded, PictureHeader header) {
        this.encoded = encoded;
        this.header = header;
    }

    @Override
    public ImageSize size() {
        return header.size();
    }

    @Override
    public void identify(ContentWriter content) {
        content.text("kind", "encoded").bytes("file", encoded);
    }

    @Override
    public Tensor decode(TensorAllocator allocator) {
        return PictureDecoder.decode(encoded, header, allocator);
    }
}
