@NullMarked
package io.multimodal4j.processor;

import org.jspecify.annotations.NullMarked;
