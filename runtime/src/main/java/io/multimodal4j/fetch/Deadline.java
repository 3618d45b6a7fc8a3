package io.multimodal4j.fetch;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** When a fetch must have ended, however slowly the other side trickles. */
final class Deadline {

    private final long end;
    private final Duration whole;

    Deadline(Duration whole) {
        this.whole = whole;
        this.end = System.nanoTime() + whole.toNanos();
    }

    /** What is left, rounded up so that whoever waits for it finds the deadline over. */
    int remainingMillis() throws SocketTimeoutException {
        long left = end - System.nanoTime();
        if (left <= 0) {
            throw timeout();
        }
        return (int) Math.min(TimeUnit.NANOSECONDS.toMillis(left) + 1, Integer.MAX_VALUE);
    }

    boolean isOver() {
        return System.nanoTime() - end >= 0;
    }

    SocketTimeoutException timeout() {
        return new SocketTimeoutException("it took longer than " + whole.toMillis() + " ms");
    }

    /**
     * Closes a socket at the deadline, which ends any read, write or handshake on it.
     *
     * @param socket a plain socket, whose closing waits for nothing
     * @return call it off when the socket is no longer used
     */
    Watch closeAtEnd(Socket socket) throws SocketTimeoutException {
        CompletableFuture<Void> timer =
                new CompletableFuture<Void>().orTimeout(remainingMillis(), TimeUnit.MILLISECONDS);
        return new Watch(timer, timer.exceptionally(timeout -> {
            close(socket);
            return null;
        }));
    }

    /**
     * A socket that is watched.
     *
     * @param timer fails at the deadline
     * @param closing closes the socket then
     */
    record Watch(CompletableFuture<Void> timer, CompletableFuture<Void> closing) {

        void callOff() {
            timer.complete(null);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is closed or broken, and that was the purpose.
        }
    }
}
