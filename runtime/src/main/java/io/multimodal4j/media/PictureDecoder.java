package io.multimodal4j.media;

import io.multimodal4j.annotations.DType;
import io.multimodal4j.media.PictureHeader.PngKind;
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
        PngKind png = header.png();
        byte[] cleaned = png == PngKind.OPAQUE || png == PngKind.GREY_16
                ? PngChunks.withoutTransparentColours(encoded)
                : encoded;
        PIX pix = Leptonica.decode(cleaned, png == PngKind.GREY_16);
        if (pix == null || pix.isNull()) {
            throw new MediaException(header.source() + " is damaged or cut off: its header says " + header.size()
                    + ", but the pixels cannot be decoded");
        }
        try {
            ImageSize size = new ImageSize(leptonica.pixGetWidth(pix), leptonica.pixGetHeight(pix));
            if (!size.equals(header.size())) {
                throw new MediaException(
                        header.source() + " decodes to " + size + " although its header says " + header.size());
            }
            return convert(pix, header, allocator);
        } finally {
            leptonica.pixDestroy(pix);
        }
    }

    private static Tensor convert(PIX pix, PictureHeader header, TensorAllocator allocator) {
        int width = header.size().width();
        int height = header.size().height();
        int wordsPerLine = leptonica.pixGetWpl(pix);
        IntBuffer words = leptonica
                .pixGetData(pix)
                .capacity((long) wordsPerLine * height)
                .asByteBuffer()
                .asIntBuffer();
        RowConverter converter = RowConverter.of(pix, header);
        Tensor target = allocator.allocate(DType.UINT8, height, width, 3);
        ByteBuffer out = target.asByteBuffer();
        int[] line = new int[wordsPerLine];
        byte[] row = new byte[width * 3];
        for (int y = 0; y < height; y++) {
            words.get(y * wordsPerLine, line);
            converter.convert(line, row);
            out.put(y * row.length, row);
        }
        return target;
    }
}
