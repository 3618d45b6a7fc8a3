package io.multimodal4j.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import io.multimodal4j.annotations.InsertionPoint;
import io.multimodal4j.prompt.NaiveExpander.Input;
import io.multimodal4j.prompt.NaiveExpander.Place;
import io.multimodal4j.prompt.NaiveExpander.Rule;
import io.multimodal4j.prompt.PlaceholderRange.Run;
import io.multimodal4j.prompt.TokenizedPrompt.Slot;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Random rules, prompts and items against {@link NaiveExpander}. A failure prints seed and round. */
class ExpansionPropertyTest {

    private static final int ROUNDS = Integer.getInteger("multimodal4j.expansions", 100_000);
    private static final long SEED = 20261201;
    private static final List<String> MODALITIES = List.of("image", "video", "audio");

    /** Few different tokens, so that targets meet, overlap and begin alike. */
    private static final int TOKENS = 5;

    private final ContentResolver resolver = new ContentResolver(new NumbersTokenizer());

    /** A case: rules in both forms, a prompt in both forms, and what the items become. */
    private record Case(
            List<Rule> rules,
            List<PromptUpdate> updates,
            Input input,
            TokenizedPrompt prompt,
            Map<String, List<List<Integer>>> items,
            boolean keepExtra) {}

    @Test
    void equalsTheNaiveExpansion() {
        int expanded = 0;
        for (int round = 0; round < ROUNDS; round++) {
            Random random = new Random(SEED + round);
            Case c = randomCase(random);
            Optional<NaiveExpander.Output> expected =
                    new NaiveExpander(c.rules()).expand(c.input(), c.items(), c.keepExtra());
            Optional<PromptExpander.Expansion> found = expand(c);
            if (found.isPresent() != expected.isPresent()
                    || (found.isPresent() && !equal(found.get(), expected.get()))) {
                throw new AssertionError("seed " + SEED + " round " + round + ": " + c + "\nexpected " + expected
                        + "\nfound    "
                        + found.map(e -> list(e.tokenIds()) + " " + e.placeholders()));
            }
            if (expected.isPresent()) {
                expanded++;
                assertThat(restored(found.orElseThrow(), expected.get(), c))
                        .as("seed %d round %d", SEED, round)
                        .isEqualTo(c.input().prompt());
            }
        }
        assertThat(expanded).as("cases in which items and targets fit").isGreaterThan(ROUNDS / 4);
    }

    private Optional<PromptExpander.Expansion> expand(Case c) {
        Map<String, List<ResolvedContent>> items = new LinkedHashMap<>();
        c.items()
                .forEach((modality, contents) -> items.put(
                        modality,
                        contents.stream()
                                .map(ids -> new ResolvedContent(array(ids), List.of(new Run(0, ids.size()))))
                                .toList()));
        try {
            return Optional.of(new PromptExpander(c.updates(), resolver)
                    .expand(c.prompt(), ItemContents.of(items), c.keepExtra()));
        } catch (PromptException e) {
            return Optional.empty();
        }
    }

    private static boolean equal(PromptExpander.Expansion found, NaiveExpander.Output expected) {
        Map<String, List<PlaceholderRange>> ranges = new HashMap<>();
        expected.ranges().forEach((modality, items) -> ranges.put(modality, List.copyOf(items.values())));
        return list(found.tokenIds()).equals(expected.tokens())
                && found.placeholders().equals(ranges);
    }

    /** The prompt again: each range gives way to what it stands for. */
    private static List<Integer> restored(PromptExpander.Expansion found, NaiveExpander.Output expected, Case c) {
        Map<Integer, Integer> lengths = new TreeMap<>();
        Map<Integer, List<Integer>> targets = new HashMap<>();
        for (Place place : expected.places()) {
            String modality = c.rules().get(place.rule()).modality();
            PlaceholderRange range =
                    found.placeholders().getOrDefault(modality, List.of()).get(place.item());
            lengths.put(range.offset(), range.length());
            targets.put(
                    range.offset(), c.input().prompt().subList(place.position(), place.position() + place.length()));
        }
        List<Integer> restored = new ArrayList<>();
        for (int at = 0; at < found.tokenIds().length; ) {
            if (lengths.containsKey(at)) {
                restored.addAll(targets.getOrDefault(at, List.of()));
                at += lengths.getOrDefault(at, 1);
            } else {
                restored.add(found.tokenIds()[at++]);
            }
        }
        return restored;
    }

    private static Case randomCase(Random random) {
        List<Rule> rules = new ArrayList<>();
        List<PromptUpdate> updates = new ArrayList<>();
        int count = 1 + random.nextInt(4);
        for (int i = 0; i < count; i++) {
            Rule rule = randomRule(random);
            rules.add(rule);
            updates.add(update(rule));
        }
        Map<String, List<List<Integer>>> items = new LinkedHashMap<>();
        for (String modality : MODALITIES) {
            if (rules.stream().anyMatch(rule -> rule.modality().equals(modality))) {
                items.put(
                        modality,
                        IntStream.range(0, random.nextInt(4))
                                .mapToObj(i -> tokens(1 + random.nextInt(4), random))
                                .toList());
            }
        }
        return randomPrompt(rules, updates, items, random);
    }

    private static Rule randomRule(Random random) {
        String modality = MODALITIES.get(random.nextInt(MODALITIES.size()));
        int order = random.nextInt(3) == 0 ? random.nextInt(3) : 0;
        if (random.nextInt(4) == 0) {
            InsertionPoint at = List.of(InsertionPoint.values()).get(random.nextInt(4));
            return new Rule(modality, Optional.of(at), false, order, List.of(tokens(1 + random.nextInt(2), random)));
        }
        boolean numbered = random.nextInt(4) == 0;
        if (!numbered) {
            return new Rule(modality, Optional.empty(), false, order, List.of(tokens(1 + random.nextInt(3), random)));
        }
        // "7 {n}": a token that is followed by the item's number.
        List<Integer> start = tokens(random.nextInt(2), random);
        List<List<Integer>> targets = IntStream.rangeClosed(1, 5)
                .mapToObj(n -> {
                    List<Integer> target = new ArrayList<>(start);
                    target.add(n);
                    return List.copyOf(target);
                })
                .toList();
        return new Rule(modality, Optional.empty(), true, order, targets);
    }

    private static PromptUpdate update(Rule rule) {
        String target = text(rule.targets().get(0));
        PromptUpdate.Builder builder = rule.at()
                .map(at -> PromptUpdate.insertion(rule.modality(), at, target))
                .orElseGet(() -> PromptUpdate.replacement(
                        rule.modality(),
                        rule.numbered() ? target.substring(0, target.length() - 1) + PromptUpdate.NUMBER : target));
        return builder.order(rule.order()).count(1);
    }

    private static Case randomPrompt(
            List<Rule> rules, List<PromptUpdate> updates, Map<String, List<List<Integer>>> items, Random random) {
        List<Integer> prompt = new ArrayList<>();
        Set<Integer> closed = new HashSet<>();
        List<Place> slots = new ArrayList<>();
        List<int[]> unplaced = new ArrayList<>();
        for (int r = 0; r < rules.size(); r++) {
            int given = items.getOrDefault(rules.get(r).modality(), List.of()).size();
            for (int item = 0; item < given; item++) {
                unplaced.add(new int[] {r, item});
            }
        }
        // Mostly the targets that the items need, among other tokens.
        while (prompt.size() < 14 && random.nextInt(12) > 0) {
            boolean shut = random.nextInt(8) == 0;
            List<Integer> part = tokens(1, random);
            if (!unplaced.isEmpty() && random.nextBoolean()) {
                int[] next = unplaced.remove(random.nextInt(unplaced.size()));
                Rule rule = rules.get(next[0]);
                unplaced.removeIf(
                        other -> rules.get(other[0]).modality().equals(rule.modality()) && other[1] == next[1]);
                part = rule.targets().get(rule.numbered() ? next[1] : 0);
                if (rule.at().isEmpty() && random.nextInt(6) == 0) {
                    slots.add(new Place(next[0], next[1], prompt.size(), part.size()));
                    shut = true;
                }
            }
            for (int token : part) {
                if (shut) {
                    closed.add(prompt.size());
                }
                prompt.add(token);
            }
        }
        BitSet bits = new BitSet();
        closed.forEach(bits::set);
        TokenizedPrompt tokenized = new TokenizedPrompt(
                array(prompt),
                bits,
                slots.stream()
                        .map(p -> new Slot(p.rule(), p.item(), p.position(), p.length()))
                        .toList());
        return new Case(rules, updates, new Input(prompt, closed, slots), tokenized, items, random.nextInt(3) == 0);
    }

    private static List<Integer> tokens(int count, Random random) {
        return IntStream.range(0, count)
                .mapToObj(i -> 1 + random.nextInt(TOKENS))
                .toList();
    }

    private static String text(List<Integer> tokens) {
        return tokens.stream().map(String::valueOf).collect(Collectors.joining(" "));
    }

    private static int[] array(List<Integer> tokens) {
        return tokens.stream().mapToInt(Integer::intValue).toArray();
    }

    private static List<Integer> list(int[] tokens) {
        return IntStream.of(tokens).boxed().toList();
    }
}
