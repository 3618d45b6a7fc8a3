package io.multimodal4j.image;

import io.multimodal4j.tensor.Tensor;
import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.util.Map;
import java.util.Objects;

/** The tensors that an image processor writes: one for each field that the model declares, which may be fewer than the processor can make. */
final class Targets {

    private Targets() {}

    static Tensor of(String field, Map<String, Tensor> targets) {
        return Objects.requireNonNull(targets.get(field), field);
    }

    /** Writes the few numbers of a field such as {@code image_sizes}, if the model declares it. */
    static void put(String field, Map<String, Tensor> targets, long... numbers) {
        Tensor target = targets.get(field);
        if (target != null) {
            target.asByteBuffer().asLongBuffer().put(numbers);
        }
    }

    /** Fills a field with one number, if the model declares it. */
    static void fill(String field, Map<String, Tensor> targets, long number) {
        Tensor target = targets.get(field);
        if (target != null) {
            LongBuffer buffer = target.asByteBuffer().asLongBuffer();
            while (buffer.hasRemaining()) {
                buffer.put(number);
            }
        }
    }

    /** Fills with zeros. */
    static void clear(Tensor target) {
        ByteBuffer buffer = target.asByteBuffer();
        byte[] zeros = new byte[Math.min(buffer.remaining(), 1 << 16)];
        while (buffer.hasRemaining()) {
            buffer.put(zeros, 0, Math.min(zeros.length, buffer.remaining()));
        }
    }
}
