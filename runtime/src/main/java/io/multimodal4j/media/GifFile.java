package io.multimodal4j.media;

import java.util.ArrayList;
import java.util.List;

/**
 * The blocks of a GIF. Only the first frame is looked for unless all are asked for, and nothing is decoded, so that a file of a hundred thousand frames costs no more than its bytes.
 */
final class GifFile {

    private static final int SCREEN = 6;
    private static final int FIRST_BLOCK = 13;
    private static final int EXTENSION = 0x21;
    private static final int IMAGE = 0x2c;
    private static final int TRAILER = 0x3b;
    private static final int GRAPHIC_CONTROL = 0xf9;
    private static final int IMAGE_LENGTH = 10;
    private static final int HAS_PALETTE = 0x80;
    private static final int INTERLACED = 0x40;

    private final byte[] gif;
    private final String source;
    private final int screenWidth;
    private final int screenHeight;
    private final GifPalette globalPalette;
    private final int background;
    private final List<GifFrame> frames = new ArrayList<>();

    private int at;
    private boolean atPixels;
    private int transparent = GifFrame.NOTHING_TRANSPARENT;
    private int disposal;
    private int delay;

    private GifFile(byte[] gif, String source) {
        this.gif = gif;
        this.source = source;
        this.screenWidth = unsigned16(SCREEN);
        this.screenHeight = unsigned16(SCREEN + 2);
        int flags = unsigned8(SCREEN + 4);
        this.at = FIRST_BLOCK;
        boolean hasPalette = (flags & HAS_PALETTE) != 0;
        this.globalPalette = hasPalette ? palette(flags) : GifPalette.GREY;
        this.background = hasPalette ? unsigned8(SCREEN + 5) : 0;
    }

    /**
     * Reads the heads of frames.
     *
     * @param frames the most that are wanted
     */
    static GifFile read(byte[] gif, String source, int frames) {
        try {
            GifFile file = new GifFile(gif, source);
            while (file.frames.size() < frames && file.readBlock()) {
                // Goes on to the next block.
            }
            if (file.frames.isEmpty()) {
                throw new MediaException(source + " is a GIF without a picture");
            }
            return file;
        } catch (IndexOutOfBoundsException e) {
            throw new MediaException(source + " is damaged or cut off: its header cannot be read", e);
        }
    }

    /** Whether the file goes on to its end mark behind the frames that were read; the others are walked over. */
    boolean isComplete() {
        GifFile rest = new GifFile(gif, source);
        rest.at = at;
        rest.atPixels = atPixels;
        try {
            while (rest.readBlock()) {
                rest.frames.clear();
            }
            return true;
        } catch (IndexOutOfBoundsException | MediaException e) {
            return false;
        }
    }

    List<GifFrame> frames() {
        return frames;
    }

    byte[] bytes() {
        return gif;
    }

    String source() {
        return source;
    }

    /** The index of the colour behind everything. */
    int background() {
        return background;
    }

    /** The size of the screen, which the first frame may stretch. */
    ImageSize size() {
        GifFrame first = frames.get(0);
        return PictureFile.size(
                Math.max(screenWidth, first.x() + first.width()),
                Math.max(screenHeight, first.y() + first.height()),
                source);
    }

    /** Reads one block; false at the end mark. */
    private boolean readBlock() {
        if (atPixels) {
            at = afterSubBlocks(at);
            atPixels = false;
        }
        switch (unsigned8(at)) {
            case EXTENSION -> {
                if (unsigned8(at + 1) == GRAPHIC_CONTROL && unsigned8(at + 2) >= 4) {
                    readGraphicControl(at + 3);
                }
                at = afterSubBlocks(at + 2);
            }
            case IMAGE -> readImage();
            case TRAILER -> {
                return false;
            }
            default -> throw PictureFile.damaged(source);
        }
        return true;
    }

    private void readGraphicControl(int body) {
        int flags = unsigned8(body);
        transparent = (flags & 1) != 0 ? unsigned8(body + 3) : GifFrame.NOTHING_TRANSPARENT;
        delay = unsigned16(body + 1);
        int wanted = flags >> 2 & 7;
        // Pillow keeps what the last frame said if this one says nothing.
        disposal = wanted == 0 ? disposal : wanted;
    }

    private void readImage() {
        int head = at + 1;
        int flags = unsigned8(head + 8);
        at += IMAGE_LENGTH;
        GifPalette palette = (flags & HAS_PALETTE) != 0 ? palette(flags) : globalPalette;
        int codeSize = unsigned8(at);
        int data = at + 1;
        GifFrame frame = new GifFrame(
                unsigned16(head),
                unsigned16(head + 2),
                unsigned16(head + 4),
                unsigned16(head + 6),
                (flags & INTERLACED) != 0,
                palette,
                transparent,
                disposal,
                delay,
                codeSize,
                data);
        if (frame.width() == 0 || frame.height() == 0) {
            throw PictureFile.damaged(source);
        }
        frames.add(frame);
        transparent = GifFrame.NOTHING_TRANSPARENT;
        delay = 0;
        at = data;
        atPixels = true;
    }

    /** Reads the palette at the current position and goes behind it. */
    private GifPalette palette(int flags) {
        int colours = 2 << (flags & 7);
        if (at + 3 * colours > gif.length) {
            throw PictureFile.damaged(source);
        }
        GifPalette palette = GifPalette.read(gif, at, colours);
        at += 3 * colours;
        return palette;
    }

    private int afterSubBlocks(int from) {
        int position = from;
        while (unsigned8(position) != 0) {
            position += 1 + unsigned8(position);
        }
        return position + 1;
    }

    private int unsigned8(int position) {
        return gif[position] & 0xff;
    }

    private int unsigned16(int position) {
        return unsigned8(position) | unsigned8(position + 1) << 8;
    }
}
