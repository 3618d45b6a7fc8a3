package io.multimodal4j.media;

import io.multimodal4j.annotations.DType;
import io.multimodal4j.tensor.Tensor;
import io.multimodal4j.tensor.TensorAllocator;
import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.util.function.Function;
import org.bytedeco.leptonica.PIX;
import org.bytedeco.leptonica.global.leptonica;

/**
 * A picture that leptonica decodes.
 *
 * @param source what the picture is called in errors
 * @param size the size that its header says
 * @param keeps16Bits whether 16-bit grey stays 16 bits
 */
record LeptonicaPicture(String source, ImageSize size, boolean keeps16Bits) {

    LeptonicaPicture(String source, ImageSize size) {
        this(source, size, false);
    }

    /** The size that leptonica finds in a header. */
    static ImageSize readSize(byte[] encoded, String source) {
        int[] format = new int[1];
        int[] width = new int[1];
        int[] height = new int[1];
        int[] bits = new int[1];
        int[] samples = new int[1];
        int[] palette = new int[1];
        Leptonica.load();
        int failed = leptonica.pixReadHeaderMem(encoded, encoded.length, format, width, height, bits, samples, palette);
        if (failed != 0) {
            throw PictureFile.damaged(source);
        }
        return PictureFile.size(width[0], height[0], source);
    }

    /**
     * Decodes a whole picture.
     *
     * @param encoded the file
     * @param fourSamples what is done with lines of pixels of 32 bits
     * @return uint8 {@code (height, width, 3)}, RGB; the caller closes it
     */
    Tensor decode(byte[] encoded, RowConverter fourSamples, TensorAllocator allocator) {
        return decode(encoded, pix -> convert(pix, RowConverter.of(pix, fourSamples, source), allocator));
    }

    /** Decodes a whole picture of 32 bits per pixel to 0xAARRGGBB. */
    int[] decodeArgb(byte[] encoded) {
        return decode(encoded, pix -> {
            int[] pixels = new int[Math.toIntExact(size.pixels())];
            if (leptonica.pixGetDepth(pix) != 32) {
                throw PictureFile.damaged(source, size);
            }
            words(pix).get(pixels);
            boolean hasAlpha = leptonica.pixGetSpp(pix) == 4;
            for (int i = 0; i < pixels.length; i++) {
                pixels[i] = pixels[i] >>> 8 | (hasAlpha ? pixels[i] << 24 : Canvas.OPAQUE);
            }
            return pixels;
        });
    }

    private <T> T decode(byte[] encoded, Function<PIX, T> use) {
        PIX pix = Leptonica.decode(encoded, keeps16Bits);
        if (pix == null || pix.isNull()) {
            throw PictureFile.damaged(source, size);
        }
        try {
            int width = leptonica.pixGetWidth(pix);
            int height = leptonica.pixGetHeight(pix);
            if (width != size.width() || height != size.height()) {
                throw new MediaException(
                        source + " decodes to " + width + "x" + height + " although its header says " + size);
            }
            return use.apply(pix);
        } finally {
            leptonica.pixDestroy(pix);
        }
    }

    private IntBuffer words(PIX pix) {
        return leptonica
                .pixGetData(pix)
                .capacity((long) leptonica.pixGetWpl(pix) * size.height())
                .asByteBuffer()
                .asIntBuffer();
    }

    private Tensor convert(PIX pix, RowConverter converter, TensorAllocator allocator) {
        IntBuffer words = words(pix);
        Tensor target = allocator.allocate(DType.UINT8, size.height(), size.width(), 3);
        ByteBuffer out = target.asByteBuffer();
        int[] line = new int[leptonica.pixGetWpl(pix)];
        byte[] row = new byte[size.width() * 3];
        for (int y = 0; y < size.height(); y++) {
            words.get(y * line.length, line);
            converter.convert(line, row);
            out.put(y * row.length, row);
        }
        return target;
    }
}
