package io.multimodal4j.micrometer;

import io.micrometer.core.instrument.MeterRegistry;
import io.multimodal4j.processing.ProcessingListener;
import io.multimodal4j.processing.Stage;
import io.multimodal4j.processing.Timings;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * Counts and times the requests of processors in a Micrometer registry.
 *
 * <pre>{@code
 * MultiModalProcessor.builder(directory).listener(new ProcessingMetrics(registry)).load()
 * }</pre>
 *
 * <p>The meters, all tagged with the {@code model}'s architecture:
 *
 * <ul>
 *   <li>{@code multimodal4j.requests}, a timer: from the beginning of a request to its end, by {@code outcome}: {@code "success"} or the simple name of an exception;
 *   <li>{@code multimodal4j.stages}, a timer: the time of each {@code stage} of a request, in all threads together;
 *   <li>{@code multimodal4j.items}, a counter: items by {@code modality} and {@code source}, {@code "cached"} or {@code "processed"};
 *   <li>{@code multimodal4j.embeddings}, a summary: the embeddings of a request's items, by {@code modality};
 *   <li>{@code multimodal4j.prompt.tokens}, a summary: the length of expanded prompts.
 * </ul>
 *
 * <p>Safe for use by any number of threads.
 */
// Who uses this class reads the module of Micrometer anyway.
@SuppressWarnings("exports")
public final class ProcessingMetrics implements ProcessingListener {

    private static final String PREFIX = "multimodal4j.";
    private static final String MODEL = "model";

    private final MeterRegistry registry;

    /**
     * Metrics in a registry.
     *
     * @param registry where meters are made
     */
    public ProcessingMetrics(MeterRegistry registry) {
        this.registry = Objects.requireNonNull(registry, "registry");
    }

    @Override
    public void processed(Processed request) {
        String model = request.architecture();
        time(model, "success", request.nanos(), request.timings());
        registry.summary(PREFIX + "prompt.tokens", MODEL, model).record(request.promptTokens());
        request.items().forEach((modality, items) -> {
            count(model, modality, "cached", items.cached());
            count(model, modality, "processed", items.given() - items.cached());
            registry.summary(PREFIX + "embeddings", MODEL, model, "modality", modality)
                    .record((double) items.embeddings());
        });
    }

    @Override
    public void failed(Failed request) {
        time(request.architecture(), request.failure().getClass().getSimpleName(), request.nanos(), request.timings());
    }

    private void time(String model, String outcome, long nanos, Timings timings) {
        registry.timer(PREFIX + "requests", MODEL, model, "outcome", outcome).record(nanos, TimeUnit.NANOSECONDS);
        for (Stage stage : Stage.values()) {
            if (timings.nanos(stage) > 0) {
                registry.timer(
                                PREFIX + "stages",
                                MODEL,
                                model,
                                "stage",
                                stage.name().toLowerCase(Locale.ROOT))
                        .record(timings.nanos(stage), TimeUnit.NANOSECONDS);
            }
        }
    }

    private void count(String model, String modality, String source, int items) {
        if (items > 0) {
            registry.counter(PREFIX + "items", MODEL, model, "modality", modality, "source", source)
                    .increment(items);
        }
    }
}
