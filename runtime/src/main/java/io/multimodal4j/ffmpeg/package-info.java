/**
 * Video files and compressed sounds through FFmpeg. The only package that touches {@code org.bytedeco.ffmpeg}, which is an optional dependency: whoever uses these classes without it gets a {@link
 * java.lang.LinkageError}.
 */
@NullMarked
package io.multimodal4j.ffmpeg;

import org.jspecify.annotations.NullMarked;
