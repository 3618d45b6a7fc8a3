package io.multimodal4j.media;

/** How the samples of raw pixels lie in memory. Every sample is one byte. */
public enum PixelLayout {
    /** Row by row, each pixel red, green, blue: what Pillow and most decoders make. */
    HWC_RGB(3, true),
    /** Row by row, each pixel blue, green, red: what OpenCV makes. */
    HWC_BGR(3, true),
    /** Row by row, each pixel red, green, blue, alpha. */
    HWC_RGBA(4, true),
    /** Row by row, one grey sample per pixel. */
    HW_GREY(1, true),
    /** A plane of red samples, one of green, one of blue: what PyTorch works with. */
    CHW_RGB(3, false);

    private final int channels;
    private final boolean interleaved;

    PixelLayout(int channels, boolean interleaved) {
        this.channels = channels;
        this.interleaved = interleaved;
    }

    /**
     * The samples per pixel.
     *
     * @return 1, 3 or 4
     */
    public int channels() {
        return channels;
    }

    /**
     * Whether the samples of a pixel lie side by side.
     *
     * @return false for planes
     */
    public boolean isInterleaved() {
        return interleaved;
    }

    /**
     * The bytes of a picture in this layout.
     *
     * @param size the picture's size
     * @return width times height times channels
     */
    public long bytes(ImageSize size) {
        return size.pixels() * channels;
    }
}
