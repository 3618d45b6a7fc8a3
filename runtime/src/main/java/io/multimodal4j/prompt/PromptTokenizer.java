package io.multimodal4j.prompt;

import io.multimodal4j.prompt.PromptAssembly.Place;
import io.multimodal4j.tokenizer.Tokenizer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Tokenizes prompts so that their placeholders stay whole and text of users produces none. A placeholder that is one token of the tokenizer stays whole by itself; template
 * text is cut at the others, and its parts are tokenized one by one, as Hugging Face's processors for such models do. Immutable, safe for any number of
 * threads.
 */
public final class PromptTokenizer {

    private final Tokenizer tokenizer;
    private final ContentResolver resolver;
    private final List<PromptUpdate> updates;
    private final Optional<Pattern> cutAt;

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
        this.updates = List.copyOf(updates);
        String targets = updates.stream()
                .filter(update -> update.insertionPoint().isEmpty())
                .filter(update -> resolver.tokens(update.target(0)).length != 1)
                .map(PromptTokenizer::pattern)
                .collect(Collectors.joining("|"));
        this.cutAt = targets.isEmpty() ? Optional.empty() : Optional.of(Pattern.compile(targets));
    }

    private static String pattern(PromptUpdate update) {
        return Pattern.quote(update.target()).replace(PromptUpdate.NUMBER, "\\E\\d+\\Q");
    }

    /**
     * The tokens of a prompt.
     *
     * @param prompt the prompt
     * @return its tokens; items that have no place among the segments still need one
     * @throws PromptException if the tokenizer cannot keep the place of an item apart
     */
    public TokenizedPrompt tokenize(Prompt prompt) {
        List<Segment> segments = prompt.segments();
        boolean startsWithTokens = !segments.isEmpty() && segments.get(0) instanceof Segment.Tokens;
        PromptAssembly assembly = new PromptAssembly(tokenizer, prompt.addsSpecialTokens() && !startsWithTokens);
        Map<String, Integer> items = new HashMap<>();
        for (Segment segment : segments) {
            if (segment instanceof Segment.Text text) {
                text(text, assembly);
            } else if (segment instanceof Segment.Tokens tokens) {
                assembly.tokens(tokens.ids());
            } else if (segment instanceof Segment.Item item) {
                String modality = item.item().modality();
                place(modality, items.merge(modality, 1, Integer::sum) - 1, assembly);
            }
        }
        return assembly.finish();
    }

    private void text(Segment.Text segment, PromptAssembly assembly) {
        String text = segment.text();
        if (!segment.trusted() || cutAt.isEmpty()) {
            assembly.text(text, segment.trusted());
            return;
        }
        Matcher targets = cutAt.get().matcher(text);
        int from = 0;
        while (targets.find()) {
            assembly.text(text.substring(from, targets.start()), true);
            assembly.tokens(resolver.tokens(targets.group()));
            from = targets.end();
        }
        assembly.text(text.substring(from), true);
    }

    /** Writes an item's placeholder, so that what is around it is tokenized as if it had been written. Items that are inserted have no place of their own. */
    private void place(String modality, int item, PromptAssembly assembly) {
        for (int rank = 0; rank < updates.size(); rank++) {
            PromptUpdate update = updates.get(rank);
            if (update.modality().equals(modality) && update.insertionPoint().isEmpty()) {
                String target = update.target(item);
                int[] ids = resolver.tokens(target);
                if (ids.length == 1) {
                    assembly.placeholder(target, new Place(rank, item));
                } else {
                    assembly.placeholder(ids, new Place(rank, item));
                }
                return;
            }
        }
    }
}
