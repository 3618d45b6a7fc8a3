package io.multimodal4j.ffmpeg;

import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.Read_packet_Pointer_BytePointer_int;
import org.bytedeco.ffmpeg.avformat.Seek_Pointer_long_int;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;

/**
 * A file in memory as FFmpeg reads one. What the two callbacks need lies in native memory, before the file's bytes: its size and the place that is read next. So they have no state of their own, and
 * one of each serves all threads.
 */
final class MemoryInput implements AutoCloseable {

    private static final int SIZE_AT = 0;
    private static final int PLACE_AT = Long.BYTES;
    private static final int FILE_AT = 2 * Long.BYTES;
    private static final int BUFFER = 32 << 10;

    private static final Reader READER = new Reader();
    private static final Seeker SEEKER = new Seeker();

    private final BytePointer block;
    private final AVIOContext context;

    MemoryInput(byte[] file) {
        this.block = new BytePointer(FILE_AT + (long) file.length);
        block.putLong(SIZE_AT, file.length).putLong(PLACE_AT, 0);
        block.position(FILE_AT).put(file, 0, file.length).position(0);
        BytePointer buffer = new BytePointer(avutil.av_malloc(BUFFER));
        this.context = avformat.avio_alloc_context(buffer, BUFFER, 0, block, READER, null, SEEKER);
    }

    AVIOContext context() {
        return context;
    }

    @Override
    public void close() {
        avutil.av_free(context.buffer());
        avformat.avio_context_free(context);
        block.deallocate();
    }

    private static final class Reader extends Read_packet_Pointer_BytePointer_int {
        @Override
        public int call(Pointer opaque, BytePointer target, int wanted) {
            BytePointer block = new BytePointer(opaque);
            long place = block.getLong(PLACE_AT);
            int count = (int) Math.min(wanted, block.getLong(SIZE_AT) - place);
            if (count <= 0) {
                return avutil.AVERROR_EOF;
            }
            block.putLong(PLACE_AT, place + count);
            Pointer.memcpy(target, block.position(FILE_AT + place), count);
            return count;
        }
    }

    private static final class Seeker extends Seek_Pointer_long_int {

        private static final int FROM_START = 0;
        private static final int FROM_HERE = 1;
        private static final int FROM_END = 2;

        @Override
        public long call(Pointer opaque, long offset, int whence) {
            BytePointer block = new BytePointer(opaque);
            long size = block.getLong(SIZE_AT);
            long from;
            switch (whence & ~avformat.AVSEEK_FORCE) {
                case FROM_START -> from = 0;
                case FROM_HERE -> from = block.getLong(PLACE_AT);
                case FROM_END -> from = size;
                case avformat.AVSEEK_SIZE -> {
                    return size;
                }
                default -> {
                    return -1;
                }
            }
            long place = from + offset;
            if (place < 0 || place > size) {
                return -1;
            }
            block.putLong(PLACE_AT, place);
            return place;
        }
    }
}
