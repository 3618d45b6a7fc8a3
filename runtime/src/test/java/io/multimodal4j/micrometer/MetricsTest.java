package io.multimodal4j.micrometer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.multimodal4j.MultiModalProcessor;
import io.multimodal4j.cache.MultiModalCache;
import io.multimodal4j.media.ImageItem;
import io.multimodal4j.media.ImageSize;
import io.multimodal4j.omni.OmniModel;
import io.multimodal4j.processing.ProcessingListener;
import io.multimodal4j.prompt.Prompt;
import io.multimodal4j.prompt.PromptException;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricsTest {

    @TempDir
    private Path folder;

    private final MeterRegistry registry = new SimpleMeterRegistry();

    private MultiModalProcessor load(MultiModalCache cache, ProcessingListener listener) throws IOException {
        return MultiModalProcessor.builder(OmniModel.write(folder))
                .backend("java")
                .registry(OmniModel.registry())
                .cache(cache)
                .listener(listener)
                .load();
    }

    @Test
    void requestsAndTheCacheHaveTheirFigures() throws IOException {
        Prompt prompt = Prompt.of("<image>").withImage(ImageItem.blank(new ImageSize(32, 16)));
        try (MultiModalCache cache = MultiModalCache.ofBytes(1 << 20);
                MultiModalProcessor processor = load(cache, new ProcessingMetrics(registry))) {
            new CacheMetrics(cache).bindTo(registry);
            processor.apply(prompt).close();
            processor.apply(prompt).close();
            assertThatExceptionOfType(PromptException.class).isThrownBy(() -> processor.apply(Prompt.of("<image>")));

            assertThat(registry.get("multimodal4j.requests")
                            .tag("outcome", "success")
                            .timer()
                            .count())
                    .isEqualTo(2);
            assertThat(registry.get("multimodal4j.requests")
                            .tag("outcome", "PromptException")
                            .tag("model", OmniModel.ARCHITECTURE)
                            .timer()
                            .count())
                    .isEqualTo(1);
            assertThat(registry.get("multimodal4j.stages")
                            .tag("stage", "decode")
                            .timer()
                            .count())
                    .as("what is in the cache is not decoded")
                    .isEqualTo(1);
            assertThat(items("processed")).isEqualTo(1);
            assertThat(items("cached")).isEqualTo(1);
            assertThat(registry.get("multimodal4j.embeddings")
                            .tag("modality", "image")
                            .summary()
                            .totalAmount())
                    .isEqualTo(4);
            assertThat(registry.get("multimodal4j.prompt.tokens").summary().max())
                    .isEqualTo(4);
            assertThat(registry.get("multimodal4j.cache.hits").functionCounter().count())
                    .isEqualTo(1);
            assertThat(registry.get("multimodal4j.cache.misses")
                            .functionCounter()
                            .count())
                    .isEqualTo(1);
            assertThat(registry.get("multimodal4j.cache.entries").gauge().value())
                    .isEqualTo(1);
            assertThat(registry.get("multimodal4j.cache.bytes").gauge().value())
                    .isEqualTo((double) cache.stats().bytes());
            assertThat(registry.get("multimodal4j.cache.max.bytes").gauge().value())
                    .isEqualTo(1 << 20);
        }
    }

    private double items(String source) {
        return registry.get("multimodal4j.items")
                .tag("source", source)
                .counter()
                .count();
    }

    @Test
    void aListenerThatFailsFailsNothingElse() throws IOException {
        ProcessingListener failing = new ProcessingListener() {
            @Override
            public void processed(Processed request) {
                throw new IllegalStateException("the listener's own problem");
            }
        };
        try (MultiModalCache cache = MultiModalCache.ofBytes(1 << 20);
                MultiModalProcessor processor = load(cache, failing)) {
            assertThat(processor.apply(Prompt.of("a")).promptTokenIds()).hasSize(2);
        }
    }
}
