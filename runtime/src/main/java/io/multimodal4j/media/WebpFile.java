package io.multimodal4j.media;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The chunks of a WebP. */
final class WebpFile {

    private static final int FIRST_CHUNK = 12;
    private static final int HEAD = 8;
    private static final int VP8X = fourCc("VP8X");
    private static final int VP8 = fourCc("VP8 ");
    private static final int VP8L = fourCc("VP8L");
    private static final int ALPH = fourCc("ALPH");
    private static final int ANMF = fourCc("ANMF");
    private static final int EXIF = fourCc("EXIF");
    private static final int EXTENDED_LENGTH = 10;
    private static final int FRAME_HEAD = 16;
    private static final int HAS_ALPHA = 0x10;
    private static final int IS_ANIMATED = 0x02;

    /** The flags of a lossless picture's header: a signature byte, 14 bits of width and of height, then whether alpha is used. */
    private static final int LOSSLESS_HEAD = 5;

    private static final int LOSSLESS_HAS_ALPHA = 0x10;

    private final ByteBuffer webp;
    private final int end;

    WebpFile(byte[] webp) {
        this.webp = ByteBuffer.wrap(webp).order(ByteOrder.LITTLE_ENDIAN);
        long declared = Integer.toUnsignedLong(this.webp.getInt(4)) + HEAD;
        this.end = (int) Math.min(declared, webp.length);
    }

    /**
     * A chunk.
     *
     * @param type four letters
     * @param body where its content begins
     * @param length of its content
     */
    private record Chunk(int type, int body, int length) {}

    /**
     * One frame of an animation.
     *
     * @param blends whether it is laid over what was there, rather than in its place
     * @param clears whether its rectangle becomes transparent before the next one
     * @param hasAlpha whether it has transparent pixels
     * @param partsAt where the chunks of its pixels begin
     * @param partsEnd where they end
     */
    record Frame(
            int x,
            int y,
            int width,
            int height,
            int milliseconds,
            boolean blends,
            boolean clears,
            boolean hasAlpha,
            int partsAt,
            int partsEnd) {}

    boolean isAnimated() {
        return extended()
                .filter(chunk -> (webp.get(chunk.body()) & IS_ANIMATED) != 0)
                .isPresent();
    }

    /** Whether the header of an animation says that it has transparent pixels. */
    boolean hasAlpha() {
        return extended()
                .filter(chunk -> (webp.get(chunk.body()) & HAS_ALPHA) != 0)
                .isPresent();
    }

    /** The canvas of an animation. */
    ImageSize canvas(String source) {
        int body = extended().orElseThrow(() -> PictureFile.damaged(source)).body();
        return PictureFile.size(unsigned24(body + 4) + 1L, unsigned24(body + 7) + 1L, source);
    }

    int orientation() {
        return chunks(FIRST_CHUNK, end)
                .filter(chunk -> chunk.type() == EXIF)
                .findFirst()
                .map(exif -> Orientation.ofExif(webp.array(), exif.body(), exif.length()))
                .orElse(Orientation.UPRIGHT);
    }

    /**
     * The frames of an animation.
     *
     * @param atMost how many are wanted
     */
    List<Frame> frames(String source, int atMost) {
        ImageSize canvas = canvas(source);
        List<Frame> frames = chunks(FIRST_CHUNK, end)
                .filter(chunk -> chunk.type() == ANMF)
                .limit(atMost)
                .map(chunk -> frame(chunk, canvas, source))
                .toList();
        if (frames.isEmpty()) {
            throw new MediaException(source + " is damaged or cut off: it is an animation without a frame");
        }
        return frames;
    }

    private Frame frame(Chunk chunk, ImageSize canvas, String source) {
        int body = chunk.body();
        if (chunk.length() < FRAME_HEAD) {
            throw PictureFile.damaged(source);
        }
        int x = 2 * unsigned24(body);
        int y = 2 * unsigned24(body + 3);
        int width = unsigned24(body + 6) + 1;
        int height = unsigned24(body + 9) + 1;
        if (x + width > canvas.width() || y + height > canvas.height()) {
            throw new MediaException(source + " is damaged: a frame is partly outside of the canvas of " + canvas);
        }
        int flags = webp.get(body + 15);
        int partsEnd = body + chunk.length();
        return new Frame(
                x,
                y,
                width,
                height,
                unsigned24(body + 12),
                (flags & 2) == 0,
                (flags & 1) != 0,
                chunks(body + FRAME_HEAD, partsEnd).anyMatch(this::hasAlpha),
                body + FRAME_HEAD,
                partsEnd);
    }

    private boolean hasAlpha(Chunk part) {
        return part.type() == ALPH
                || (part.type() == VP8L
                        && part.length() >= LOSSLESS_HEAD
                        && (webp.get(part.body() + LOSSLESS_HEAD - 1) & LOSSLESS_HAS_ALPHA) != 0);
    }

    /** A frame as a WebP of its own. */
    byte[] asFile(Frame frame) {
        List<Chunk> pixels = chunks(frame.partsAt(), frame.partsEnd())
                .filter(part -> part.type() == ALPH || part.type() == VP8 || part.type() == VP8L)
                .toList();
        boolean withAlpha = pixels.stream().anyMatch(part -> part.type() == ALPH);
        int length = FIRST_CHUNK + (withAlpha ? HEAD + EXTENDED_LENGTH : 0);
        for (Chunk part : pixels) {
            length += HEAD + part.length() + (part.length() & 1);
        }
        ByteBuffer file = ByteBuffer.wrap(new byte[length]).order(ByteOrder.LITTLE_ENDIAN);
        file.putInt(fourCc("RIFF")).putInt(length - HEAD).putInt(fourCc("WEBP"));
        if (withAlpha) {
            file.putInt(VP8X).putInt(EXTENDED_LENGTH).putInt(HAS_ALPHA);
            put24(file, frame.width() - 1);
            put24(file, frame.height() - 1);
        }
        for (Chunk part : pixels) {
            file.putInt(part.type()).putInt(part.length());
            file.put(webp.array(), part.body(), part.length());
            file.position(file.position() + (part.length() & 1));
        }
        return file.array();
    }

    private Optional<Chunk> extended() {
        return chunks(FIRST_CHUNK, Math.min(end, FIRST_CHUNK + HEAD + EXTENDED_LENGTH))
                .filter(chunk -> chunk.type() == VP8X && chunk.length() >= EXTENDED_LENGTH)
                .findFirst();
    }

    /** The chunks that lie between two places as a whole, found one by one. */
    private Stream<Chunk> chunks(int from, int to) {
        return Stream.iterate(chunk(from, to), Optional::isPresent, chunk -> {
                    Chunk last = chunk.get();
                    return chunk((long) last.body() + last.length() + (last.length() & 1), to);
                })
                .flatMap(Optional::stream);
    }

    private Optional<Chunk> chunk(long at, int to) {
        if (at + HEAD > to) {
            return Optional.empty();
        }
        long length = Integer.toUnsignedLong(webp.getInt((int) at + 4));
        return at + HEAD + length > to
                ? Optional.empty()
                : Optional.of(new Chunk(webp.getInt((int) at), (int) at + HEAD, (int) length));
    }

    private int unsigned24(int at) {
        return (webp.get(at) & 0xff) | (webp.get(at + 1) & 0xff) << 8 | (webp.get(at + 2) & 0xff) << 16;
    }

    private static void put24(ByteBuffer file, int value) {
        file.put((byte) value).put((byte) (value >> 8)).put((byte) (value >> 16));
    }

    private static int fourCc(String name) {
        return ByteBuffer.wrap(name.getBytes(StandardCharsets.US_ASCII))
                .order(ByteOrder.LITTLE_ENDIAN)
                .getInt();
    }
}
