package io.multimodal4j.template;

import io.multimodal4j.template.syntax.Whitespace;
import io.multimodal4j.template.value.Text;

/**
 * Hugging Face's way to end a prompt with the last message: a mark is put after its text, and what the template writes from there on is cut off. One for each rendering.
 */
final class FinalMessage {

    private static final String MARK = "CONTINUE_FINAL_MESSAGE_TAG ";
    private static final String STRIPPED_MARK = MARK.strip();

    private Text text = Text.EMPTY;

    /** Says that there is no text to continue. */
    static ChatException missing() {
        return new ChatException("the final message is to be continued, but has no text");
    }

    Text mark(Text content) {
        text = content;
        return content.plus(Text.of(MARK));
    }

    Text cut(Text rendered) {
        String chars = rendered.chars();
        int mark = chars.lastIndexOf(STRIPPED_MARK);
        if (mark < 0 || !chars.contains(strip(text).chars())) {
            throw new ChatException(
                    "the final message is to be continued, but the chat template does not print it as it is");
        }
        if (chars.startsWith(MARK, mark)) {
            return rendered.slice(0, mark);
        }
        // The template strips messages, so what was before the mark is stripped too.
        return rendered.slice(0, Whitespace.skipBack(chars, 0, mark));
    }

    private static Text strip(Text content) {
        String chars = content.chars();
        int from = Whitespace.skip(chars, 0, chars.length());
        return content.slice(from, Whitespace.skipBack(chars, from, chars.length()));
    }
}
