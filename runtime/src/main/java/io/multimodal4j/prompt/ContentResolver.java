package io.multimodal4j.prompt;

import io.multimodal4j.prompt.PlaceholderRange.Run;
import io.multimodal4j.tokenizer.Tokenizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Turns the texts of prompt updates into the token ids of one tokenizer. Remembers what it has seen, within bounds, because a model's updates use few different
 * texts. Safe for any number of threads.
 */
public final class ContentResolver {

    private static final int MOST_REMEMBERED = 4096;

    private final Tokenizer tokenizer;
    private final Map<String, int[]> seen = new ConcurrentHashMap<>();

    /**
     * A resolver.
     *
     * @param tokenizer the model's tokenizer
     */
    public ContentResolver(Tokenizer tokenizer) {
        this.tokenizer = tokenizer;
    }

    /**
     * The tokens of a text, without what the tokenizer puts around one.
     *
     * @param text the text
     * @return the token ids; shared, not to be written
     */
    public int[] tokens(String text) {
        int[] known = seen.get(text);
        if (known != null) {
            return known;
        }
        int[] ids = tokenizer.encode(text, false);
        if (seen.size() < MOST_REMEMBERED) {
            seen.put(text, ids);
        }
        return ids;
    }

    /**
     * The id of a special token.
     *
     * @param token the token's text
     * @return the id
     * @throws PromptException if the tokenizer does not keep it whole
     */
    public int token(String token) {
        int[] ids = tokens(token);
        if (ids.length != 1) {
            throw new PromptException(
                    "'" + token + "' is not one token of the model directory's tokenizer but " + ids.length
                            + "; add it to the tokenizer's special tokens, or load the directory that belongs to the model");
        }
        return ids[0];
    }

    /**
     * The tokens of what an item becomes.
     *
     * @param content the content
     * @return its tokens
     * @throws PromptException if a special token is not one, or nothing receives an embedding
     */
    public ResolvedContent resolve(PromptContent content) {
        Sequence sequence = new Sequence();
        for (PromptContent.Piece piece : content.pieces()) {
            if (piece instanceof PromptContent.Tokens tokens) {
                sequence.repeat(token(tokens.token()), tokens.count(), tokens.embed());
            } else if (piece instanceof PromptContent.Text text) {
                text(text, sequence);
            }
        }
        ResolvedContent resolved = sequence.resolved();
        if (resolved.isEmbed().isEmpty()) {
            throw new PromptException(
                    "nothing of what the item becomes receives an embedding; its pieces are " + content.pieces());
        }
        return resolved;
    }

    private void text(PromptContent.Text text, Sequence sequence) {
        int[] ids = tokens(text.text());
        int embed = text.embed().isEmpty() ? -1 : token(text.embed());
        for (int id : ids) {
            sequence.repeat(id, 1, id == embed);
        }
    }

    /** Token ids that grow, with runs of embeddings that join. */
    private static final class Sequence {
        private int[] ids = new int[64];
        private int length;
        private final List<Run> runs = new ArrayList<>();

        void repeat(int id, int count, boolean embed) {
            if (length > Integer.MAX_VALUE - 8 - count) {
                throw new PromptException("an item becomes more than " + Integer.MAX_VALUE + " tokens");
            }
            if (length + count > ids.length) {
                ids = Arrays.copyOf(
                        ids, (int) Math.min(Integer.MAX_VALUE - 8L, Math.max(2L * ids.length, length + count)));
            }
            Arrays.fill(ids, length, length + count, id);
            if (embed) {
                addRun(length, length + count);
            }
            length += count;
        }

        private void addRun(int start, int end) {
            int last = runs.size() - 1;
            if (last >= 0 && runs.get(last).end() == start) {
                runs.set(last, new Run(runs.get(last).start(), end));
            } else {
                runs.add(new Run(start, end));
            }
        }

        ResolvedContent resolved() {
            return new ResolvedContent(Arrays.copyOf(ids, length), runs);
        }
    }
}
