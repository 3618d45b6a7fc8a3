package io.multimodal4j.processing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Does the same work for several items, on an executor and in the caller's thread. The caller's thread does whatever nobody else has begun, so that an executor whose threads are
 * all busy, with callers waiting here perhaps, delays nothing and blocks nothing. Immutable, safe for any number of threads.
 */
final class ItemTasks {

    private final Optional<Executor> executor;

    ItemTasks(Optional<Executor> executor) {
        this.executor = executor;
    }

    /**
     * Does the work for every item and returns when all that was begun has ended.
     *
     * @param items the items
     * @param work the work of one item; after a failure it is not begun for further ones
     * @throws RuntimeException what the work threw for the first item, in their order, for which it failed
     */
    <T> void forEach(List<T> items, Consumer<T> work) {
        if (executor.isEmpty() || items.size() < 2) {
            items.forEach(work);
            return;
        }
        AtomicBoolean failed = new AtomicBoolean();
        List<FutureTask<Boolean>> tasks = new ArrayList<>();
        for (T item : items) {
            tasks.add(new FutureTask<>(() -> {
                if (!failed.get()) {
                    work(item, work, failed);
                }
                return true;
            }));
        }
        submit(tasks.subList(1, tasks.size()), executor.get());
        tasks.forEach(FutureTask::run);
        join(tasks);
    }

    private static <T> void work(T item, Consumer<T> work, AtomicBoolean failed) {
        try {
            work.accept(item);
        } catch (Throwable e) {
            failed.set(true);
            throw e;
        }
    }

    /** What an executor does not take is done here. */
    private static void submit(List<FutureTask<Boolean>> tasks, Executor executor) {
        try {
            tasks.forEach(executor::execute);
        } catch (RejectedExecutionException e) {
            System.getLogger(ItemTasks.class.getName())
                    .log(
                            System.Logger.Level.DEBUG,
                            "the executor takes no more items; the request's thread does the rest");
        }
    }

    /** Waits for all tasks, even when interrupted: they use memory that the caller is about to free. */
    private static void join(List<FutureTask<Boolean>> tasks) {
        Throwable failure = null;
        boolean interrupted = false;
        for (FutureTask<Boolean> task : tasks) {
            while (true) {
                try {
                    task.get();
                    break;
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    failure = failure == null ? e.getCause() : failure;
                    break;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (failure instanceof RuntimeException unchecked) {
            throw unchecked;
        }
        if (failure instanceof Error error) {
            throw error;
        }
    }
}
