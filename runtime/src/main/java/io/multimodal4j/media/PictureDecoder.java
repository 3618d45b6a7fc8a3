package io.multimodal4j.media;

import io.multimodal4j.annotations.DType;
import io.multimodal4j.tensor.Tensor;
import io.multimodal4j.tensor.TensorAllocator;
import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import org.bytedeco.leptonica.PIX;
import org.bytedeco.leptonica.global.leptonica;

/** Decodes a whole picture with leptonica and converts its pixels to RGB as Pillow would. */
final class PictureDecoder {

    private PictureDecoder() {}

    static Tensor decode(byte[] encoded, PictureHeader header, TensorAllocator allocator) {
        byte[] checked = check(encoded, header);
        PngChunks.Kind png = header.format() == PictureFormat.PNG ? PngChunks.Kind.of(checked) : PngChunks.Kind.BLENDED;
        PIX pix = Leptonica.decode(checked, png == PngChunks.Kind.GREY_16);
        if (pix == null || pix.isNull()) {
            throw damaged(header);
        }
        try {
            ImageSize size = new ImageSize(leptonica.pixGetWidth(pix), leptonica.pixGetHeight(pix));
            if (!size.equals(header.size())) {
                throw new MediaException(
                        header.source() + " decodes to " + size + " although its header says " + header.size());
            }
            return convert(pix, RowConverter.of(pix, png, header.source()), size, allocator);
        } finally {
            leptonica.pixDestroy(pix);
        }
    }

    /** The bytes to decode, once it is known that none are missing. */
    private static byte[] check(byte[] encoded, PictureHeader header) {
        byte[] checked = header.format() == PictureFormat.PNG ? PngChunks.critical(encoded) : encoded;
        boolean complete = switch (header.format()) {
            case JPEG -> JpegStructure.isComplete(encoded);
            case PNG -> checked.length > 0;
            case TIFF -> TiffStructure.isComplete(encoded);
            case WEBP, GIF, BMP -> true;
        };
        if (!complete) {
            throw damaged(header);
        }
        return checked;
    }

    private static MediaException damaged(PictureHeader header) {
        return new MediaException(header.source() + " is damaged or cut off: its header says " + header.size()
                + ", but the pixels cannot be decoded");
    }

    private static Tensor convert(PIX pix, RowConverter converter, ImageSize size, TensorAllocator allocator) {
        int wordsPerLine = leptonica.pixGetWpl(pix);
        IntBuffer words = leptonica
                .pixGetData(pix)
                .capacity((long) wordsPerLine * size.height())
                .asByteBuffer()
                .asIntBuffer();
        Tensor target = allocator.allocate(DType.UINT8, size.height(), size.width(), 3);
        ByteBuffer out = target.asByteBuffer();
        int[] line = new int[wordsPerLine];
        byte[] row = new byte[size.width() * 3];
        for (int y = 0; y < size.height(); y++) {
            words.get(y * wordsPerLine, line);
            converter.convert(line, row);
            out.put(y * row.length, row);
        }
        return target;
    }
}
