package io.multimodal4j.engine;

import io.multimodal4j.annotations.DType;
import io.multimodal4j.tensor.Tensor;
import io.multimodal4j.tensor.TensorAllocator;
import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.util.List;

/**
 * The three positions of each token of a prompt, in time, height and width, for multi-modal rotary embeddings. Owns the tensor.
 *
 * <p>The formula is that of {@code get_rope_index} in transformers and {@code get_mrope_input_positions} in vLLM: text counts up in all three, from one behind the
 * largest position so far; the tokens of an item have the positions of their grid, row-major, added to where text would have gone on. Computed from the placeholder
 * ranges, so that special tokens in a user's text move nothing.
 */
public final class MRopePositions implements AutoCloseable {

    private static final int DIMENSIONS = 3;

    private final Tensor positions;
    private final long delta;

    private MRopePositions(Tensor positions, long delta) {
        this.positions = positions;
        this.delta = delta;
    }

    /**
     * The positions of a prompt.
     *
     * @param promptTokens the length of the expanded prompt
     * @param spans its pictures and videos by ascending offset
     * @param allocator where memory comes from
     * @return the positions; the caller closes them
     * @throws IllegalArgumentException if spans overlap, are not ascending, or end behind the prompt
     */
    public static MRopePositions of(int promptTokens, List<MRopeSpan> spans, TensorAllocator allocator) {
        Tensor positions = allocator.allocate(DType.INT64, DIMENSIONS, promptTokens);
        try {
            Writer writer = new Writer(positions);
            for (MRopeSpan span : spans) {
                int text = span.position().offset() - writer.written;
                if (text < 0 || span.position().end() > promptTokens) {
                    throw new IllegalArgumentException(
                            "the item at " + span.position().offset() + " to "
                                    + span.position().end() + " overlaps with the item before it, which ends at "
                                    + writer.written + ", or leaves the prompt of " + promptTokens + " tokens");
                }
                writer.text(text);
                writer.grid(span);
            }
            writer.text(promptTokens - writer.written);
            return new MRopePositions(positions, writer.next - promptTokens);
        } catch (Throwable e) {
            positions.close();
            throw e;
        }
    }

    /**
     * The positions of generated tokens: from the prompt's last position on, they count up in all three dimensions.
     *
     * @param delta the {@link #delta()} of the prompt
     * @param contextLength how many tokens, of prompt and answer, come before
     * @param tokens how many positions are wanted
     * @param allocator where memory comes from
     * @return int64 {@code (3, tokens)}; the caller closes it
     */
    public static Tensor decode(long delta, int contextLength, int tokens, TensorAllocator allocator) {
        Tensor positions = allocator.allocate(DType.INT64, DIMENSIONS, tokens);
        Writer writer = new Writer(positions);
        writer.next = contextLength + delta;
        writer.text(tokens);
        return positions;
    }

    /**
     * The positions.
     *
     * @return int64 {@code (3, tokens)}: time, height, width; borrowed
     */
    public Tensor positions() {
        return positions;
    }

    /**
     * What generated tokens add to their index to get their position: one behind the largest position, less the prompt's length.
     *
     * @return 0 for text; negative where items have fewer positions than tokens
     */
    public long delta() {
        return delta;
    }

    /** Frees the positions; closing twice does nothing. */
    @Override
    public void close() {
        positions.close();
    }

    /** Writes the three rows from left to right. */
    private static final class Writer {
        private final LongBuffer[] rows = new LongBuffer[DIMENSIONS];
        private int written;
        private long next;

        Writer(Tensor positions) {
            for (int i = 0; i < DIMENSIONS; i++) {
                ByteBuffer row = positions.slice(i).asByteBuffer();
                rows[i] = row.asLongBuffer();
            }
        }

        void text(int tokens) {
            for (LongBuffer row : rows) {
                for (int i = 0; i < tokens; i++) {
                    row.put(next + i);
                }
            }
            written += tokens;
            next += tokens;
        }

        void grid(MRopeSpan span) {
            for (int t = 0; t < span.t(); t++) {
                long time = next + span.time(t);
                for (int h = 0; h < span.h(); h++) {
                    for (int w = 0; w < span.w(); w++) {
                        rows[0].put(time);
                        rows[1].put(next + h);
                        rows[2].put(next + w);
                    }
                }
            }
            written += span.position().length();
            next += span.largest() + 1;
        }
    }
}
