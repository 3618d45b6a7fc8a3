package io.multimodal4j.prompt;

import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which items of a request have found their place, and which targets found no item. Made for one expansion. */
final class PlacedItems {

    private final ItemContents items;
    private final Map<String, Taken> placed = new HashMap<>();
    private final Map<String, Excess> excess = new LinkedHashMap<>();

    /** The items of one modality that have their place, and one before which all have. */
    private static final class Taken {
        private final BitSet items = new BitSet();
        private int next;

        int firstFree() {
            next = items.nextClearBit(next);
            return next;
        }
    }

    /** Targets without an item. */
    private record Excess(String target, int count) {}

    PlacedItems(ItemContents items) {
        this.items = items;
    }

    /** An item that has its place in any case. */
    void put(String modality, int item) {
        taken(modality).items.set(item);
    }

    /** The item that takes a target, or -1 if there is none left. */
    int take(TargetTrie.Target target) {
        Taken taken = taken(target.modality());
        int item = target.item() >= 0 ? target.item() : taken.firstFree();
        if (item >= items.count(target.modality()) || taken.items.get(item)) {
            return -1;
        }
        taken.items.set(item);
        return item;
    }

    /** Remembers targets at one place for none of which there was an item. */
    void excess(List<TargetTrie.Target> targets) {
        TargetTrie.Target first = targets.get(0);
        excess.merge(
                first.modality(),
                new Excess(first.text(), 1),
                (before, one) -> new Excess(before.target(), before.count() + 1));
    }

    int count(String modality) {
        return taken(modality).items.cardinality();
    }

    private Taken taken(String modality) {
        return placed.computeIfAbsent(modality, unused -> new Taken());
    }

    void requireNoTargetTooMany() {
        excess.forEach((modality, tooMany) -> {
            throw mismatch(modality, tooMany.target(), count(modality) + (long) tooMany.count(), items.count(modality));
        });
    }

    static PromptException mismatch(String modality, String target, long found, long given) {
        return new PromptException("the prompt has " + found + " '" + target + "' placeholder" + (found == 1 ? "" : "s")
                + " but " + given + " " + modality + (given == 1 ? " was" : "s were") + " given; write '" + target
                + "' exactly once per " + modality);
    }
}
