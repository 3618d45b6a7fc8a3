package io.multimodal4j.media;

import java.util.Optional;

/**
 * How the pixels of picture files become RGB where loaders differ. The default is vLLM's: red, green, blue and alpha are blended on white, and the EXIF orientation is
 * ignored. Two items that are loaded differently have different hashes. Immutable.
 *
 * @param background what shows through transparent pixels; empty to drop alpha and show the colours that are stored under it, as Pillow's {@code convert("RGB")} does
 * @param appliesOrientation whether a picture is turned as its EXIF data say, as Pillow's {@code ImageOps.exif_transpose} and Hugging Face's {@code load_image} do
 */
public record ImageLoading(Optional<Background> background, boolean appliesOrientation) {

    /** vLLM's rule. */
    public static final ImageLoading DEFAULT = new ImageLoading(Optional.of(new Background(255, 255, 255)), false);

    /**
     * A colour.
     *
     * @param red 0 to 255
     * @param green 0 to 255
     * @param blue 0 to 255
     */
    public record Background(int red, int green, int blue) {

        private static final int MAX = 255;

        /**
         * Checks the colour.
         *
         * @param red 0 to 255
         * @param green 0 to 255
         * @param blue 0 to 255
         */
        public Background {
            if (((red | green | blue) & ~MAX) != 0) {
                throw new IllegalArgumentException(
                        "a background has three numbers from 0 to 255, got " + red + ", " + green + ", " + blue);
            }
        }

        /** The colour as in HTML: {@code #ffffff}. */
        @Override
        public String toString() {
            return String.format("#%06x", red << 16 | green << 8 | blue);
        }
    }

    /**
     * The same, blended on another colour: vLLM's {@code rgba_background_color}.
     *
     * @param red 0 to 255
     * @param green 0 to 255
     * @param blue 0 to 255
     * @return the rule
     */
    public ImageLoading onBackground(int red, int green, int blue) {
        return new ImageLoading(Optional.of(new Background(red, green, blue)), appliesOrientation);
    }

    /**
     * The same, without alpha.
     *
     * @return the rule
     */
    public ImageLoading droppingAlpha() {
        return new ImageLoading(Optional.empty(), appliesOrientation);
    }

    /**
     * The same, turned as the EXIF data say.
     *
     * @return the rule
     */
    public ImageLoading applyingOrientation() {
        return new ImageLoading(background, true);
    }

    /**
     * The rule in one line that is equal for equal rules.
     *
     * @return for the keys of caches
     */
    public String optionsKey() {
        return "alpha=" + background.map(Background::toString).orElse("drop") + ",orientation="
                + (appliesOrientation ? "apply" : "ignore");
    }
}
