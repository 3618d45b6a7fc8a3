package io.multimodal4j.template.eval;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;

/** A stable sort that asks only what is less, as Python's does; {@code List.sort} throws when NaN makes the answers contradict each other. */
final class MergeSort {

    private MergeSort() {}

    /** The elements in ascending order. */
    static <T> List<T> sort(List<T> items, BiPredicate<T, T> less) {
        if (items.size() < 2) {
            return items;
        }
        int middle = items.size() / 2;
        List<T> left = sort(items.subList(0, middle), less);
        List<T> right = sort(items.subList(middle, items.size()), less);
        List<T> merged = new ArrayList<>(items.size());
        int l = 0;
        int r = 0;
        while (l < left.size() && r < right.size()) {
            merged.add(less.test(right.get(r), left.get(l)) ? right.get(r++) : left.get(l++));
        }
        merged.addAll(left.subList(l, left.size()));
        merged.addAll(right.subList(r, right.size()));
        return merged;
    }
}
