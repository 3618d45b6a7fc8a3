package io.multimodal4j.media;

import io.multimodal4j.annotations.DType;
import io.multimodal4j.tensor.Tensor;
import io.multimodal4j.tensor.TensorAllocator;
import java.util.List;

/** A WebP, of an animated one the first frame. */
final class WebpPicture implements PictureFile {

    private final byte[] webp;
    private final WebpFile file;
    private final LeptonicaPicture picture;

    private WebpPicture(byte[] webp, WebpFile file, LeptonicaPicture picture) {
        this.webp = webp;
        this.file = file;
        this.picture = picture;
    }

    static WebpPicture read(byte[] webp, String source) {
        WebpFile file = new WebpFile(webp);
        ImageSize size = file.isAnimated() ? file.canvas(source) : LeptonicaPicture.readSize(webp, source);
        return new WebpPicture(webp, file, new LeptonicaPicture(source, size));
    }

    @Override
    public ImageSize size() {
        return picture.size();
    }

    @Override
    public int orientation() {
        return file.orientation();
    }

    @Override
    public Tensor decode(AlphaRule alpha, TensorAllocator allocator) {
        if (!file.isAnimated()) {
            return picture.decode(webp, RowConverter.rgba(alpha), allocator);
        }
        Tensor target = allocator.allocate(DType.UINT8, size().height(), size().width(), 3);
        try {
            WebpAnimation.read(webp, picture.source(), 1).decode(List.of(0), alpha, (position, rgb) -> target.put(rgb));
            return target;
        } catch (Throwable e) {
            target.close();
            throw e;
        }
    }
}
