package io.multimodal4j.kernel;

import java.util.Optional;

/**
 * How a picture is resized, and which window of the result is wanted. Computing only a window gives exactly the bytes that cropping the whole
 * result would give, without computing the rest. Immutable and safe for any number of threads.
 *
 * <p>As in Pillow and PyTorch the horizontal pass comes first, its result is rounded to bytes, and a pass that would change nothing is left out.
 */
public final class ResizePlan {

    private final int sourceHeight;
    private final int sourceWidth;
    private final int top;
    private final int left;
    private final int height;
    private final int width;
    private final Optional<AxisPlan> horizontal;
    private final Optional<AxisPlan> vertical;

    private ResizePlan(
            int sourceHeight,
            int sourceWidth,
            Window window,
            Optional<AxisPlan> horizontal,
            Optional<AxisPlan> vertical) {
        this.sourceHeight = sourceHeight;
        this.sourceWidth = sourceWidth;
        this.top = window.top();
        this.left = window.left();
        this.height = window.height();
        this.width = window.width();
        this.horizontal = horizontal;
        this.vertical = vertical;
    }

    /**
     * A rectangle inside a picture, in pixels.
     *
     * @param top the first row
     * @param left the first column
     * @param height how many rows, at least 1
     * @param width how many columns, at least 1
     */
    public record Window(int top, int left, int height, int width) {

        /**
         * The whole of a picture.
         *
         * @param height its rows
         * @param width its columns
         * @return the window
         */
        public static Window whole(int height, int width) {
            return new Window(0, 0, height, width);
        }
    }

    /**
     * Plans a resize, as Pillow does it, of which only a window is wanted.
     *
     * @param filter the filter
     * @param sourceHeight rows of the source
     * @param sourceWidth columns of the source
     * @param resizedHeight rows of the whole result
     * @param resizedWidth columns of the whole result
     * @param window the part of the result that is wanted; lies inside it
     * @return the plan
     */
    public static ResizePlan of(
            ResampleFilter filter,
            int sourceHeight,
            int sourceWidth,
            int resizedHeight,
            int resizedWidth,
            Window window) {
        return of(Parity.PIL, filter, sourceHeight, sourceWidth, resizedHeight, resizedWidth, window);
    }

    /**
     * Plans a resize of which only a window is wanted.
     *
     * @param parity whose bytes; torchvision has only NEAREST, BILINEAR and BICUBIC
     * @param filter the filter
     * @param sourceHeight rows of the source
     * @param sourceWidth columns of the source
     * @param resizedHeight rows of the whole result
     * @param resizedWidth columns of the whole result
     * @param window the part of the result that is wanted; lies inside it
     * @return the plan
     */
    public static ResizePlan of(
            Parity parity,
            ResampleFilter filter,
            int sourceHeight,
            int sourceWidth,
            int resizedHeight,
            int resizedWidth,
            Window window) {
        AxisPlan rows = AxisPlan.of(parity, filter, sourceHeight, resizedHeight, window.top(), window.height());
        AxisPlan columns = AxisPlan.of(parity, filter, sourceWidth, resizedWidth, window.left(), window.width());
        return new ResizePlan(
                sourceHeight,
                sourceWidth,
                window,
                sourceWidth == resizedWidth ? Optional.empty() : Optional.of(columns),
                sourceHeight == resizedHeight ? Optional.empty() : Optional.of(rows));
    }

    /**
     * Rows of the source.
     *
     * @return at least 1
     */
    public int sourceHeight() {
        return sourceHeight;
    }

    /**
     * Columns of the source.
     *
     * @return at least 1
     */
    public int sourceWidth() {
        return sourceWidth;
    }

    /**
     * Rows of the target.
     *
     * @return at least 1
     */
    public int height() {
        return height;
    }

    /**
     * Columns of the target.
     *
     * @return at least 1
     */
    public int width() {
        return width;
    }

    /**
     * The horizontal pass.
     *
     * @return empty if the width does not change: then the target's columns are those of the source from {@link #left()} on
     */
    public Optional<AxisPlan> horizontal() {
        return horizontal;
    }

    /**
     * The vertical pass.
     *
     * @return empty if the height does not change: then the target's rows are those of the source from {@link #top()} on
     */
    public Optional<AxisPlan> vertical() {
        return vertical;
    }

    /**
     * The window's first row in the whole result.
     *
     * @return from 0
     */
    public int top() {
        return top;
    }

    /**
     * The window's first column in the whole result.
     *
     * @return from 0
     */
    public int left() {
        return left;
    }

    /**
     * The first source row that the target needs; the horizontal pass computes rows from here.
     *
     * @return from 0
     */
    public int firstRow() {
        return vertical.map(AxisPlan::firstNeeded).orElse(top);
    }

    /**
     * Behind the last source row that the target needs.
     *
     * @return at most {@link #sourceHeight()}
     */
    public int endRow() {
        return vertical.map(AxisPlan::endNeeded).orElse(top + height);
    }
}
