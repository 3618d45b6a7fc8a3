package io.multimodal4j.media;

import io.multimodal4j.tensor.Tensor;
import io.multimodal4j.tensor.TensorAllocator;

/** A picture file of one format, whose header has been read. Immutable, safe for any number of threads. */
interface PictureFile {

    /** The size as it is stored, before any orientation of EXIF data. */
    ImageSize size();

    /** What the EXIF data say, 1 to 8; 1 if they say nothing. */
    default int orientation() {
        return Orientation.UPRIGHT;
    }

    /**
     * Decodes the file.
     *
     * @return uint8 {@code (height, width, 3)}, RGB; the caller closes it
     * @throws MediaException if the file is damaged
     */
    Tensor decode(AlphaRule alpha, TensorAllocator allocator);

    /**
     * Reads the header of a file of any format.
     *
     * @param encoded the file
     * @param source what it is called in errors
     */
    static PictureFile read(byte[] encoded, String source) {
        PictureFormat format = PictureFormat.of(encoded).orElseThrow(() -> unknown(encoded, source));
        return switch (format) {
            case JPEG -> JpegPicture.read(encoded, source);
            case PNG -> PngPicture.read(encoded, source);
            case WEBP -> WebpPicture.read(encoded, source);
            case GIF -> GifPicture.read(encoded, source);
            case BMP -> BmpPicture.read(encoded, source);
            case TIFF -> TiffPicture.read(encoded, source);
        };
    }

    private static MediaException unknown(byte[] encoded, String source) {
        if (encoded.length == 0) {
            return new MediaException(source + " is empty");
        }
        if (PictureFormat.isIsoMedia(encoded)) {
            return new MediaException(
                    source + " is AVIF, HEIC or a video, which this decoder does not read; convert it to JPEG or PNG");
        }
        return new MediaException(source + " is not a picture; JPEG, PNG, WebP, GIF, BMP and TIFF can be read");
    }

    /** A header that makes no sense. */
    static MediaException damaged(String source) {
        return new MediaException(source + " is damaged or cut off: its header cannot be read");
    }

    /** Pixels that are missing or make no sense. */
    static MediaException damaged(String source, ImageSize size) {
        return new MediaException(
                source + " is damaged or cut off: its header says " + size + ", but the pixels cannot be decoded");
    }

    /** A size from a header. */
    static ImageSize size(long width, long height, String source) {
        if (width < 1 || height < 1 || width > Integer.MAX_VALUE || height > Integer.MAX_VALUE) {
            throw damaged(source);
        }
        return new ImageSize((int) width, (int) height);
    }
}
