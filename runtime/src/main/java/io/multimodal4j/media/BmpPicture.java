package io.multimodal4j.media;

import io.multimodal4j.tensor.Tensor;
import io.multimodal4j.tensor.TensorAllocator;

/** A BMP. The fourth byte of pixels of 32 bits means nothing, to Pillow and to us. */
final class BmpPicture implements PictureFile {

    private final byte[] bmp;
    private final LeptonicaPicture picture;

    private BmpPicture(byte[] bmp, LeptonicaPicture picture) {
        this.bmp = bmp;
        this.picture = picture;
    }

    static BmpPicture read(byte[] bmp, String source) {
        return new BmpPicture(bmp, new LeptonicaPicture(source, LeptonicaPicture.readSize(bmp, source)));
    }

    @Override
    public ImageSize size() {
        return picture.size();
    }

    @Override
    public Tensor decode(AlphaRule alpha, TensorAllocator allocator) {
        return picture.decode(bmp, RowConverter::dropFourth, allocator);
    }
}
