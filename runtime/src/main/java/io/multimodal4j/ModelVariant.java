package io.multimodal4j;

import io.multimodal4j.processing.ItemPipeline;
import io.multimodal4j.processing.RequestProcessor;
import java.util.Map;

/** A loaded model under one set of processor options: all of it sees the same ones. */
record ModelVariant(BoundModel<?> model, Map<String, ItemPipeline<?, ?>> pipelines, RequestProcessor requests) {}
