package io.multimodal4j.media;

import io.multimodal4j.tensor.Tensor;
import io.multimodal4j.tensor.TensorAllocator;

/** A PNG, of an animated one the picture that programs show which know nothing of animation. */
final class PngPicture implements PictureFile {

    private final byte[] png;
    private final PngChunks.Kind kind;
    private final LeptonicaPicture picture;

    private PngPicture(byte[] png, PngChunks.Kind kind, LeptonicaPicture picture) {
        this.png = png;
        this.kind = kind;
        this.picture = picture;
    }

    static PngPicture read(byte[] png, String source) {
        ImageSize size = LeptonicaPicture.readSize(png, source);
        PngChunks.Kind kind = PngChunks.Kind.of(png);
        return new PngPicture(png, kind, new LeptonicaPicture(source, size, kind == PngChunks.Kind.GREY_16));
    }

    @Override
    public ImageSize size() {
        return picture.size();
    }

    @Override
    public int orientation() {
        return PngChunks.orientation(png);
    }

    @Override
    public Tensor decode(AlphaRule alpha, TensorAllocator allocator) {
        byte[] critical = PngChunks.critical(png);
        if (critical.length == 0) {
            throw PictureFile.damaged(picture.source(), picture.size());
        }
        return picture.decode(
                critical,
                kind == PngChunks.Kind.BLENDED ? RowConverter.rgba(alpha) : RowConverter::dropFourth,
                allocator);
    }
}
