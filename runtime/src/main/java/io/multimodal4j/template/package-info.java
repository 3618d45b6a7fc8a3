/**
 * Chat templates of Hugging Face: a conversation becomes the text of a prompt, of which every character is known to be the template's or the caller's, and the media
 * that its placeholders stand for.
 */
@NullMarked
package io.multimodal4j.template;

import org.jspecify.annotations.NullMarked;
