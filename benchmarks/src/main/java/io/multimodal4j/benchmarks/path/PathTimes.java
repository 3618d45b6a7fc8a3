package io.multimodal4j.benchmarks.path;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Times paths as standard input asks for, a line at a time: {@code path width height threads milliseconds}. The path runs in each of the threads, with
 * tensors of its own, over and over until the milliseconds are over. With 0 threads it runs in one, and the answer is a line with the nanoseconds of the fastest
 * call; otherwise with those of all calls divided by their number. {@code sample-models/src/test/python/bench_paths.py} asks, in turns with what it
 * times itself.
 */
public final class PathTimes {

    private PathTimes() {}

    /**
     * Answers until standard input ends.
     *
     * @param arguments the back end's name
     * @throws IOException if a model's files cannot be read
     * @throws InterruptedException if the program is stopped
     * @throws ExecutionException if a path fails
     */
    public static void main(String[] arguments) throws IOException, InterruptedException, ExecutionException {
        Map<String, ImagePath> paths = new HashMap<>();
        BufferedReader questions = new BufferedReader(new InputStreamReader(System.in, UTF_8));
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            for (String line = questions.readLine(); line != null; line = questions.readLine()) {
                String[] words = line.split(" ", -1);
                int threadCount = Integer.parseInt(words[3]);
                ImagePath[] mine = new ImagePath[Math.max(1, threadCount)];
                for (int i = 0; i < mine.length; i++) {
                    String key = words[0] + ' ' + words[1] + ' ' + words[2] + ' ' + i;
                    if (!paths.containsKey(key)) {
                        paths.put(
                                key,
                                ImagePath.open(
                                        words[0],
                                        Integer.parseInt(words[1]),
                                        Integer.parseInt(words[2]),
                                        arguments[0]));
                    }
                    mine[i] = paths.get(key);
                }
                long nanos = Long.parseLong(words[4]) * 1_000_000;
                System.out.println(threadCount == 0 ? fastest(mine[0], nanos) : perCall(mine, nanos, threads));
            }
        } finally {
            threads.shutdownNow();
            paths.values().forEach(ImagePath::close);
        }
    }

    private static long fastest(ImagePath path, long nanos) {
        long begin = System.nanoTime();
        long fastest = Long.MAX_VALUE;
        long end = begin;
        while (end - begin < nanos) {
            long start = end;
            path.run();
            end = System.nanoTime();
            fastest = Math.min(fastest, end - start);
        }
        return fastest;
    }

    private static long perCall(ImagePath[] paths, long nanos, ExecutorService threads)
            throws InterruptedException, ExecutionException {
        CyclicBarrier together = new CyclicBarrier(paths.length);
        double callsPerNanosecond = 0;
        Map<Integer, Future<Double>> rates = new HashMap<>();
        for (int i = 0; i < paths.length; i++) {
            ImagePath path = paths[i];
            rates.put(i, threads.submit(() -> {
                together.await();
                return rate(path, nanos);
            }));
        }
        for (Future<Double> rate : rates.values()) {
            callsPerNanosecond += rate.get();
        }
        return Math.round(1 / callsPerNanosecond);
    }

    private static double rate(ImagePath path, long nanos) {
        long begin = System.nanoTime();
        long end = begin;
        int calls = 0;
        while (end - begin < nanos) {
            path.run();
            calls++;
            end = System.nanoTime();
        }
        return (double) calls / (end - begin);
    }
}
