package io.multimodal4j.processing;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The caller's hold on one request: it can be cancelled, and it may have a deadline. Looked at between the stages of the request and between its items, so that what has begun is
 * finished; an interrupted thread counts as cancelled. Safe for use by several threads.
 *
 * <pre>{@code
 * RequestControl control = RequestControl.withDeadline(Duration.ofSeconds(5));
 * client.onDisconnect(control::cancel);
 * try (ProcessedInputs inputs = processor.apply(prompt, control)) { ... }
 * }</pre>
 */
public final class RequestControl {

    private final CompletableFuture<Boolean> cancelled = new CompletableFuture<>();
    private final Optional<Duration> limit;
    private final long start;

    private RequestControl(Optional<Duration> limit) {
        this.limit = limit;
        this.start = System.nanoTime();
    }

    /**
     * A request without a deadline.
     *
     * @return a control for one request
     */
    public static RequestControl unlimited() {
        return new RequestControl(Optional.empty());
    }

    /**
     * A request that must be processed within a time from now.
     *
     * @param limit the time
     * @return a control for one request
     */
    public static RequestControl withDeadline(Duration limit) {
        return new RequestControl(Optional.of(limit));
    }

    /** Gives the request up. Doing so twice, or when it is processed already, does nothing. */
    public void cancel() {
        cancelled.complete(true);
    }

    /**
     * Whether the request was cancelled.
     *
     * @return true once {@link #cancel()} was called
     */
    public boolean isCancelled() {
        return cancelled.isDone();
    }

    /**
     * Goes on only if the request was not given up.
     *
     * @throws ProcessingCancelledException if it was cancelled, its deadline has passed, or its thread is interrupted
     */
    public void check() {
        if (isCancelled()) {
            throw new ProcessingCancelledException("the request was cancelled");
        }
        if (Thread.currentThread().isInterrupted()) {
            throw new ProcessingCancelledException("the request's thread was interrupted");
        }
        if (limit.isPresent() && nanosLeft() <= 0) {
            throw late();
        }
    }

    private long nanosLeft() {
        return limit.map(duration -> duration.toNanos() - (System.nanoTime() - start))
                .orElse(Long.MAX_VALUE);
    }

    private ProcessingCancelledException late() {
        return new ProcessingCancelledException("the request was not processed within "
                + limit.map(Duration::toMillis).orElse(0L) + " ms");
    }

    /** Waits for something, but no longer than the request may take. */
    <T> T await(CompletableFuture<T> something) {
        check();
        Future<Object> first = CompletableFuture.anyOf(something, cancelled);
        try {
            first.get(nanosLeft(), TimeUnit.NANOSECONDS);
            check();
            return something.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProcessingCancelledException("the request's thread was interrupted");
        } catch (TimeoutException e) {
            throw late();
        } catch (ExecutionException e) {
            throw new IllegalStateException("what is waited for never fails", e);
        }
    }
}
