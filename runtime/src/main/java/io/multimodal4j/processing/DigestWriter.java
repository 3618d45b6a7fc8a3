package io.multimodal4j.processing;

import io.multimodal4j.media.ContentWriter;
import io.multimodal4j.tensor.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** Feeds parts to a digest: the name, one character for the type, and the value, each text and each value behind its length. */
final class DigestWriter implements ContentWriter {

    private static final int CHUNK = 8192;

    private final MessageDigest digest;

    DigestWriter(MessageDigest digest) {
        this.digest = digest;
    }

    @Override
    public ContentWriter text(String name, String value) {
        start(name, 's');
        framed(value);
        return this;
    }

    @Override
    public ContentWriter number(String name, long value) {
        start(name, 'n');
        length(value);
        return this;
    }

    @Override
    public ContentWriter bytes(String name, ByteBuffer value) {
        start(name, 'b');
        length(value.remaining());
        digest.update(value.duplicate());
        return this;
    }

    @Override
    public ContentWriter floats(String name, float[] value) {
        start(name, 'f');
        length(value.length);
        ByteBuffer chunk = ByteBuffer.allocate(CHUNK).order(ByteOrder.LITTLE_ENDIAN);
        for (float sample : value) {
            if (chunk.remaining() < Float.BYTES) {
                digest.update(chunk.flip());
                chunk.clear();
            }
            chunk.putFloat(sample);
        }
        digest.update(chunk.flip());
        return this;
    }

    @Override
    public ContentWriter tensor(String name, Tensor value) {
        start(name, 't');
        framed(value.dtype().typeName());
        length(value.rank());
        for (long dim : value.shape()) {
            length(dim);
        }
        length(value.byteSize());
        value.update(digest);
        return this;
    }

    private void start(String name, char type) {
        framed(name);
        digest.update((byte) type);
    }

    private void framed(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        length(bytes.length);
        digest.update(bytes);
    }

    private void length(long value) {
        digest.update(ByteBuffer.allocate(Long.BYTES).putLong(value).flip());
    }
}
