package io.multimodal4j.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import io.multimodal4j.annotations.InsertionPoint;
import io.multimodal4j.prompt.PlaceholderRange.Run;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Expansion takes time linear in the prompt and the result: every token is looked at a number of times that does not grow with either. */
class ExpansionVisitsTest {

    private static final int TARGET = 9;

    private final ContentResolver resolver = new ContentResolver(new NumbersTokenizer());

    /** A prompt that counts how often it is looked at, and how far the search for the next closed token goes. */
    private static final class CountingPrompt extends TokenizedPrompt {
        private long visits;

        CountingPrompt(int[] tokenIds, BitSet closed) {
            super(tokenIds, closed, List.of());
        }

        @Override
        int tokenAt(int index) {
            visits++;
            return super.tokenAt(index);
        }

        @Override
        int openUntil(int from) {
            int end = super.openUntil(from);
            visits += end - from + 1;
            return end;
        }
    }

    private static CountingPrompt prompt(int tokens, IntUnaryOperator id) {
        return new CountingPrompt(IntStream.range(0, tokens).map(id).toArray(), new BitSet());
    }

    /** A thousand items, or as many as fit, in a prompt of text. vLLM guards its search with a clock instead (T14); ours is {@link #nothingButText}. */
    @ParameterizedTest
    @ValueSource(ints = {1_000, 10_000, 100_000, 1_000_000})
    void targetsInText(int tokens) {
        int items = Math.min(1000, tokens / 4);
        int every = tokens / items;
        CountingPrompt prompt = prompt(tokens, i -> i % every == 0 ? TARGET : 100 + i % 50);
        expand(prompt, List.of(PromptUpdate.replacement("image", "9").count(1)), items);
        assertThat(prompt.visits).isBetween((long) tokens, 3L * tokens);
    }

    @ParameterizedTest
    @ValueSource(ints = {10_000, 1_000_000})
    void nothingButText(int tokens) {
        CountingPrompt prompt = prompt(tokens, i -> 100 + i % 50);
        expand(prompt, List.of(PromptUpdate.replacement("image", "9").count(1)), 0);
        assertThat(prompt.visits).isBetween((long) tokens, 3L * tokens);
    }

    /** A text that is always about to be the target: the longest target bounds what is looked at from a place. */
    @ParameterizedTest
    @ValueSource(ints = {10_000, 1_000_000})
    void almostTheTarget(int tokens) {
        CountingPrompt prompt = prompt(tokens, i -> 5);
        PromptUpdate update =
                PromptUpdate.replacement("image", "5 5 5 5 5 5 5 6").count(1);
        expand(prompt, List.of(update), 0);
        assertThat(prompt.visits).isBetween((long) tokens, 11L * tokens);
    }

    /** As many prompt targets as items: the trie looks at each token once, not once for each of them. */
    @ParameterizedTest
    @ValueSource(ints = {10_000, 1_000_000})
    void manyNumberedTargets(int tokens) {
        int items = 1000;
        int every = tokens / items;
        PromptUpdate update = PromptUpdate.replacement("image", "2{n}").count(1);
        CountingPrompt prompt = prompt(tokens, i -> i % every == 0 ? Integer.parseInt("2" + (i / every + 1)) : 0);
        expand(prompt, List.of(update), items);
        assertThat(prompt.visits).isBetween((long) tokens, 3L * tokens);
    }

    /** Closed and open tokens in turns. */
    @ParameterizedTest
    @ValueSource(ints = {10_000, 1_000_000})
    void everyOtherTokenIsNotTrusted(int tokens) {
        BitSet closed = new BitSet();
        IntStream.range(0, tokens).filter(i -> i % 2 == 0).forEach(closed::set);
        int[] ids = new int[tokens];
        Arrays.fill(ids, 5);
        CountingPrompt prompt = new CountingPrompt(ids, closed);
        PromptUpdate insertion = PromptUpdate.insertion("image", InsertionPoint.AFTER_TARGET, "5 5")
                .embed("<image>")
                .count(1);
        try {
            expand(prompt, List.of(insertion), 1);
        } catch (PromptException e) {
            assertThat(e).hasMessageContaining("does not contain '5 5'");
        }
        assertThat(prompt.visits).isBetween((long) tokens, 8L * tokens);
    }

    private void expand(TokenizedPrompt prompt, List<PromptUpdate> updates, int items) {
        ResolvedContent content = new ResolvedContent(new int[] {7, 7}, List.of(new Run(0, 2)));
        List<ResolvedContent> contents = new ArrayList<>(Collections.nCopies(items, content));
        PromptExpander.Expansion expansion =
                new PromptExpander(updates, resolver).expand(prompt, ItemContents.of(Map.of("image", contents)));
        assertThat(expansion.placeholders().getOrDefault("image", List.of())).hasSize(items);
    }
}
