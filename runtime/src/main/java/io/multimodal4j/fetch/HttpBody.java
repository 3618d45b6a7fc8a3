package io.multimodal4j.fetch;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Reads the body of a response, not more of it than a bound. */
final class HttpBody {

    private static final int BUFFER = 16 << 10;
    private static final int MAX_CHUNK_LINE = 128;

    private final InputStream in;
    private final long maxBytes;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    private HttpBody(InputStream in, long maxBytes) {
        this.in = in;
        this.maxBytes = maxBytes;
    }

    static byte[] read(HttpResponse response, InputStream in, long maxBytes) throws IOException {
        String coding = response.header("content-encoding").orElse("identity");
        if (!coding.equalsIgnoreCase("identity")) {
            throw new IOException("the server compresses its answer although that was not asked for");
        }
        HttpBody reader = new HttpBody(in, maxBytes);
        Optional<String> transfer = response.header("transfer-encoding");
        Optional<String> length = response.header("content-length");
        if (transfer.isPresent()) {
            if (length.isPresent() || !transfer.get().equalsIgnoreCase("chunked")) {
                throw new IOException("the server frames its answer in a way that cannot be read");
            }
            reader.readChunks();
        } else if (length.isPresent()) {
            reader.readExactly(number(length.get(), 10));
        } else {
            reader.readToEnd();
        }
        return reader.body.toByteArray();
    }

    private void readToEnd() throws IOException {
        byte[] buffer = new byte[BUFFER];
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            requireRoom(n);
            body.write(buffer, 0, n);
        }
    }

    private void readExactly(long count) throws IOException {
        requireRoom(count);
        byte[] buffer = new byte[BUFFER];
        for (long left = count; left > 0; ) {
            int n = in.read(buffer, 0, (int) Math.min(left, buffer.length));
            if (n < 0) {
                throw new EOFException("the answer is cut off " + left + " bytes before its end");
            }
            body.write(buffer, 0, n);
            left -= n;
        }
    }

    private void readChunks() throws IOException {
        for (long size = chunkSize(); size > 0; size = chunkSize()) {
            readExactly(size);
            if (!line().isEmpty()) {
                throw new IOException("the server sends a chunk that is longer than it says");
            }
        }
    }

    private long chunkSize() throws IOException {
        String line = line();
        int extension = line.indexOf(';');
        return number((extension < 0 ? line : line.substring(0, extension)).strip(), 16);
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0 || line.length() == MAX_CHUNK_LINE) {
                throw new EOFException("the answer is cut off between two chunks");
            }
            line.append((char) c);
        }
        return line.toString().strip();
    }

    private void requireRoom(long more) throws IOException {
        if (more > maxBytes - body.size()) {
            throw new IOException("it has more than " + maxBytes + " bytes");
        }
    }

    /** Digits alone: no sign, no blank. */
    private static long number(String digits, int radix) throws IOException {
        boolean plain = !digits.isEmpty() && digits.chars().allMatch(c -> Character.digit(c, radix) >= 0 && c < 0x80);
        try {
            if (plain) {
                return Long.parseLong(digits, radix);
            }
        } catch (NumberFormatException e) {
            // More digits than any length has.
        }
        throw new IOException("the server sends a length that cannot be read");
    }
}
