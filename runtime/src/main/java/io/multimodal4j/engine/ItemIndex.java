package io.multimodal4j.engine;

import io.multimodal4j.prompt.PlaceholderRange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * An item of a prompt, named by its modality and its number.
 *
 * @param modality the item's modality
 * @param index its number among the items of its modality, from 0
 */
public record ItemIndex(String modality, int index) {

    /** An item with the place that it is sorted by. */
    private record Placed(ItemIndex item, int offset) {}

    /**
     * All items of a prompt in the order in which they appear in it, modalities interleaved (vLLM's {@code argsort_mm_positions}).
     *
     * @param placeholders ranges by modality, in the order of the items
     * @return the items by ascending offset; those of one offset in the order of the map
     */
    public static List<ItemIndex> argsort(Map<String, List<PlaceholderRange>> placeholders) {
        List<Placed> items = new ArrayList<>();
        placeholders.forEach((modality, ranges) -> {
            for (int i = 0; i < ranges.size(); i++) {
                items.add(new Placed(new ItemIndex(modality, i), ranges.get(i).offset()));
            }
        });
        items.sort(Comparator.comparingInt(Placed::offset));
        return items.stream().map(Placed::item).toList();
    }
}
