package io.multimodal4j.media;

import io.multimodal4j.tensor.Tensor;
import io.multimodal4j.tensor.TensorAllocator;

/** A JPEG. */
final class JpegPicture implements PictureFile {

    private static final int INKS = 4;
    private static final int PLAIN_CMYK = 0;

    /** libtiff's limit for the JPEGs in it. */
    private static final int MAX_SCANS = 100;

    private final byte[] jpeg;
    private final JpegStructure.Header header;
    private final LeptonicaPicture picture;

    private JpegPicture(byte[] jpeg, JpegStructure.Header header, LeptonicaPicture picture) {
        this.jpeg = jpeg;
        this.header = header;
        this.picture = picture;
    }

    static JpegPicture read(byte[] jpeg, String source) {
        JpegStructure.Header header = JpegStructure.header(jpeg).orElseThrow(() -> PictureFile.damaged(source));
        ImageSize size = PictureFile.size(header.width(), header.height(), source);
        if (header.components() == INKS && !header.sampledAlike()) {
            throw new MediaException(
                    source
                            + " is a CMYK JPEG whose components differ in size, which cannot be read; save it as an RGB JPEG or PNG");
        }
        return new JpegPicture(jpeg, header, new LeptonicaPicture(source, size));
    }

    @Override
    public ImageSize size() {
        return picture.size();
    }

    @Override
    public int orientation() {
        return header.orientation();
    }

    @Override
    public Tensor decode(AlphaRule alpha, TensorAllocator allocator) {
        int scans = JpegStructure.scans(jpeg);
        if (scans == 0) {
            throw PictureFile.damaged(picture.source(), picture.size());
        }
        if (scans > MAX_SCANS) {
            throw new MediaException(picture.source() + " is a JPEG of " + scans + " scans, more than the limit of "
                    + MAX_SCANS + "; ordinary ones have about ten");
        }
        if (header.components() != INKS) {
            return picture.decode(jpeg, RowConverter::dropFourth, allocator);
        }
        // What libjpeg takes for YCCK: any transform that Adobe did not call plain.
        boolean plain = header.adobeTransform() <= PLAIN_CMYK;
        return picture.decode(
                CmykJpeg.asTiff(jpeg, picture.size()), plain ? CmykRows::light : CmykRows::lightFromYcck, allocator);
    }
}
