package io.multimodal4j.kernel;

import io.multimodal4j.tensor.Tensor;
import java.nio.ByteBuffer;

/** Cuts frames into patches, a row of blocks after the other. */
final class JavaPatchify {

    private final PatchLayout layout;
    private final int channels;
    private final int frames;
    private final int height;
    private final int width;
    private final ByteBuffer source;
    private final TableWriter out;

    /** The pixels of one row of blocks in each frame of a patch. */
    private final byte[][] bands;

    private int written;

    private JavaPatchify(Tensor frames, PatchLayout layout, NormalizeTable table, Tensor target) {
        this.layout = layout;
        this.channels = table.channels();
        this.frames = (int) frames.dim(0);
        this.height = (int) frames.dim(1);
        this.width = (int) frames.dim(2);
        this.source = frames.asByteBuffer();
        this.out = TableWriter.of(table, target);
        this.bands = new byte[layout.temporalPatchSize()][layout.blockSize() * width * channels];
    }

    static void run(Tensor frames, PatchLayout layout, NormalizeTable table, Tensor target) {
        new JavaPatchify(frames, layout, table, target).run();
    }

    private void run() {
        for (int time = 0; time < layout.gridFrames(frames); time++) {
            for (int top = 0; top < height; top += layout.blockSize()) {
                load(time, top);
                for (int left = 0; left < width; left += layout.blockSize()) {
                    block(left);
                }
            }
        }
    }

    private void load(int time, int top) {
        for (int t = 0; t < bands.length; t++) {
            int frame = Math.min(time * bands.length + t, frames - 1);
            source.get((frame * height + top) * width * channels, bands[t]);
        }
    }

    private void block(int left) {
        for (int row = 0; row < layout.mergeSize(); row++) {
            for (int column = 0; column < layout.mergeSize(); column++) {
                patch(row * layout.patchSize(), left + column * layout.patchSize());
            }
        }
    }

    private void patch(int top, int left) {
        int size = layout.patchSize();
        for (int c = 0; c < channels; c++) {
            for (byte[] band : bands) {
                for (int y = top; y < top + size; y++) {
                    out.write(written, c, band, (y * width + left) * channels + c, size);
                    written += size;
                }
            }
        }
    }
}
