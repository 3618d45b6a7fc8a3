package io.multimodal4j.media;

/**
 * Turns {@link ImageItem}s into sizes and pixels. Pixels are those of Pillow under the {@linkplain ImageLoading rule} that the reader was made with, by default vLLM's: pictures with
 * red, green, blue and alpha are blended on white, everything else is {@code convert("RGB")}; the EXIF orientation is ignored, and of an animation the first frame is
 * taken. Safe for any number of threads.
 */
public final class ImageReader implements ItemReader<ImageItem, ImageSize> {

    private final MediaBytes bytes;
    private final MediaLimits limits;
    private final ImageLoading loading;

    /**
     * A reader under the default policy but for its limits, which loads as vLLM does.
     *
     * @param limits what pictures may cost
     */
    public ImageReader(MediaLimits limits) {
        this(MediaPolicy.builder().limits(limits).build(), ImageLoading.DEFAULT);
    }

    /**
     * A reader.
     *
     * @param policy what media may be read, and what it may cost
     * @param loading how pixels become RGB
     */
    public ImageReader(MediaPolicy policy, ImageLoading loading) {
        this.bytes = new MediaBytes(policy);
        this.limits = policy.limits();
        this.loading = loading;
    }

    /**
     * Reads a picture's header, but decodes nothing.
     *
     * @param item the picture
     * @return the picture, ready to be decoded
     * @throws MediaException if it may not or cannot be read, is not a picture, or has more pixels than the limit
     */
    @Override
    public OpenedImage open(ImageItem item) {
        if (item instanceof ImageItem.Blank blank) {
            limits.requireImage(item, blank.size());
            return new BlankImage(blank.size());
        }
        if (item instanceof ImageItem.Pixels pixels) {
            limits.requireImage(item, pixels.size());
            return new RawImage(pixels, loading);
        }
        return open(item.toString(), encoded(item));
    }

    /** Opens the bytes of a picture file under the name that it has in errors. */
    OpenedImage open(String source, byte[] encoded) {
        PictureFile file = PictureFile.read(encoded, source);
        limits.requireImage(source, file.size());
        return new EncodedImage(encoded, file, loading);
    }

    private byte[] encoded(ImageItem item) {
        if (item instanceof ImageItem.Encoded memory) {
            return bytes.ofMemory(item, memory.bytes());
        }
        if (item instanceof ImageItem.File file) {
            return bytes.ofPath(item, file.path());
        }
        return bytes.ofUrl(item, ((ImageItem.Url) item).uri());
    }

    @Override
    public String optionsKey() {
        return loading.optionsKey();
    }
}
