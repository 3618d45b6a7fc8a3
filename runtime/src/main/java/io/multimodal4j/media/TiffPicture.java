package io.multimodal4j.media;

import io.multimodal4j.tensor.Tensor;
import io.multimodal4j.tensor.TensorAllocator;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * A TIFF of a kind that leptonica is known to decode as Pillow does. Two kinds are only so after a lie about them: libtiff multiplies colours by alpha, and rounds its conversion of CMYK
 * down, unless it is told that the samples are red, green, blue, and an alpha that they have been multiplied by already.
 */
final class TiffPicture implements PictureFile {

    /** What the samples of a pixel are. */
    private enum Pixels {
        /** Grey, palette or colour without alpha. */
        OPAQUE,
        RGBA,
        /** Colours that have been multiplied by alpha. */
        PREMULTIPLIED,
        CMYK
    }

    private static final int GREY = 1;
    private static final int RGB = 2;
    private static final int PALETTE = 3;
    private static final int SEPARATED = 5;
    private static final int YCBCR = 6;
    private static final int JPEG = 7;
    private static final int ASSOCIATED_ALPHA = 1;
    private static final int UNASSOCIATED_ALPHA = 2;
    private static final int LAST_ORIENTATION = 8;

    private final byte[] tiff;
    private final TiffDirectory directory;
    private final LeptonicaPicture picture;
    private final Pixels pixels;
    private final int orientation;

    private TiffPicture(
            byte[] tiff, TiffDirectory directory, LeptonicaPicture picture, Pixels pixels, int orientation) {
        this.tiff = tiff;
        this.directory = directory;
        this.picture = picture;
        this.pixels = pixels;
        this.orientation = orientation;
    }

    static TiffPicture read(byte[] tiff, String source) {
        TiffDirectory directory = TiffDirectory.of(tiff, 0, tiff.length);
        ImageSize stored = PictureFile.size(
                directory.value(TiffDirectory.WIDTH, 0), directory.value(TiffDirectory.HEIGHT, 0), source);
        long orientation = directory.value(TiffDirectory.ORIENTATION, Orientation.UPRIGHT);
        return new TiffPicture(
                tiff,
                directory,
                new LeptonicaPicture(source, stored),
                pixels(directory, source),
                orientation > LAST_ORIENTATION ? Orientation.UPRIGHT : (int) orientation);
    }

    /** The size as it is shown: Pillow turns a TIFF in any case. */
    @Override
    public ImageSize size() {
        return Orientation.turned(picture.size(), orientation);
    }

    @Override
    public Tensor decode(AlphaRule alpha, TensorAllocator allocator) {
        if (!directory.hasAllData()) {
            throw PictureFile.damaged(picture.source(), picture.size());
        }
        Tensor stored = picture.decode(
                decodable(),
                switch (pixels) {
                    case OPAQUE -> RowConverter::dropFourth;
                    case RGBA -> RowConverter.rgba(alpha);
                    case PREMULTIPLIED -> RowConverter.premultiplied(alpha);
                    case CMYK -> CmykRows::ink;
                },
                allocator);
        if (orientation <= Orientation.UPRIGHT) {
            return stored;
        }
        try (stored) {
            return Orientation.turn(stored, orientation, allocator);
        }
    }

    private static Pixels pixels(TiffDirectory directory, String source) {
        int photometric = (int) directory.value(TiffDirectory.PHOTOMETRIC, -1);
        int samples = (int) directory.value(TiffDirectory.SAMPLES_PER_PIXEL, 1);
        long[] bits = directory.values(TiffDirectory.BITS_PER_SAMPLE);
        int depth = bits.length == 0 ? 1 : (int) bits[0];
        boolean plain = Arrays.stream(bits).allMatch(b -> b == depth)
                && Arrays.stream(directory.values(TiffDirectory.SAMPLE_FORMAT)).allMatch(format -> format == 1)
                && (samples == 1 || directory.value(TiffDirectory.PLANAR_CONFIGURATION, 1) == 1);
        int extra = (int) directory.value(TiffDirectory.EXTRA_SAMPLES, -1);
        boolean known = plain
                && switch (photometric) {
                    case 0 -> samples == 1 && (depth == 1 || depth == 8);
                    case GREY -> isGrey(samples, depth, extra);
                    case RGB -> depth == 8 && (samples == 3 || samples == 4) && extra <= UNASSOCIATED_ALPHA;
                    case PALETTE -> samples == 1 && depth <= 8;
                    case SEPARATED -> depth == 8 && samples == 4;
                    case YCBCR -> depth == 8 && samples == 3 && directory.value(TiffDirectory.COMPRESSION, 1) == JPEG;
                    default -> false;
                };
        if (!known) {
            throw new MediaException(source + " is a TIFF of " + samples + " samples of " + depth
                    + " bits and the colour model " + photometric
                    + ", which the decoder does not read as Pillow does; save it as PNG");
        }
        return photometric == SEPARATED
                ? Pixels.CMYK
                : photometric == RGB && samples == 4 ? alpha(extra) : Pixels.OPAQUE;
    }

    private static boolean isGrey(int samples, int depth, int extra) {
        return samples == 1
                ? depth == 1 || depth == 2 || depth == 4 || depth == 8 || depth == 16
                : samples == 2 && depth == 8 && (extra == 0 || extra == UNASSOCIATED_ALPHA);
    }

    private static Pixels alpha(int extra) {
        return switch (extra) {
            case 0 -> Pixels.OPAQUE;
            case ASSOCIATED_ALPHA -> Pixels.PREMULTIPLIED;
            default -> Pixels.RGBA;
        };
    }

    private byte[] decodable() {
        Map<Integer, Integer> changes = new HashMap<>();
        // Leptonica does not turn all kinds right.
        directory.placeOfShort(TiffDirectory.ORIENTATION).ifPresent(place -> changes.put(place, Orientation.UPRIGHT));
        if (pixels != Pixels.OPAQUE) {
            directory.placeOfShort(TiffDirectory.PHOTOMETRIC).ifPresent(place -> changes.put(place, RGB));
            // Without this entry, four samples are taken for colours and such an alpha.
            directory
                    .placeOfShort(TiffDirectory.EXTRA_SAMPLES)
                    .ifPresent(place -> changes.put(place, ASSOCIATED_ALPHA));
        }
        return changes.isEmpty() ? tiff : directory.edited(changes);
    }
}
