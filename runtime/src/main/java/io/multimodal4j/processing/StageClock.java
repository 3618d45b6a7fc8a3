package io.multimodal4j.processing;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/** Adds up the time that one request spends in each stage, in all threads together. Safe for use by several threads. */
final class StageClock {

    private final Map<Stage, LongAdder> nanos = new EnumMap<>(Stage.class);

    StageClock() {
        for (Stage stage : Stage.values()) {
            nanos.put(stage, new LongAdder());
        }
    }

    <T> T time(Stage stage, Supplier<T> work) {
        long start = System.nanoTime();
        try {
            return work.get();
        } finally {
            add(stage, System.nanoTime() - start);
        }
    }

    void time(Stage stage, Runnable work) {
        long start = System.nanoTime();
        try {
            work.run();
        } finally {
            add(stage, System.nanoTime() - start);
        }
    }

    private void add(Stage stage, long elapsed) {
        Objects.requireNonNull(nanos.get(stage)).add(elapsed);
    }

    private long sum(Stage stage) {
        return Objects.requireNonNull(nanos.get(stage)).sum();
    }

    Timings timings() {
        return new Timings(
                sum(Stage.OPEN),
                sum(Stage.HASH),
                sum(Stage.TOKENIZE),
                sum(Stage.EXPAND),
                sum(Stage.DECODE),
                sum(Stage.PREPROCESS),
                sum(Stage.WAIT));
    }
}
