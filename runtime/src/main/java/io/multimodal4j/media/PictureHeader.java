package io.multimodal4j.media;

import org.bytedeco.leptonica.global.leptonica;

/**
 * What a picture file's header says.
 *
 * @param source what the picture is called in errors
 * @param format the file format
 * @param size the size in pixels
 */
record PictureHeader(String source, PictureFormat format, ImageSize size) {

    private static final int GIF_WIDTH = 6;
    private static final int GIF_HEIGHT = 8;

    static PictureHeader read(byte[] encoded, ImageItem item) {
        PictureFormat format = PictureFormat.of(encoded).orElseThrow(() -> unknown(encoded, item));
        ImageSize size = switch (format) {
            // Leptonica decodes all of a GIF to find its size.
            case GIF -> size(unsigned16(encoded, GIF_WIDTH), unsigned16(encoded, GIF_HEIGHT), item);
            case JPEG -> {
                if (!JpegStructure.hasHeader(encoded)) {
                    throw damaged(item);
                }
                yield readWithLeptonica(encoded, item);
            }
            default -> readWithLeptonica(encoded, item);
        };
        return new PictureHeader(item.toString(), format, size);
    }

    private static int unsigned16(byte[] bytes, int at) {
        return (bytes[at] & 0xff) | ((bytes[at + 1] & 0xff) << 8);
    }

    private static ImageSize readWithLeptonica(byte[] encoded, ImageItem item) {
        int[] format = new int[1];
        int[] width = new int[1];
        int[] height = new int[1];
        int[] bits = new int[1];
        int[] samples = new int[1];
        int[] palette = new int[1];
        Leptonica.load();
        int failed = leptonica.pixReadHeaderMem(encoded, encoded.length, format, width, height, bits, samples, palette);
        if (failed != 0) {
            throw damaged(item);
        }
        if (format[0] == leptonica.IFF_JFIF_JPEG && samples[0] == 4) {
            throw new MediaException(item
                    + " is a CMYK JPEG, which the decoder converts to RGB with other rounding than Pillow;"
                    + " save it as an RGB JPEG or PNG");
        }
        return size(width[0], height[0], item);
    }

    private static ImageSize size(int width, int height, ImageItem item) {
        if (width < 1 || height < 1) {
            throw damaged(item);
        }
        return new ImageSize(width, height);
    }

    private static MediaException damaged(ImageItem item) {
        return new MediaException(item + " is damaged or cut off: its header cannot be read");
    }

    private static MediaException unknown(byte[] encoded, ImageItem item) {
        if (encoded.length == 0) {
            return new MediaException(item + " is empty");
        }
        if (PictureFormat.isIsoMedia(encoded)) {
            return new MediaException(
                    item + " is AVIF, HEIC or a video, which this decoder does not read; convert it to JPEG or PNG");
        }
        return new MediaException(item + " is not a picture; JPEG, PNG, WebP, GIF, BMP and TIFF can be read");
    }
}
