package io.multimodal4j.media;

import io.multimodal4j.tensor.Tensor;
import java.nio.ByteBuffer;

/**
 * Takes what tells one item from all others, part by part. Each part is written with its name, its type and its length, so that different contents never come to the
 * same. Used by one thread.
 */
public interface ContentWriter {

    /**
     * Writes a text.
     *
     * @param name the part's name
     * @param value the text
     * @return this
     */
    ContentWriter text(String name, String value);

    /**
     * Writes a whole number.
     *
     * @param name the part's name
     * @param value the number
     * @return this
     */
    ContentWriter number(String name, long value);

    /**
     * Writes bytes.
     *
     * @param name the part's name
     * @param value the bytes from position to limit, which stay as they are
     * @return this
     */
    ContentWriter bytes(String name, ByteBuffer value);

    /**
     * Writes samples.
     *
     * @param name the part's name
     * @param value the samples, told apart by their bits
     * @return this
     */
    ContentWriter floats(String name, float[] value);

    /**
     * Writes a tensor with its dtype and shape.
     *
     * @param name the part's name
     * @param value the tensor, borrowed
     * @return this
     */
    ContentWriter tensor(String name, Tensor value);

    /**
     * Writes bytes.
     *
     * @param name the part's name
     * @param value the bytes
     * @return this
     */
    default ContentWriter bytes(String name, byte[] value) {
        return bytes(name, ByteBuffer.wrap(value));
    }
}
