package io.multimodal4j.media;

import java.util.List;

/** The frames of a GIF, put together as Pillow does: the first as a picture with a palette, from the second on in colour. */
final class GifAnimation implements Animation {

    private static final double CENTISECONDS = 100;
    private static final int UNSAID_DELAY = 10;

    private final GifFile file;
    private final ImageSize size;

    private GifAnimation(GifFile file) {
        this.file = file;
        this.size = file.size();
    }

    /**
     * Reads the heads of frames.
     *
     * @param atMost how many of them
     */
    static GifAnimation read(byte[] gif, String source, int atMost) {
        GifFile file = GifFile.read(gif, source, atMost);
        ImageSize size = file.size();
        for (GifFrame frame : file.frames()) {
            if (frame.x() + frame.width() > size.width() || frame.y() + frame.height() > size.height()) {
                throw new MediaException(
                        source + " is a GIF with a frame that is partly outside of its screen of " + size);
            }
        }
        return new GifAnimation(file);
    }

    @Override
    public ImageSize size() {
        return size;
    }

    @Override
    public int frames() {
        return file.frames().size();
    }

    @Override
    public double seconds() {
        return file.frames().stream()
                        .mapToLong(frame -> frame.delay() == 0 ? UNSAID_DELAY : frame.delay())
                        .sum()
                / CENTISECONDS;
    }

    @Override
    public void decode(List<Integer> wanted, AlphaRule alpha, FrameSink sink) {
        Screen screen = new Screen();
        Canvas canvas = screen.canvas;
        byte[] rgb = new byte[Math.toIntExact(size.pixels() * 3)];
        for (int i = 0, position = 0; position < wanted.size(); i++) {
            screen.draw(i);
            if (i == wanted.get(position)) {
                // The first frame is a picture with a palette to Pillow, which drops its alpha.
                canvas.copyTo(rgb, i > 0 && screen.hasAlpha() ? alpha : AlphaRule.DROP);
                sink.accept(position++, rgb);
            }
        }
    }

    /** What is shown. */
    private final class Screen {

        private final Canvas canvas = new Canvas(size);
        private Canvas before = canvas;

        /** The screen has alpha if the first frame has a transparent colour. */
        boolean hasAlpha() {
            return file.frames().get(0).transparent() >= 0;
        }

        void draw(int index) {
            if (index == 0) {
                drawFirst();
                return;
            }
            dispose(file.frames().get(index - 1), index == 1);
            GifFrame frame = file.frames().get(index);
            if (frame.disposal() == GifFrame.BRING_BACK) {
                before = canvas.copy();
            }
            byte[] stored = GifPixels.decode(file.bytes(), frame)
                    .orElseThrow(() -> new MediaException(
                            file.source() + " is damaged or cut off: frame " + index + " cannot be decoded"));
            for (int i = 0; i < stored.length; i++) {
                int value = stored[i] & 0xff;
                if (value != frame.transparent()) {
                    int x = frame.x() + i % frame.width();
                    canvas.set(x, frame.y() + frame.row(i / frame.width()), opaque(frame, value));
                }
            }
        }

        private void drawFirst() {
            GifFrame frame = file.frames().get(0);
            byte[] indices = GifPicture.indices(file, size);
            for (int i = 0; i < indices.length; i++) {
                int value = indices[i] & 0xff;
                int colour = value == frame.transparent() ? transparent(frame) : opaque(frame, value);
                canvas.set(i % size.width(), i / size.width(), colour);
            }
        }

        private void dispose(GifFrame last, boolean wasFirst) {
            if (last.disposal() == GifFrame.CLEAR) {
                fill(last, last.transparent() >= 0 ? transparent(last) : opaque(last, file.background()));
            } else if (last.disposal() == GifFrame.BRING_BACK && !wasFirst) {
                canvas.copyFrom(before);
            } else if (last.disposal() == GifFrame.BRING_BACK && last.transparent() >= 0) {
                fill(last, transparent(last));
            }
        }

        private void fill(GifFrame frame, int colour) {
            canvas.fill(frame.x(), frame.y(), frame.width(), frame.height(), colour);
        }

        private int opaque(GifFrame frame, int index) {
            return Canvas.OPAQUE | frame.palette().colour(index);
        }

        private int transparent(GifFrame frame) {
            return frame.palette().colour(frame.transparent());
        }
    }
}
