package io.multimodal4j.prompt;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Expands the placeholders of a tokenized prompt: one pass from left to right that writes token ids and ranges together, so that nothing is ever
 * searched for in the result. Takes time linear in the length of the result. Immutable, safe for any number of threads.
 */
public final class PromptExpander {

    private static final int[] NONE = {};

    private final Map<Integer, Target> byToken;

    /**
     * A placeholder that is to be replaced.
     *
     * @param modality the modality whose items it stands for
     * @param text how it is written
     * @param tokenId its token
     */
    public record Target(String modality, String text, int tokenId) {}

    /**
     * The result of an expansion.
     *
     * @param tokenIds the expanded prompt
     * @param placeholders where each item's tokens are, by modality, in the order of the items
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Expansion(int[] tokenIds, Map<String, List<PlaceholderRange>> placeholders) {}

    /**
     * An expander.
     *
     * @param targets the placeholders, with different tokens
     * @throws IllegalArgumentException if two have the same token
     */
    public PromptExpander(List<Target> targets) {
        byToken = new HashMap<>();
        for (Target target : targets) {
            Target other = byToken.putIfAbsent(target.tokenId(), target);
            if (other != null) {
                throw new IllegalArgumentException("the targets '" + other.text() + "' and '" + target.text()
                        + "' are the same token " + target.tokenId());
            }
        }
    }

    /**
     * Expands a prompt.
     *
     * @param prompt token ids with one target token per item
     * @param counts how many tokens each item becomes, by modality, in the order of the items
     * @return the expanded prompt
     * @throws PromptException if there are more or fewer target tokens than items
     */
    public Expansion expand(int[] prompt, Map<String, int[]> counts) {
        requireOneTargetPerItem(prompt, counts);
        int[] expanded = new int[expandedLength(prompt.length, counts)];
        Map<String, List<PlaceholderRange>> ranges = new LinkedHashMap<>();
        int at = 0;
        for (int id : prompt) {
            Target target = byToken.get(id);
            if (target == null) {
                expanded[at++] = id;
                continue;
            }
            List<PlaceholderRange> items = ranges.computeIfAbsent(target.modality(), m -> new ArrayList<>());
            int length = itemCounts(counts, target)[items.size()];
            Arrays.fill(expanded, at, at + length, id);
            items.add(PlaceholderRange.ofEmbeds(at, length));
            at += length;
        }
        ranges.replaceAll((modality, items) -> List.copyOf(items));
        return new Expansion(expanded, ranges);
    }

    /**
     * How long a prompt is after expansion, without expanding it.
     *
     * @param prompt token ids with one target token per item
     * @param counts how many tokens each item becomes, by modality
     * @return the number of tokens
     * @throws PromptException if there are more or fewer target tokens than items
     */
    public int expandedLength(int[] prompt, Map<String, int[]> counts) {
        requireOneTargetPerItem(prompt, counts);
        return expandedLength(prompt.length, counts);
    }

    private static int expandedLength(int promptLength, Map<String, int[]> counts) {
        long length = promptLength;
        for (int[] items : counts.values()) {
            for (int tokens : items) {
                length += tokens - 1;
            }
        }
        if (length > Integer.MAX_VALUE) {
            throw new PromptException("the expanded prompt would have " + length + " tokens");
        }
        return (int) length;
    }

    private void requireOneTargetPerItem(int[] prompt, Map<String, int[]> counts) {
        Map<String, Integer> found = new HashMap<>();
        for (int id : prompt) {
            Target target = byToken.get(id);
            if (target != null) {
                found.merge(target.modality(), 1, Integer::sum);
            }
        }
        for (Target target : byToken.values()) {
            int targets = found.getOrDefault(target.modality(), 0);
            int given = itemCounts(counts, target).length;
            if (targets != given) {
                throw new PromptException("the prompt has " + targets + " '" + target.text() + "' placeholder"
                        + (targets == 1 ? "" : "s") + " but " + given + " " + target.modality()
                        + (given == 1 ? " was" : "s were")
                        + " given; write '" + target.text() + "' exactly once per " + target.modality());
            }
        }
    }

    private static int[] itemCounts(Map<String, int[]> counts, Target target) {
        int[] items = counts.get(target.modality());
        return items == null ? NONE : items;
    }
}
