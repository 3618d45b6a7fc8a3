/**
 * What stands between processed requests and an engine's step: which items are encoded together, how their embeddings get into the input, how large the encoder's
 * cache must be, and the positions of multi-modal tokens. Nothing here runs weights or schedules anything; it is the arithmetic that every engine needs.
 */
@NullMarked
package io.multimodal4j.engine;

import org.jspecify.annotations.NullMarked;
