package io.multimodal4j.prompt;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds which targets begin at a place of a prompt, in time that does not depend on how many targets there are. */
final class TargetTrie {

    private final Node root = new Node();

    /** The tokens with which a target begins: nearly every place of a prompt needs no more than a look at this. */
    private final BitSet beginnings = new BitSet();

    private static final class Node {
        private final Map<Integer, Node> next = new HashMap<>();
        private final List<Target> targets = new ArrayList<>();
    }

    /**
     * A target in the prompt.
     *
     * @param modality the modality whose items it stands for
     * @param text how it is written
     * @param length its tokens
     * @param order who wins: the lowest
     * @param rank the place of its update among all, which decides between equals
     * @param item the item that it stands for, or -1 for the next one
     */
    record Target(String modality, String text, int length, int order, int rank, int item) {

        /** The explicit order first, then the longer target, then the earlier declaration. */
        static final Comparator<Target> PRECEDENCE = Comparator.comparingInt(Target::order)
                .thenComparing(Comparator.comparingInt(Target::length).reversed())
                .thenComparingInt(Target::rank);
    }

    void add(int[] tokens, Target target) {
        if (tokens.length > 0) {
            beginnings.set(tokens[0]);
        }
        Node node = root;
        for (int id : tokens) {
            node = node.next.computeIfAbsent(id, unused -> new Node());
        }
        node.targets.add(target);
    }

    /** The targets that begin at a place and end before another, those that win first. */
    List<Target> at(TokenizedPrompt prompt, int from, int end) {
        int first = prompt.tokenAt(from);
        if (first < 0 || !beginnings.get(first)) {
            return List.of();
        }
        List<Target> found = List.of();
        Node node = root;
        for (int i = from; i < end; i++) {
            node = node.next.get(prompt.tokenAt(i));
            if (node == null) {
                break;
            }
            if (!node.targets.isEmpty()) {
                found = new ArrayList<>(found);
                found.addAll(node.targets);
            }
        }
        if (found.size() > 1) {
            found.sort(Target.PRECEDENCE);
        }
        return found;
    }
}
