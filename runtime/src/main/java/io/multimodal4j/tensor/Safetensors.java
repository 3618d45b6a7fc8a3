package io.multimodal4j.tensor;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Writes tensors in the safetensors format: the length of the header as a little-endian 64-bit number, the header as JSON padded with blanks to a
 * multiple of 8 bytes, then the tensors without gaps, those of larger elements first and otherwise by name.
 */
public final class Safetensors {

    private static final int CHUNK = 1 << 30;
    private static final int ALIGNMENT = 8;

    private Safetensors() {}

    /**
     * Writes a file. It appears whole or not at all; a file of that name is replaced.
     *
     * @param file the file
     * @param tensors the tensors by name, borrowed
     * @throws UncheckedIOException if it cannot be written; the message names the file
     */
    public static void write(Path file, Map<String, Tensor> tensors) {
        List<Map.Entry<String, Tensor>> sorted = tensors.entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<String, Tensor> e) ->
                                -e.getValue().dtype().bytes())
                        .thenComparing(Map.Entry::getKey))
                .toList();
        try {
            Path folder = file.toAbsolutePath().getParent();
            Path unfinished = Files.createTempFile(folder, file.getFileName().toString(), ".part");
            try {
                try (FileChannel channel = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
                    writeFully(channel, header(sorted));
                    for (Map.Entry<String, Tensor> entry : sorted) {
                        writeData(channel, entry.getValue());
                    }
                }
                Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(unfinished);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file + ": " + e, e);
        }
    }

    private static ByteBuffer header(List<Map.Entry<String, Tensor>> tensors) throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.writeStartObject();
            long from = 0;
            for (Map.Entry<String, Tensor> entry : tensors) {
                Tensor tensor = entry.getValue();
                long to = from + tensor.byteSize();
                json.writeObjectFieldStart(entry.getKey());
                json.writeStringField("dtype", tensor.dtype().safetensorsName());
                json.writeFieldName("shape");
                json.writeArray(tensor.shape(), 0, tensor.rank());
                json.writeFieldName("data_offsets");
                json.writeArray(new long[] {from, to}, 0, 2);
                json.writeEndObject();
                from = to;
            }
            json.writeEndObject();
        }
        while (text.size() % ALIGNMENT != 0) {
            text.write(' ');
        }
        return ByteBuffer.allocate(Long.BYTES + text.size())
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(text.size())
                .put(text.toByteArray())
                .flip();
    }

    private static void writeData(FileChannel channel, Tensor tensor) throws IOException {
        for (long from = 0; from < tensor.byteSize(); from += CHUNK) {
            writeFully(channel, tensor.bufferAt(from, (int) Math.min(CHUNK, tensor.byteSize() - from)));
        }
    }

    private static void writeFully(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }
}
