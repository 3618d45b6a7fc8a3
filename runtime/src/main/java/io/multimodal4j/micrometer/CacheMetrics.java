package io.multimodal4j.micrometer;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.multimodal4j.cache.CacheStats;
import io.multimodal4j.cache.MultiModalCache;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/**
 * The figures of a cache in a Micrometer registry.
 *
 * <pre>{@code
 * new CacheMetrics(cache).bindTo(registry);
 * }</pre>
 *
 * <p>The meters: the counters {@code multimodal4j.cache.hits}, {@code .misses}, {@code .joins}, {@code .insertions}, {@code .rejections} and {@code .evictions}, the gauges
 * {@code multimodal4j.cache.entries}, {@code .bytes} and {@code .max.bytes}; {@link CacheStats} says what each is.
 */
// Who uses this class reads the module of Micrometer anyway.
@SuppressWarnings("exports")
public final class CacheMetrics implements MeterBinder {

    private static final String PREFIX = "multimodal4j.cache.";

    private final MultiModalCache cache;

    /**
     * Metrics of a cache.
     *
     * @param cache the cache, which the registry then refers to weakly
     */
    public CacheMetrics(MultiModalCache cache) {
        this.cache = Objects.requireNonNull(cache, "cache");
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        counter(registry, "hits", CacheStats::hits);
        counter(registry, "misses", CacheStats::misses);
        counter(registry, "joins", CacheStats::joins);
        counter(registry, "insertions", CacheStats::insertions);
        counter(registry, "rejections", CacheStats::rejections);
        counter(registry, "evictions", CacheStats::evictions);
        gauge(registry, "entries", CacheStats::entries);
        gauge(registry, "bytes", CacheStats::bytes);
        gauge(registry, "max.bytes", CacheStats::maxBytes);
    }

    private void counter(MeterRegistry registry, String name, ToDoubleFunction<CacheStats> figure) {
        FunctionCounter.builder(PREFIX + name, cache, c -> figure.applyAsDouble(c.stats()))
                .register(registry);
    }

    private void gauge(MeterRegistry registry, String name, ToDoubleFunction<CacheStats> figure) {
        Gauge.builder(PREFIX + name, cache, c -> figure.applyAsDouble(c.stats()))
                .register(registry);
    }
}
