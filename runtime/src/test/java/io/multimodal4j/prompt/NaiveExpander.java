package io.multimodal4j.prompt;

import io.multimodal4j.annotations.InsertionPoint;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What {@link PromptExpander} does, written down rule by rule without a thought for speed: every place of the prompt is compared with every target, and the result is put together
 * from lists.
 */
final class NaiveExpander {

    private final List<Rule> rules;

    /** An update with its target as tokens: one list for each item of a numbered one. */
    record Rule(
            String modality, Optional<InsertionPoint> at, boolean numbered, int order, List<List<Integer>> targets) {}

    /** A prompt: tokens, those that are closed, and items that have their place. */
    record Input(List<Integer> prompt, Set<Integer> closed, List<Place> slots) {}

    /** An item's place: it replaces {@code length} tokens from {@code position} on, or comes before that token. */
    record Place(int rule, int item, int position, int length) {}

    /** The result, with the places that were found. */
    record Output(List<Integer> tokens, Map<String, Map<Integer, PlaceholderRange>> ranges, List<Place> places) {}

    NaiveExpander(List<Rule> rules) {
        this.rules = rules;
    }

    /** Empty if items and targets do not fit together. */
    Optional<Output> expand(Input input, Map<String, List<List<Integer>>> items, boolean keepExtra) {
        List<Place> places = new ArrayList<>(input.slots());
        boolean extra = false;
        for (int at = 0; at < input.prompt().size(); ) {
            List<Place> here = candidates(input, at, items);
            Optional<Place> taken =
                    here.stream().filter(place -> isFree(place, places)).findFirst();
            extra |= !here.isEmpty() && taken.isEmpty();
            taken.ifPresent(places::add);
            at += taken.map(Place::length).orElse(1);
        }
        if (extra && !keepExtra) {
            return Optional.empty();
        }
        for (Map.Entry<String, List<List<Integer>>> modality : items.entrySet()) {
            long found = places.stream()
                    .filter(place -> rules.get(place.rule()).modality().equals(modality.getKey()))
                    .count();
            if (found == modality.getValue().size()) {
                continue;
            }
            Optional<Integer> rule = insertion(modality.getKey());
            Optional<Integer> position = rule.flatMap(r -> position(rules.get(r), input));
            if (found > 0 || position.isEmpty()) {
                return Optional.empty();
            }
            for (int item = 0; item < modality.getValue().size(); item++) {
                places.add(new Place(rule.get(), item, beforeAnyTarget(position.get(), places), 0));
            }
        }
        return Optional.of(write(input, items, places));
    }

    /** Every target that begins here, those that win first; of an unnumbered one the item is found later. */
    private List<Place> candidates(Input input, int at, Map<String, List<List<Integer>>> items) {
        List<Place> found = new ArrayList<>();
        for (int r = 0; r < rules.size(); r++) {
            Rule rule = rules.get(r);
            if (rule.at().isPresent()) {
                continue;
            }
            int count = items.getOrDefault(rule.modality(), List.of()).size();
            for (int item = 0; item < (rule.numbered() ? count + 1 : 1); item++) {
                List<Integer> target = rule.targets().get(item);
                if (matches(input, at, target)) {
                    if (rule.numbered()) {
                        found.add(new Place(r, item, at, target.size()));
                    } else {
                        for (int next = 0; next < count; next++) {
                            found.add(new Place(r, next, at, target.size()));
                        }
                        // Nobody's: a target all of whose items are taken is still a target.
                        found.add(new Place(r, count, at, target.size()));
                    }
                }
            }
        }
        found.sort(Comparator.comparingInt((Place p) -> rules.get(p.rule()).order())
                .thenComparingInt(p -> -p.length())
                .thenComparingInt(Place::rule)
                .thenComparingInt(Place::item));
        return found.stream()
                .map(p -> p.item()
                                < items.getOrDefault(rules.get(p.rule()).modality(), List.of())
                                        .size()
                        ? p
                        : new Place(p.rule(), -1, p.position(), p.length()))
                .toList();
    }

    private boolean isFree(Place place, List<Place> places) {
        String modality = rules.get(place.rule()).modality();
        return place.item() >= 0
                && places.stream()
                        .noneMatch(other ->
                                rules.get(other.rule()).modality().equals(modality) && other.item() == place.item());
    }

    private static boolean matches(Input input, int at, List<Integer> target) {
        if (target.isEmpty() || at + target.size() > input.prompt().size()) {
            return false;
        }
        for (int i = at; i < at + target.size(); i++) {
            if (input.closed().contains(i)) {
                return false;
            }
        }
        return input.prompt().subList(at, at + target.size()).equals(target);
    }

    private Optional<Integer> insertion(String modality) {
        for (int r = 0; r < rules.size(); r++) {
            if (rules.get(r).modality().equals(modality) && rules.get(r).at().isPresent()) {
                return Optional.of(r);
            }
        }
        return Optional.empty();
    }

    private static Optional<Integer> position(Rule rule, Input input) {
        List<Integer> text = rule.targets().get(0);
        switch (rule.at().orElseThrow()) {
            case START -> {
                return Optional.of(0);
            }
            case END -> {
                return Optional.of(input.prompt().size());
            }
            case AFTER_PREFIX -> {
                return matches(input, 0, text) ? Optional.of(text.size()) : Optional.empty();
            }
            case AFTER_TARGET -> {
                for (int at = 0; at < input.prompt().size(); at++) {
                    if (matches(input, at, text)) {
                        return Optional.of(at + text.size());
                    }
                }
                return Optional.empty();
            }
        }
        throw new IllegalStateException();
    }

    private static int beforeAnyTarget(int position, List<Place> places) {
        return places.stream()
                .filter(place -> place.position() < position && position < place.position() + place.length())
                .mapToInt(Place::position)
                .findFirst()
                .orElse(position);
    }

    private Output write(Input input, Map<String, List<List<Integer>>> items, List<Place> places) {
        List<Place> sorted = new ArrayList<>(places);
        sorted.sort(Comparator.comparingInt(Place::position)
                .thenComparing(p -> rules.get(p.rule()).at().isEmpty())
                .thenComparingInt(p -> rules.get(p.rule()).order())
                .thenComparingInt(Place::rule)
                .thenComparingInt(Place::item));
        List<Integer> tokens = new ArrayList<>();
        Map<String, Map<Integer, PlaceholderRange>> ranges = new HashMap<>();
        int next = 0;
        for (int at = 0; at <= input.prompt().size(); at++) {
            int skip = 0;
            while (next < sorted.size() && sorted.get(next).position() == at) {
                Place place = sorted.get(next++);
                String modality = rules.get(place.rule()).modality();
                List<Integer> content = items.getOrDefault(modality, List.of()).get(place.item());
                ranges.computeIfAbsent(modality, m -> new TreeMap<>())
                        .put(place.item(), PlaceholderRange.ofEmbeds(tokens.size(), content.size()));
                tokens.addAll(content);
                skip += place.length();
            }
            if (skip > 0) {
                at += skip - 1;
            } else if (at < input.prompt().size()) {
                tokens.add(input.prompt().get(at));
            }
        }
        return new Output(tokens, ranges, sorted);
    }
}
