package io.multimodal4j.prompt;

import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which items of a request have found their place, and which targets found no item. Made for one expansion. */
final class PlacedItems {

    private final Map<String, Integer> given = new HashMap<>();
    private final Map<String, BitSet> placed = new HashMap<>();
    private final Map<String, Excess> excess = new LinkedHashMap<>();

    /** Targets without an item. */
    private record Excess(String target, int count) {}

    PlacedItems(Map<String, List<ResolvedContent>> items) {
        items.forEach((modality, contents) -> given.put(modality, contents.size()));
    }

    /** The item that takes a target, or -1 if there is none left. */
    int take(TargetTrie.Target target) {
        BitSet taken = placed.computeIfAbsent(target.modality(), modality -> new BitSet());
        int item = target.item() >= 0 ? target.item() : taken.nextClearBit(0);
        if (item >= given.getOrDefault(target.modality(), 0) || taken.get(item)) {
            excess.merge(
                    target.modality(),
                    new Excess(target.text(), 1),
                    (before, one) -> new Excess(before.target(), before.count() + 1));
            return -1;
        }
        taken.set(item);
        return item;
    }

    void requireNoTargetTooMany() {
        excess.forEach((modality, tooMany) -> {
            int items = given.getOrDefault(modality, 0);
            throw mismatch(
                    modality,
                    tooMany.target(),
                    placed.getOrDefault(modality, new BitSet()).cardinality() + (long) tooMany.count(),
                    items);
        });
    }

    static PromptException mismatch(String modality, String target, long found, long given) {
        return new PromptException("the prompt has " + found + " '" + target + "' placeholder" + (found == 1 ? "" : "s")
                + " but " + given + " " + modality + (given == 1 ? " was" : "s were") + " given; write '" + target
                + "' exactly once per " + modality);
    }
}
