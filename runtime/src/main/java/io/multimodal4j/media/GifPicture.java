package io.multimodal4j.media;

import io.multimodal4j.annotations.DType;
import io.multimodal4j.tensor.Tensor;
import io.multimodal4j.tensor.TensorAllocator;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** The first frame of a GIF. Its transparent colour is shown, as Pillow's {@code convert("RGB")} does; so no alpha rule applies. */
final class GifPicture implements PictureFile {

    private final GifFile file;
    private final ImageSize size;

    private GifPicture(GifFile file) {
        this.file = file;
        this.size = file.size();
    }

    static GifPicture read(byte[] gif, String source) {
        return new GifPicture(GifFile.read(gif, source, 1));
    }

    @Override
    public ImageSize size() {
        return size;
    }

    @Override
    public Tensor decode(AlphaRule alpha, TensorAllocator allocator) {
        if (!file.isComplete()) {
            throw PictureFile.damaged(file.source(), size);
        }
        byte[] indices = indices(file, size);
        GifPalette palette = file.frames().get(0).palette();
        Tensor target = allocator.allocate(DType.UINT8, size.height(), size.width(), 3);
        ByteBuffer out = target.asByteBuffer();
        byte[] row = new byte[size.width() * 3];
        for (int y = 0; y < size.height(); y++) {
            for (int x = 0; x < size.width(); x++) {
                int colour = palette.colour(indices[y * size.width() + x]);
                AlphaRule.DROP.put(row, 3 * x, colour >>> 16, colour >>> 8, colour, 255);
            }
            out.put(row);
        }
        return target;
    }

    /** The first frame's colour indices on the whole screen; where it does not reach, that of its transparent colour, or the first. */
    static byte[] indices(GifFile file, ImageSize size) {
        GifFrame frame = file.frames().get(0);
        byte[] pixels =
                GifPixels.decode(file.bytes(), frame).orElseThrow(() -> PictureFile.damaged(file.source(), size));
        byte[] screen = new byte[Math.toIntExact(size.pixels())];
        if (frame.transparent() >= 0) {
            Arrays.fill(screen, (byte) frame.transparent());
        }
        for (int stored = 0; stored < frame.height(); stored++) {
            int to = (frame.y() + frame.row(stored)) * size.width() + frame.x();
            System.arraycopy(pixels, stored * frame.width(), screen, to, frame.width());
        }
        return screen;
    }
}
