/**
 * Fetches media over HTTP from hosts that the application names, and from nowhere else. Only here does the library touch the network, and only if the application
 * makes an {@link io.multimodal4j.fetch.HttpMediaFetcher} and hands it to its media policy.
 */
@NullMarked
package io.multimodal4j.fetch;

import org.jspecify.annotations.NullMarked;
