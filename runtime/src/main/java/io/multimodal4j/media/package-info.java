/** The media that a prompt carries, and how pictures are decoded: items, sizes, limits. */
@NullMarked
package io.multimodal4j.media;

import org.jspecify.annotations.NullMarked;
