package io.multimodal4j.processing;

import io.multimodal4j.processing.ProcessingListener.Failed;
import io.multimodal4j.processing.ProcessingListener.Items;
import io.multimodal4j.processing.ProcessingListener.Processed;
import io.multimodal4j.prompt.PlaceholderRange;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Tells the listener of every request. Immutable, safe for any number of threads. */
final class Reporter {

    private static final System.Logger LOG = System.getLogger(Reporter.class.getName());

    private final String architecture;
    private final ProcessingListener listener;

    /** What became of a request, and how many items of each modality had not to be processed. */
    record Result(ProcessedInputs inputs, Map<String, Integer> cached) {}

    Reporter(String architecture, ProcessingListener listener) {
        this.architecture = architecture;
        this.listener = listener;
    }

    ProcessedInputs report(StageClock clock, Supplier<Result> request) {
        long start = System.nanoTime();
        try {
            Result result = request.get();
            tell(() -> listener.processed(processed(result, clock, System.nanoTime() - start)));
            return result.inputs();
        } catch (Throwable e) {
            tell(() -> listener.failed(new Failed(architecture, e, clock.timings(), System.nanoTime() - start)));
            throw e;
        }
    }

    private Processed processed(Result result, StageClock clock, long nanos) {
        Map<String, Items> items = new HashMap<>();
        result.inputs().placeholders().forEach((modality, ranges) -> {
            long embeddings =
                    ranges.stream().mapToLong(PlaceholderRange::embeds).sum();
            items.put(modality, new Items(ranges.size(), result.cached().getOrDefault(modality, 0), embeddings));
        });
        return new Processed(architecture, result.inputs().promptTokens(), items, clock.timings(), nanos);
    }

    private void tell(Runnable event) {
        try {
            event.run();
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "a listener of " + architecture + " failed", e);
        }
    }

    /** How many items of each modality are there without having been processed for this request. */
    static Map<String, Integer> cached(RequestItems items) {
        Map<String, Integer> cached = new HashMap<>();
        items.byModality()
                .forEach((modality, same) -> cached.put(modality, (int)
                        same.stream().filter(RequestItem::isShared).count()));
        return cached;
    }
}
