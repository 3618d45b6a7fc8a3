package io.multimodal4j.media;

import io.multimodal4j.annotations.DType;
import io.multimodal4j.tensor.Tensor;
import io.multimodal4j.tensor.TensorAllocator;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** How a picture is to be turned: the values of EXIF's orientation, 1 to 8. */
final class Orientation {

    static final int UPRIGHT = 1;

    private static final int FIRST_TRANSPOSED = 5;
    private static final int LAST = 8;
    private static final byte[] EXIF = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);

    private Orientation() {}

    /** The value in EXIF data, with or without their name before them; 1 if there is none. */
    static int ofExif(byte[] bytes, int from, int length) {
        int skip = 0;
        while (length - skip > EXIF.length
                && Arrays.equals(bytes, from + skip, from + skip + EXIF.length, EXIF, 0, EXIF.length)) {
            skip += EXIF.length;
        }
        long value = TiffDirectory.of(bytes, from + skip, length - skip).value(TiffDirectory.ORIENTATION, UPRIGHT);
        return value >= UPRIGHT && value <= LAST ? (int) value : UPRIGHT;
    }

    static ImageSize turned(ImageSize size, int orientation) {
        return orientation < FIRST_TRANSPOSED
                ? size
                : new ImageSize(/* width= */ size.height(), /* height= */ size.width());
    }

    /**
     * Turns a picture.
     *
     * @param picture uint8 {@code (height, width, 3)}, borrowed
     * @param orientation 1 to 8
     * @return the turned picture; the caller closes it
     */
    static Tensor turn(Tensor picture, int orientation, TensorAllocator allocator) {
        int height = (int) picture.dim(0);
        int width = (int) picture.dim(1);
        ImageSize size = turned(new ImageSize(width, height), orientation);
        Tensor target = allocator.allocate(DType.UINT8, size.height(), size.width(), 3);
        ByteBuffer from = picture.asByteBuffer();
        ByteBuffer to = target.asByteBuffer();
        for (int y = 0; y < size.height(); y++) {
            for (int x = 0; x < size.width(); x++) {
                int at = 3 * source(x, y, width, height, orientation);
                to.put(from.get(at)).put(from.get(at + 1)).put(from.get(at + 2));
            }
        }
        return target;
    }

    /** The index of the stored pixel that is shown at a place. */
    private static int source(int x, int y, int width, int height, int orientation) {
        return switch (orientation) {
            case 2 -> y * width + width - 1 - x;
            case 3 -> (height - 1 - y) * width + width - 1 - x;
            case 4 -> (height - 1 - y) * width + x;
            case 5 -> x * width + y;
            case 6 -> (height - 1 - x) * width + y;
            case 7 -> (height - 1 - x) * width + width - 1 - y;
            case 8 -> x * width + width - 1 - y;
            default -> y * width + x;
        };
    }
}
