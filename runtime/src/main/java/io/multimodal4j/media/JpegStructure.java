package io.multimodal4j.media;

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

    private JpegStructure() {}

    /** Whether everything up to the first scan is there. */
    static boolean hasHeader(byte[] jpeg) {
        return firstScan(jpeg) >= 0;
    }

    /** Whether the file goes on to its end marker. */
    static boolean isComplete(byte[] jpeg) {
        int at = firstScan(jpeg);
        while (at >= 0 && at + 1 < jpeg.length) {
            // Within a scan only 0xff00 and restart markers follow 0xff; anything else ends it.
            if ((jpeg[at] & 0xff) != MARKER) {
                at++;
                continue;
            }
            int code = jpeg[at + 1] & 0xff;
            if (code == END_OF_IMAGE) {
                return true;
            }
            boolean inScan = code == 0 || code == MARKER || (code >= FIRST_RESTART && code <= LAST_RESTART);
            at = inScan ? at + (code == MARKER ? 1 : 2) : afterSegment(jpeg, at);
        }
        return false;
    }

    /** Where the first scan's data begins, or -1. */
    private static int firstScan(byte[] jpeg) {
        int at = FIRST_SEGMENT;
        while (at >= 0 && at + 1 < jpeg.length) {
            if ((jpeg[at] & 0xff) != MARKER) {
                return -1;
            }
            int code = jpeg[at + 1] & 0xff;
            if (code == MARKER) {
                at++;
                continue;
            }
            if (code == END_OF_IMAGE) {
                return -1;
            }
            at = afterSegment(jpeg, at);
            if (code == START_OF_SCAN) {
                return at;
            }
        }
        return -1;
    }

    /** Behind the segment whose marker is at a position, or -1 if the file ends before. */
    private static int afterSegment(byte[] jpeg, int at) {
        if (at + 3 >= jpeg.length) {
            return -1;
        }
        int length = ((jpeg[at + 2] & 0xff) << 8) | (jpeg[at + 3] & 0xff);
        int after = at + 2 + length;
        return length < 2 || after > jpeg.length ? -1 : after;
    }
}
