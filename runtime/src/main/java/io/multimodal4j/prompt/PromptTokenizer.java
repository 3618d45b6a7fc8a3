package io.multimodal4j.prompt;

import io.multimodal4j.tokenizer.Tokenizer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Tokenizes the text of a prompt so that its targets stay whole. A target that is one token of the tokenizer does so by itself; the text is cut at the others, and
 * the parts are tokenized one by one, as Hugging Face's processors for such models do. Immutable, safe for any number of threads.
 */
public final class PromptTokenizer {

    private final Tokenizer tokenizer;
    private final ContentResolver resolver;
    private final List<PromptUpdate> cutAt;

    /**
     * A tokenizer for a model's prompts.
     *
     * @param tokenizer the model's tokenizer
     * @param resolver remembers the tokens of targets
     * @param updates the model's prompt updates
     */
    public PromptTokenizer(Tokenizer tokenizer, ContentResolver resolver, List<PromptUpdate> updates) {
        this.tokenizer = tokenizer;
        this.resolver = resolver;
        this.cutAt = updates.stream()
                .filter(update -> update.insertionPoint().isEmpty())
                .filter(update -> resolver.tokens(update.target(0)).length != 1)
                .toList();
    }

    /**
     * The tokens of a prompt.
     *
     * @param prompt the prompt
     * @return its token ids
     */
    public int[] tokenize(Prompt prompt) {
        if (prompt.segments().size() != 1) {
            throw new PromptException("prompts of several segments cannot be tokenized yet");
        }
        if (prompt.isTokenized()) {
            return prompt.tokenIds();
        }
        return cutAt.isEmpty() ? tokenizer.encode(prompt.text(), true) : tokenizeInParts(prompt.text());
    }

    private int[] tokenizeInParts(String text) {
        Matcher targets = Pattern.compile(
                        cutAt.stream().map(PromptTokenizer::pattern).collect(Collectors.joining("|")))
                .matcher(text);
        List<int[]> parts = new ArrayList<>();
        int from = 0;
        boolean first = true;
        while (targets.find()) {
            if (first || targets.start() > from) {
                parts.add(tokenizer.encode(text.substring(from, targets.start()), first));
            }
            parts.add(resolver.tokens(targets.group()));
            from = targets.end();
            first = false;
        }
        if (first || from < text.length()) {
            parts.add(tokenizer.encode(text.substring(from), first));
        }
        return parts.stream().flatMapToInt(IntStream::of).toArray();
    }

    private static String pattern(PromptUpdate update) {
        return Pattern.quote(update.target()).replace(PromptUpdate.NUMBER, "\\E\\d+\\Q");
    }
}
