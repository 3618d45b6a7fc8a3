package io.multimodal4j.media;

/** What a pixel with alpha looks like. */
@FunctionalInterface
interface AlphaRule {

    /** The colour stays, whatever alpha says. */
    AlphaRule DROP = (rgb, at, red, green, blue, alpha) -> {
        rgb[at] = (byte) red;
        rgb[at + 1] = (byte) green;
        rgb[at + 2] = (byte) blue;
    };

    /**
     * Writes one pixel.
     *
     * @param rgb where it goes
     * @param at the index of its red sample
     * @param red 0 to 255, like the others
     */
    void put(byte[] rgb, int at, int red, int green, int blue, int alpha);

    static AlphaRule of(ImageLoading loading) {
        return loading.background()
                .<AlphaRule>map(background -> (rgb, at, red, green, blue, alpha) -> {
                    rgb[at] = blend(background.red(), red, alpha);
                    rgb[at + 1] = blend(background.green(), green, alpha);
                    rgb[at + 2] = blend(background.blue(), blue, alpha);
                })
                .orElse(DROP);
    }

    /** Pillow's BLEND macro. */
    private static byte blend(int background, int colour, int alpha) {
        int sum = background * (255 - alpha) + colour * alpha + 128;
        return (byte) (((sum >> 8) + sum) >> 8);
    }
}
