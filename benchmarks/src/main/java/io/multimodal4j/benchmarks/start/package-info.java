/** What an application waits for between the start of its JVM and its first processed picture. */
@NullMarked
package io.multimodal4j.benchmarks.start;

import org.jspecify.annotations.NullMarked;
