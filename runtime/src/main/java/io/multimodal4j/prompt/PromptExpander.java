package io.multimodal4j.prompt;

import io.multimodal4j.annotations.InsertionPoint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Expands a tokenized prompt: what was found in the prompt is fixed first, then one pass from left to right writes token ids and ranges together, so that
 * nothing is ever searched for in what was written. Takes time linear in the prompt and the result. Safe for any number of threads.
 */
public final class PromptExpander {

    private final List<PromptUpdate> updates;
    private final ContentResolver resolver;

    /**
     * The result of an expansion.
     *
     * @param tokenIds the expanded prompt
     * @param placeholders where each item's tokens are, by modality, in the order of the items
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Expansion(int[] tokenIds, Map<String, List<PlaceholderRange>> placeholders) {}

    /** What happens at one place of the prompt: some of its tokens, or none, give way to an item. */
    private record Change(int position, int length, int order, int rank, String modality, int item) {
        static final Comparator<Change> IN_PROMPT = Comparator.comparingInt(Change::position)
                // What is inserted comes before what is replaced at the same place.
                .thenComparingInt(change -> change.length() == 0 ? 0 : 1)
                .thenComparingInt(Change::order)
                .thenComparingInt(Change::rank)
                .thenComparingInt(Change::item);
    }

    /**
     * An expander.
     *
     * @param updates the model's prompt updates
     * @param resolver turns texts into tokens
     */
    public PromptExpander(List<PromptUpdate> updates, ContentResolver resolver) {
        this.updates = List.copyOf(updates);
        this.resolver = resolver;
    }

    /**
     * Expands a prompt.
     *
     * @param prompt token ids
     * @param items what each item becomes, by modality, in the order of the items
     * @return the expanded prompt
     * @throws PromptException if items and placeholders do not fit together
     */
    public Expansion expand(int[] prompt, Map<String, List<ResolvedContent>> items) {
        List<Change> changes = replacements(prompt, items);
        changes.addAll(insertions(prompt, items, changes));
        changes.sort(Change.IN_PROMPT);
        return write(prompt, items, changes);
    }

    private List<Change> replacements(int[] prompt, Map<String, List<ResolvedContent>> items) {
        TargetTrie targets = targets(items);
        PlacedItems placed = new PlacedItems(items);
        List<Change> changes = new ArrayList<>();
        int at = 0;
        while (at < prompt.length) {
            Change change = null;
            for (TargetTrie.Target target : targets.at(prompt, at)) {
                int item = placed.take(target);
                if (item >= 0) {
                    change = new Change(at, target.length(), target.order(), target.rank(), target.modality(), item);
                    break;
                }
            }
            if (change != null) {
                changes.add(change);
            }
            at += change == null ? 1 : change.length();
        }
        placed.requireNoTargetTooMany();
        return changes;
    }

    private TargetTrie targets(Map<String, List<ResolvedContent>> items) {
        TargetTrie targets = new TargetTrie();
        for (int rank = 0; rank < updates.size(); rank++) {
            PromptUpdate update = updates.get(rank);
            if (update.insertionPoint().isPresent()) {
                continue;
            }
            if (!update.isNumbered()) {
                addTarget(targets, update, rank, update.target(), -1);
                continue;
            }
            // One more than there are items, to notice a target whose item was not given.
            int count = items.getOrDefault(update.modality(), List.of()).size();
            for (int item = 0; item <= count; item++) {
                addTarget(targets, update, rank, update.target(item), item);
            }
        }
        return targets;
    }

    private void addTarget(TargetTrie targets, PromptUpdate update, int rank, String text, int item) {
        int[] tokens = resolver.tokens(text);
        targets.add(tokens, new TargetTrie.Target(update.modality(), text, tokens.length, update.order(), rank, item));
    }

    private List<Change> insertions(int[] prompt, Map<String, List<ResolvedContent>> items, List<Change> replacements) {
        List<Change> changes = new ArrayList<>();
        items.forEach((modality, contents) -> {
            long replaced = replacements.stream()
                    .filter(change -> change.modality().equals(modality))
                    .count();
            if (contents.isEmpty() || replaced == contents.size()) {
                return;
            }
            int rank = replaced == 0 ? insertion(modality) : -1;
            if (rank < 0) {
                throw tooFew(modality, contents.size(), replaced);
            }
            PromptUpdate update = updates.get(rank);
            int position = position(update, prompt);
            for (int item = 0; item < contents.size(); item++) {
                changes.add(new Change(position, 0, update.order(), rank, modality, item));
            }
        });
        return changes;
    }

    private int insertion(String modality) {
        for (int rank = 0; rank < updates.size(); rank++) {
            PromptUpdate update = updates.get(rank);
            if (update.modality().equals(modality) && update.insertionPoint().isPresent()) {
                return rank;
            }
        }
        return -1;
    }

    private int position(PromptUpdate update, int[] prompt) {
        InsertionPoint point = update.insertionPoint().orElseThrow();
        int[] text = resolver.tokens(update.target());
        int found = switch (point) {
            case START -> 0;
            case END -> prompt.length;
            case AFTER_PREFIX -> startsWith(prompt, 0, text) ? text.length : -1;
            case AFTER_TARGET -> {
                int at = 0;
                while (at < prompt.length && !startsWith(prompt, at, text)) {
                    at++;
                }
                yield at < prompt.length ? at + text.length : -1;
            }
        };
        if (found < 0) {
            throw new PromptException("the prompt "
                    + (point == InsertionPoint.AFTER_PREFIX ? "does not begin with" : "does not contain") + " '"
                    + update.target() + "', behind which the items of modality " + update.modality() + " belong");
        }
        return found;
    }

    private static boolean startsWith(int[] prompt, int from, int[] tokens) {
        return tokens.length <= prompt.length - from
                && Arrays.equals(prompt, from, from + tokens.length, tokens, 0, tokens.length);
    }

    private PromptException tooFew(String modality, int given, long found) {
        String target = updates.stream()
                .filter(update -> update.modality().equals(modality))
                .map(PromptUpdate::target)
                .findFirst()
                .orElse("");
        return PlacedItems.mismatch(modality, target, found, given);
    }

    private static Expansion write(int[] prompt, Map<String, List<ResolvedContent>> items, List<Change> changes) {
        int[] expanded = new int[length(prompt, items, changes)];
        Map<String, PlaceholderRange[]> ranges = new LinkedHashMap<>();
        int read = 0;
        int written = 0;
        for (Change change : changes) {
            int unchanged = change.position() - read;
            System.arraycopy(prompt, read, expanded, written, unchanged);
            written += unchanged;
            read = change.position() + change.length();
            List<ResolvedContent> contents = items.getOrDefault(change.modality(), List.of());
            ResolvedContent content = contents.get(change.item());
            int length = content.tokenIds().length;
            System.arraycopy(content.tokenIds(), 0, expanded, written, length);
            ranges.computeIfAbsent(change.modality(), m -> new PlaceholderRange[contents.size()])[change.item()] =
                    new PlaceholderRange(written, length, content.isEmbed());
            written += length;
        }
        System.arraycopy(prompt, read, expanded, written, prompt.length - read);
        Map<String, List<PlaceholderRange>> lists = new LinkedHashMap<>();
        ranges.forEach((modality, array) -> lists.put(modality, List.of(array)));
        return new Expansion(expanded, lists);
    }

    private static int length(int[] prompt, Map<String, List<ResolvedContent>> items, List<Change> changes) {
        long length = prompt.length;
        for (Change change : changes) {
            ResolvedContent content =
                    items.getOrDefault(change.modality(), List.of()).get(change.item());
            length += content.tokenIds().length - change.length();
        }
        if (length > Integer.MAX_VALUE - 8) {
            throw new PromptException("the expanded prompt would have " + length + " tokens");
        }
        return (int) length;
    }
}
