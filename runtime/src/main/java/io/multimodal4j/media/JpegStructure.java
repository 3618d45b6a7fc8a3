package io.multimodal4j.media;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * Walks the segments of a JPEG. A file that is cut off is found here, before libjpeg fills the rest with grey and writes about it to standard error.
 */
final class JpegStructure {

    private static final int MARKER = 0xff;
    private static final int START_OF_SCAN = 0xda;
    private static final int END_OF_IMAGE = 0xd9;
    private static final int FIRST_RESTART = 0xd0;
    private static final int LAST_RESTART = 0xd7;
    private static final int FIRST_SEGMENT = 2;
    private static final int FIRST_FRAME = 0xc0;
    private static final int LAST_FRAME = 0xcf;
    private static final int APP1 = 0xe1;
    private static final int APP14 = 0xee;
    private static final byte[] EXIF = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ADOBE = "Adobe".getBytes(StandardCharsets.US_ASCII);
    private static final int ADOBE_TRANSFORM = 11;

    private JpegStructure() {}

    /**
     * What the segments before the first scan say.
     *
     * @param width columns
     * @param height rows
     * @param components 1 for grey, 3 for colour, 4 for inks
     * @param sampledAlike whether no component is smaller than another
     * @param adobeTransform the last byte of Adobe's segment, -1 if there is none
     * @param orientation EXIF's, 1 to 8
     */
    record Header(int width, int height, int components, boolean sampledAlike, int adobeTransform, int orientation) {}

    /** The header, or empty if something before the first scan is missing. */
    static Optional<Header> header(byte[] jpeg) {
        Frame frame = null;
        int adobe = -1;
        int orientation = Orientation.UPRIGHT;
        for (int at = nextMarker(jpeg, FIRST_SEGMENT); at >= 0; ) {
            int code = jpeg[at + 1] & 0xff;
            int body = at + 4;
            int after = code == END_OF_IMAGE ? -1 : afterSegment(jpeg, at);
            if (after < 0) {
                return Optional.empty();
            }
            if (code == APP1 && startsWith(jpeg, body, after, EXIF)) {
                orientation = Orientation.ofExif(jpeg, body, after - body);
            } else if (code == APP14 && startsWith(jpeg, body, after, ADOBE) && after - body > ADOBE_TRANSFORM) {
                adobe = jpeg[body + ADOBE_TRANSFORM] & 0xff;
            } else if (isFrame(code) && frame == null) {
                frame = Frame.read(jpeg, body, after);
            } else if (code == START_OF_SCAN) {
                return frame == null
                        ? Optional.empty()
                        : Optional.of(new Header(
                                frame.width, frame.height, frame.components, frame.sampledAlike, adobe, orientation));
            }
            at = nextMarker(jpeg, after);
        }
        return Optional.empty();
    }

    /**
     * The number of scans of a file that goes on to its end marker; 0 if it does not. Each scan makes libjpeg go over the whole picture, so that many small ones are a bomb.
     */
    static int scans(byte[] jpeg) {
        int scans = 1;
        int at = firstScan(jpeg);
        while (at >= 0 && at + 1 < jpeg.length) {
            // Within a scan only 0xff00 and restart markers follow 0xff; anything else ends it.
            if ((jpeg[at] & 0xff) != MARKER) {
                at++;
                continue;
            }
            int code = jpeg[at + 1] & 0xff;
            if (code == END_OF_IMAGE) {
                return scans;
            }
            scans += code == START_OF_SCAN ? 1 : 0;
            boolean inScan = code == 0 || code == MARKER || (code >= FIRST_RESTART && code <= LAST_RESTART);
            at = inScan ? at + (code == MARKER ? 1 : 2) : afterSegment(jpeg, at);
        }
        return 0;
    }

    /** Where the first scan's data begins, or -1. */
    private static int firstScan(byte[] jpeg) {
        for (int at = nextMarker(jpeg, FIRST_SEGMENT); at >= 0; ) {
            int code = jpeg[at + 1] & 0xff;
            if (code == END_OF_IMAGE) {
                return -1;
            }
            int after = afterSegment(jpeg, at);
            if (code == START_OF_SCAN || after < 0) {
                return after;
            }
            at = nextMarker(jpeg, after);
        }
        return -1;
    }

    /** The marker at a position, which any number of bytes 0xff may stand before; or -1. */
    private static int nextMarker(byte[] jpeg, int from) {
        int at = from;
        while (at + 1 < jpeg.length && (jpeg[at] & 0xff) == MARKER) {
            if ((jpeg[at + 1] & 0xff) != MARKER) {
                return at;
            }
            at++;
        }
        return -1;
    }

    /** Behind the segment whose marker is at a position, or -1 if the file ends before. */
    private static int afterSegment(byte[] jpeg, int at) {
        if (at + 3 >= jpeg.length) {
            return -1;
        }
        int length = unsigned16(jpeg, at + 2);
        int after = at + 2 + length;
        return length < 2 || after > jpeg.length ? -1 : after;
    }

    private static boolean startsWith(byte[] jpeg, int from, int to, byte[] name) {
        return to - from >= name.length && Arrays.equals(jpeg, from, from + name.length, name, 0, name.length);
    }

    /** Start of frame of any coding; three codes among them stand for tables. */
    private static boolean isFrame(int code) {
        return code >= FIRST_FRAME && code <= LAST_FRAME && code != 0xc4 && code != 0xc8 && code != 0xcc;
    }

    private static int unsigned16(byte[] bytes, int at) {
        return ((bytes[at] & 0xff) << 8) | (bytes[at + 1] & 0xff);
    }

    private record Frame(int width, int height, int components, boolean sampledAlike) {

        private static final int COMPONENTS = 6;
        private static final int COMPONENT_LENGTH = 3;

        static Frame read(byte[] jpeg, int body, int after) {
            int components = after - body > 5 ? jpeg[body + 5] & 0xff : 0;
            if (components == 0 || after - body < COMPONENTS + components * COMPONENT_LENGTH) {
                return new Frame(0, 0, 0, false);
            }
            boolean alike = true;
            for (int i = 0; i < components; i++) {
                alike &= jpeg[body + COMPONENTS + i * COMPONENT_LENGTH + 1] == 0x11;
            }
            return new Frame(unsigned16(jpeg, body + 3), unsigned16(jpeg, body + 1), components, alike);
        }
    }
}
