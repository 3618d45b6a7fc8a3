package io.multimodal4j.media;

import java.nio.charset.StandardCharsets;
import org.bytedeco.leptonica.global.leptonica;

/**
 * What a picture file's header says.
 *
 * @param source what the picture is called in errors
 * @param size the size in pixels
 * @param format leptonica's format code
 * @param greyWithAlpha whether it is an 8-bit grey picture with alpha, whose alpha Pillow drops instead of blending
 */
record PictureHeader(String source, ImageSize size, int format, boolean greyWithAlpha) {

    /** Leptonica looks at this many bytes to tell the format. */
    private static final int SHORTEST = 12;

    private static final int PNG_BIT_DEPTH = 24;
    private static final int PNG_COLOUR_TYPE = 25;
    private static final int PNG_GREY_ALPHA = 4;

    static PictureHeader read(byte[] encoded, ImageItem item) {
        int[] format = new int[1];
        int[] width = new int[1];
        int[] height = new int[1];
        int[] bits = new int[1];
        int[] samples = new int[1];
        int[] palette = new int[1];
        if (encoded.length < SHORTEST) {
            throw unknown(encoded, item);
        }
        Leptonica.load();
        int failed = leptonica.pixReadHeaderMem(encoded, encoded.length, format, width, height, bits, samples, palette);
        if (failed != 0 || width[0] < 1 || height[0] < 1) {
            throw unknown(encoded, item);
        }
        boolean greyWithAlpha = format[0] == leptonica.IFF_PNG
                && encoded.length > PNG_COLOUR_TYPE
                && encoded[PNG_COLOUR_TYPE] == PNG_GREY_ALPHA
                && encoded[PNG_BIT_DEPTH] == 8;
        return new PictureHeader(item.toString(), new ImageSize(width[0], height[0]), format[0], greyWithAlpha);
    }

    private static MediaException unknown(byte[] encoded, ImageItem item) {
        if (encoded.length == 0) {
            return new MediaException(item + " is empty");
        }
        if (encoded.length >= SHORTEST && new String(encoded, 4, 8, StandardCharsets.ISO_8859_1).startsWith("ftyp")) {
            return new MediaException(
                    item + " is AVIF, HEIC or a video, which this decoder does not read; convert it to JPEG or PNG");
        }
        return new MediaException(
                item + " is not a picture, or its header is damaged; JPEG, PNG, WebP, GIF, BMP and TIFF can be read");
    }
}
