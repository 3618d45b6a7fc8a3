package io.multimodal4j.processing;

import java.util.function.Supplier;

/** Adds up the time that one request spends in each stage. Made for one request. */
final class StageClock {

    private long decode;
    private long preprocess;
    private long tokenize;
    private long expand;

    <T> T decode(Supplier<T> stage) {
        long start = System.nanoTime();
        T result = stage.get();
        decode += System.nanoTime() - start;
        return result;
    }

    void preprocess(Runnable stage) {
        long start = System.nanoTime();
        stage.run();
        preprocess += System.nanoTime() - start;
    }

    <T> T tokenize(Supplier<T> stage) {
        long start = System.nanoTime();
        T result = stage.get();
        tokenize += System.nanoTime() - start;
        return result;
    }

    <T> T expand(Supplier<T> stage) {
        long start = System.nanoTime();
        T result = stage.get();
        expand += System.nanoTime() - start;
        return result;
    }

    Timings timings() {
        return new Timings(decode, preprocess, tokenize, expand);
    }
}
