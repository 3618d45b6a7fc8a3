package io.multimodal4j.media;

import io.multimodal4j.tensor.Tensor;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Writes what tells items apart as text, for tests. */
record TextWriter(StringBuilder parts) implements ContentWriter {

    private ContentWriter write(String name, Object value) {
        parts.append(name).append('=').append(value).append('\n');
        return this;
    }

    @Override
    public ContentWriter text(String name, String value) {
        return write(name, value);
    }

    @Override
    public ContentWriter number(String name, long value) {
        return write(name, value);
    }

    @Override
    public ContentWriter bytes(String name, ByteBuffer value) {
        byte[] bytes = new byte[value.remaining()];
        value.get(value.position(), bytes);
        return write(name, Arrays.hashCode(bytes) + " of " + bytes.length);
    }

    @Override
    public ContentWriter floats(String name, float[] value) {
        return write(name, Arrays.hashCode(value) + " of " + value.length);
    }

    @Override
    public ContentWriter tensor(String name, Tensor value) {
        return write(name, value + " " + value.sha256());
    }
}
