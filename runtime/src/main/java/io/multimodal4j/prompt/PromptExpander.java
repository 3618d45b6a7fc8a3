package io.multimodal4j.prompt;

import io.multimodal4j.annotations.InsertionPoint;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

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
    private record Change(int position, int length, int order, int rank, String modality, int item, boolean inserted) {
        static final Comparator<Change> IN_PROMPT = Comparator.comparingInt(Change::position)
                // What is inserted comes before what is replaced at the same place.
                .thenComparingInt(change -> change.inserted() ? 0 : 1)
                .thenComparingInt(Change::order)
                .thenComparingInt(Change::rank)
                .thenComparingInt(Change::item);

        static Change of(PromptUpdate update, int rank, int item, int position, int length) {
            return new Change(
                    position,
                    length,
                    update.order(),
                    rank,
                    update.modality(),
                    item,
                    update.insertionPoint().isPresent());
        }
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
     * Expands a prompt in which every target has its item.
     *
     * @param prompt the prompt
     * @param items what each item becomes
     * @return the expanded prompt
     * @throws PromptException if items and placeholders do not fit together
     */
    public Expansion expand(TokenizedPrompt prompt, ItemContents items) {
        return expand(prompt, items, false);
    }

    /**
     * Expands a prompt.
     *
     * @param prompt the prompt
     * @param items what each item becomes
     * @param keepExtraTargets whether targets for which there is no item stay in the prompt as they are, as in vLLM; otherwise they are an error
     * @return the expanded prompt
     * @throws PromptException if items and placeholders do not fit together
     */
    public Expansion expand(TokenizedPrompt prompt, ItemContents items, boolean keepExtraTargets) {
        PlacedItems placed = new PlacedItems(items);
        List<Change> changes = slots(prompt, placed);
        replacements(prompt, items, placed, changes);
        if (!keepExtraTargets) {
            placed.requireNoTargetTooMany();
        }
        insertions(prompt, items, placed, changes);
        changes.sort(Change.IN_PROMPT);
        return write(prompt.sharedIds(), items, changes);
    }

    private List<Change> slots(TokenizedPrompt prompt, PlacedItems placed) {
        List<Change> changes = new ArrayList<>();
        for (TokenizedPrompt.Slot slot : prompt.slots()) {
            PromptUpdate update = updates.get(slot.rank());
            placed.put(update.modality(), slot.item());
            changes.add(Change.of(update, slot.rank(), slot.item(), slot.position(), slot.length()));
        }
        return changes;
    }

    /** Looks for targets in one pass over the parts of the prompt in which there may be any. */
    private void replacements(TokenizedPrompt prompt, ItemContents items, PlacedItems placed, List<Change> changes) {
        TargetTrie targets = targets(items);
        int at = 0;
        int end = prompt.openUntil(0);
        while (at < prompt.length()) {
            if (at >= end) {
                end = prompt.openUntil(++at);
                continue;
            }
            Change change = replacement(targets.at(prompt, at, end), at, placed);
            if (change != null) {
                changes.add(change);
            }
            at += change == null ? 1 : change.length();
        }
    }

    private @Nullable Change replacement(List<TargetTrie.Target> targets, int at, PlacedItems placed) {
        for (TargetTrie.Target target : targets) {
            int item = placed.take(target);
            if (item >= 0) {
                return Change.of(updates.get(target.rank()), target.rank(), item, at, target.length());
            }
        }
        if (!targets.isEmpty()) {
            placed.excess(targets);
        }
        return null;
    }

    private TargetTrie targets(ItemContents items) {
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
            for (int item = 0; item <= items.count(update.modality()); item++) {
                addTarget(targets, update, rank, update.target(item), item);
            }
        }
        return targets;
    }

    private void addTarget(TargetTrie targets, PromptUpdate update, int rank, String text, int item) {
        int[] tokens = resolver.tokens(text);
        targets.add(tokens, new TargetTrie.Target(update.modality(), text, tokens.length, update.order(), rank, item));
    }

    private void insertions(TokenizedPrompt prompt, ItemContents items, PlacedItems placed, List<Change> changes) {
        for (String modality : items.modalities()) {
            int given = items.count(modality);
            int found = placed.count(modality);
            if (found == given) {
                continue;
            }
            int rank = found == 0 ? insertion(modality) : -1;
            if (rank < 0) {
                throw tooFew(modality, given, found);
            }
            PromptUpdate update = updates.get(rank);
            int position = outsideOf(changes, position(update, prompt));
            for (int item = 0; item < given; item++) {
                changes.add(Change.of(update, rank, item, position, 0));
            }
        }
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

    private int position(PromptUpdate update, TokenizedPrompt prompt) {
        InsertionPoint point = update.insertionPoint().orElseThrow();
        int[] text = resolver.tokens(update.target());
        int found = switch (point) {
            case START -> 0;
            case END -> prompt.length();
            case AFTER_PREFIX -> startsWith(prompt, 0, prompt.openUntil(0), text) ? text.length : -1;
            case AFTER_TARGET -> afterFirst(prompt, text);
        };
        if (found < 0) {
            throw new PromptException("the prompt "
                    + (point == InsertionPoint.AFTER_PREFIX ? "does not begin with" : "does not contain") + " '"
                    + update.target() + "', behind which the items of modality " + update.modality() + " belong");
        }
        return found;
    }

    /** A place inside a target is not there any more when the target gives way to its item: what is inserted then comes before the item. */
    private static int outsideOf(List<Change> changes, int position) {
        for (Change change : changes) {
            if (change.position() < position && position < change.position() + change.length()) {
                return change.position();
            }
        }
        return position;
    }

    private static int afterFirst(TokenizedPrompt prompt, int[] text) {
        int end = prompt.openUntil(0);
        for (int at = 0; at < prompt.length(); at++) {
            if (at >= end) {
                end = prompt.openUntil(at + 1);
            } else if (startsWith(prompt, at, end, text)) {
                return at + text.length;
            }
        }
        return -1;
    }

    private static boolean startsWith(TokenizedPrompt prompt, int from, int end, int[] tokens) {
        if (tokens.length > end - from) {
            return false;
        }
        for (int i = 0; i < tokens.length; i++) {
            if (prompt.tokenAt(from + i) != tokens[i]) {
                return false;
            }
        }
        return true;
    }

    private PromptException tooFew(String modality, int given, long found) {
        String target = updates.stream()
                .filter(update -> update.modality().equals(modality))
                .map(PromptUpdate::target)
                .findFirst()
                .orElse("");
        return PlacedItems.mismatch(modality, target, found, given);
    }

    private Expansion write(int[] prompt, ItemContents items, List<Change> changes) {
        List<ResolvedContent> contents = new ArrayList<>();
        long length = prompt.length;
        for (Change change : changes) {
            ResolvedContent content = items.content(updates.get(change.rank()), change.item());
            contents.add(content);
            length += content.tokenIds().length - change.length();
        }
        if (length > Integer.MAX_VALUE - 8) {
            throw new PromptException("the expanded prompt would have " + length + " tokens");
        }
        int[] expanded = new int[(int) length];
        Map<String, PlaceholderRange[]> ranges = new LinkedHashMap<>();
        items.modalities().forEach(modality -> ranges.put(modality, new PlaceholderRange[items.count(modality)]));
        int read = 0;
        int written = 0;
        for (int i = 0; i < changes.size(); i++) {
            Change change = changes.get(i);
            int unchanged = change.position() - read;
            System.arraycopy(prompt, read, expanded, written, unchanged);
            written += unchanged;
            read = change.position() + change.length();
            ResolvedContent content = contents.get(i);
            int tokens = content.tokenIds().length;
            System.arraycopy(content.tokenIds(), 0, expanded, written, tokens);
            Objects.requireNonNull(ranges.get(change.modality()))[change.item()] =
                    new PlaceholderRange(written, tokens, content.isEmbed());
            written += tokens;
        }
        System.arraycopy(prompt, read, expanded, written, prompt.length - read);
        Map<String, List<PlaceholderRange>> lists = new LinkedHashMap<>();
        ranges.forEach((modality, array) -> {
            if (array.length > 0) {
                lists.put(modality, List.of(array));
            }
        });
        return new Expansion(expanded, Collections.unmodifiableMap(lists));
    }
}
