package io.multimodal4j.media;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Turns {@link ImageItem}s into sizes and pixels. Pixels are those of Pillow under vLLM's loading rule: pictures with red, green, blue and alpha are
 * blended on white, everything else is {@code convert("RGB")}; the EXIF orientation is ignored, and of an animation the first frame is
 * taken. Safe for any number of threads.
 */
public final class ImageReader implements ItemReader<ImageItem, ImageSize> {

    private final MediaLimits limits;

    /**
     * A reader.
     *
     * @param limits what pictures may cost
     */
    public ImageReader(MediaLimits limits) {
        this.limits = limits;
    }

    /**
     * Reads a picture's header, but decodes nothing.
     *
     * @param item the picture
     * @return the picture, ready to be decoded
     * @throws MediaException if it cannot be read, is not a picture, or has more pixels than the limit
     */
    @Override
    public OpenedImage open(ImageItem item) {
        if (item instanceof ImageItem.Blank blank) {
            requireWithinLimits(item, blank.size());
            return new BlankImage(blank.size());
        }
        if (item instanceof ImageItem.Pixels pixels) {
            requireWithinLimits(item, pixels.size());
            return new RawImage(pixels);
        }
        byte[] encoded = encoded(item);
        PictureHeader header = PictureHeader.read(encoded, item);
        requireWithinLimits(item, header.size());
        return new EncodedImage(encoded, header);
    }

    private static byte[] encoded(ImageItem item) {
        if (item instanceof ImageItem.Encoded memory) {
            return memory.bytes();
        }
        if (item instanceof ImageItem.File file) {
            return read(file.path());
        }
        throw new MediaException(item + " cannot be fetched: no fetcher of URLs was given");
    }

    private static byte[] read(Path path) {
        try {
            return Files.readAllBytes(path);
        } catch (NoSuchFileException e) {
            throw new MediaException("there is no picture at " + path, e);
        } catch (IOException e) {
            throw new MediaException("cannot read the picture " + path + ": " + e.getMessage(), e);
        } catch (OutOfMemoryError e) {
            throw new MediaException("the picture " + path + " is too large to read", e);
        }
    }

    private void requireWithinLimits(ImageItem item, ImageSize size) {
        if (size.pixels() > limits.maxImagePixels()) {
            throw new MediaException(item + " has " + size + " = " + size.pixels() + " pixels, more than the limit of "
                    + limits.maxImagePixels() + "; scale it down or raise MediaLimits.maxImagePixels");
        }
    }
}
