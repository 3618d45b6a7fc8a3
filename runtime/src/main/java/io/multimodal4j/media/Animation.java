package io.multimodal4j.media;

import java.util.List;

/** The frames of an animated picture, each shown on the whole canvas. Immutable, safe for any number of threads. */
interface Animation {

    /** The size of the canvas. */
    ImageSize size();

    /** How many frames there are, at least 1. */
    int frames();

    /** How long all frames are shown; a frame that gives no time counts as a tenth of a second. */
    double seconds();

    /**
     * Decodes the frames one after the other, each on what the one before left.
     *
     * @param wanted the indices of the frames that are wanted, ascending
     * @param alpha what transparent pixels look like
     * @param sink gets the frames that are wanted
     */
    void decode(List<Integer> wanted, AlphaRule alpha, FrameSink sink);

    /** Takes frames. */
    @FunctionalInterface
    interface FrameSink {

        /**
         * Takes a frame.
         *
         * @param position its place among the wanted ones
         * @param rgb its pixels, which are only valid during the call
         */
        void accept(int position, byte[] rgb);
    }
}
