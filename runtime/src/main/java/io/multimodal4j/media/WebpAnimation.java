package io.multimodal4j.media;

import java.util.List;

/** The frames of an animated WebP, laid over each other as libwebp's WebPAnimDecoder does, which Pillow uses. */
final class WebpAnimation implements Animation {

    private static final double MILLISECONDS = 1000;
    private static final int UNSAID_DURATION = 100;

    private final String source;
    private final WebpFile file;
    private final ImageSize size;
    private final List<WebpFile.Frame> frames;

    private WebpAnimation(String source, WebpFile file, int atMost) {
        this.source = source;
        this.file = file;
        this.size = file.canvas(source);
        this.frames = file.frames(source, atMost);
    }

    /**
     * Reads the heads of frames.
     *
     * @param atMost how many of them
     */
    static WebpAnimation read(byte[] webp, String source, int atMost) {
        return new WebpAnimation(source, new WebpFile(webp), atMost);
    }

    @Override
    public ImageSize size() {
        return size;
    }

    @Override
    public int frames() {
        return frames.size();
    }

    @Override
    public double seconds() {
        return frames.stream()
                        .mapToLong(frame -> frame.milliseconds() == 0 ? UNSAID_DURATION : frame.milliseconds())
                        .sum()
                / MILLISECONDS;
    }

    @Override
    public void decode(List<Integer> wanted, AlphaRule alpha, FrameSink sink) {
        Canvas canvas = new Canvas(size);
        byte[] rgb = new byte[Math.toIntExact(size.pixels() * 3)];
        boolean wasKey = false;
        for (int i = 0, position = 0; position < wanted.size(); i++) {
            boolean isKey = isKey(i, wasKey);
            draw(i, isKey, canvas);
            if (i == wanted.get(position)) {
                canvas.copyTo(rgb, file.hasAlpha() ? alpha : AlphaRule.DROP);
                sink.accept(position++, rgb);
            }
            wasKey = isKey;
        }
    }

    /** Whether a frame is drawn on an empty canvas. */
    private boolean isKey(int index, boolean wasKey) {
        if (index == 0) {
            return true;
        }
        WebpFile.Frame frame = frames.get(index);
        if ((!frame.hasAlpha() || !frame.blends()) && isFull(frame)) {
            return true;
        }
        WebpFile.Frame before = frames.get(index - 1);
        return before.clears() && (isFull(before) || wasKey);
    }

    private boolean isFull(WebpFile.Frame frame) {
        return frame.width() == size.width() && frame.height() == size.height();
    }

    private void draw(int index, boolean isKey, Canvas canvas) {
        WebpFile.Frame frame = frames.get(index);
        if (isKey) {
            canvas.fill(0, 0, size.width(), size.height(), 0);
        } else if (frames.get(index - 1).clears()) {
            WebpFile.Frame before = frames.get(index - 1);
            canvas.fill(before.x(), before.y(), before.width(), before.height(), 0);
        }
        int[] pixels = pixels(frame);
        boolean blends = frame.blends() && !isKey;
        for (int i = 0; i < pixels.length; i++) {
            int x = frame.x() + i % frame.width();
            int y = frame.y() + i / frame.width();
            // What was cleared just now is not blended with, which would change colours by rounding.
            boolean kept = blends && !(frames.get(index - 1).clears() && covers(frames.get(index - 1), x, y));
            canvas.set(x, y, kept ? blend(pixels[i], canvas.get(x, y)) : pixels[i]);
        }
    }

    private static boolean covers(WebpFile.Frame frame, int x, int y) {
        return x >= frame.x() && x < frame.x() + frame.width() && y >= frame.y() && y < frame.y() + frame.height();
    }

    private int[] pixels(WebpFile.Frame frame) {
        LeptonicaPicture picture = new LeptonicaPicture(source, new ImageSize(frame.width(), frame.height()));
        return picture.decodeArgb(file.asFile(frame));
    }

    /** libwebp's BlendPixelNonPremult. */
    private static int blend(int over, int under) {
        int overAlpha = over >>> 24;
        if (overAlpha == 255) {
            return over;
        }
        if (overAlpha == 0) {
            return under;
        }
        int underShare = ((under >>> 24) * (256 - overAlpha)) >> 8;
        int alpha = overAlpha + underShare;
        int scale = (1 << 24) / alpha;
        return alpha << 24
                | channel(over >>> 16, overAlpha, under >>> 16, underShare, scale) << 16
                | channel(over >>> 8, overAlpha, under >>> 8, underShare, scale) << 8
                | channel(over, overAlpha, under, underShare, scale);
    }

    private static int channel(int over, int overAlpha, int under, int underShare, int scale) {
        long unscaled = (long) (over & 0xff) * overAlpha + (long) (under & 0xff) * underShare;
        return (int) ((unscaled * scale) >>> 24);
    }
}
