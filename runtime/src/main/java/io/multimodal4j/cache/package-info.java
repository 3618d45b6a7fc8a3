/** Processed items, kept for requests to come and shared by requests in flight, within a bound of bytes. */
@NullMarked
package io.multimodal4j.cache;

import org.jspecify.annotations.NullMarked;
