package io.multimodal4j.media;

import java.nio.charset.StandardCharsets;
import org.bytedeco.leptonica.global.leptonica;

/**
 * What a picture file's header says.
 *
 * @param source what the picture is called in errors
 * @param size the size in pixels
 * @param png what kind of PNG it is
 */
record PictureHeader(String source, ImageSize size, PngKind png) {

    /** Leptonica looks at this many bytes to tell the format. */
    private static final int SHORTEST = 12;

    /** The difference that a PNG's sample depth and colour type make to Pillow. */
    enum PngKind {
        /** Not a PNG: an alpha channel is an alpha channel. */
        NONE,
        /** Red, green, blue and alpha, or 16-bit grey and alpha: what Pillow opens as RGBA. */
        BLENDED,
        /** Everything whose transparency Pillow drops: without alpha, with a transparent colour, or 8-bit grey with alpha. */
        OPAQUE,
        /** 16-bit grey without alpha, which Pillow saturates instead of scaling. */
        GREY_16;

        private static final int BIT_DEPTH = 24;
        private static final int COLOUR_TYPE = 25;
        private static final int GREY = 0;
        private static final int GREY_ALPHA = 4;
        private static final int RGBA = 6;

        static PngKind of(byte[] png) {
            boolean deep = png[BIT_DEPTH] == 16;
            return switch (png[COLOUR_TYPE]) {
                case GREY -> deep ? GREY_16 : OPAQUE;
                case GREY_ALPHA -> deep ? BLENDED : OPAQUE;
                case RGBA -> BLENDED;
                default -> OPAQUE;
            };
        }
    }

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
        if (format[0] == leptonica.IFF_JFIF_JPEG && samples[0] == 4) {
            throw new MediaException(
                    item + " is a CMYK JPEG, which the decoder converts to RGB with other rounding than Pillow;"
                            + " save it as an RGB JPEG or PNG");
        }
        PngKind png = format[0] == leptonica.IFF_PNG ? PngKind.of(encoded) : PngKind.NONE;
        return new PictureHeader(item.toString(), new ImageSize(width[0], height[0]), png);
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
