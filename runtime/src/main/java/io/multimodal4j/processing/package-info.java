/** The way of one request through the stages: load, hash, decode, process, expand, validate. */
@NullMarked
package io.multimodal4j.processing;

import org.jspecify.annotations.NullMarked;
