package io.multimodal4j.cache;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** What a session is told of an item that it needs. */
public sealed interface Claim {

    /**
     * The item is there.
     *
     * @param item the item, held for the session's request
     */
    record Found(ProcessedItem item) implements Claim {}

    /** Nobody has the item: the session has to process it, and to {@linkplain CacheSession#complete say so}. */
    record Ours() implements Claim {}

    /**
     * Another session is processing the item.
     *
     * @param result completed with the item, to be {@linkplain CacheSession#join joined}, or with nothing if that session failed
     */
    record Theirs(CompletableFuture<Optional<ProcessedItem>> result) implements Claim {}
}
