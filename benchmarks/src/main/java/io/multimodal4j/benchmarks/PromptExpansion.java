package io.multimodal4j.benchmarks;

import io.multimodal4j.prompt.ContentResolver;
import io.multimodal4j.prompt.ItemContents;
import io.multimodal4j.prompt.Prompt;
import io.multimodal4j.prompt.PromptContent;
import io.multimodal4j.prompt.PromptExpander;
import io.multimodal4j.prompt.PromptTokenizer;
import io.multimodal4j.prompt.PromptUpdate;
import io.multimodal4j.prompt.ResolvedContent;
import io.multimodal4j.prompt.TokenizedPrompt;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** How the cost of a prompt grows with its length: token ids with one item per thousand tokens, and text in which nothing is found. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgs = "-Xmx3g")
@SuppressWarnings("NullAway.Init")
public class PromptExpansion {

    private static final int TOKENS_PER_ITEM = 1000;
    private static final int EMBEDDINGS = 16;

    /** Token ids with one item per thousand. */
    @State(Scope.Benchmark)
    public static class Tokens {

        /** How many. */
        @Param({"1000", "10000", "100000", "1000000"})
        public int tokens;

        private TokenizedPrompt prompt;
        private PromptExpander expander;
        private ItemContents items;

        /** Makes the prompt. */
        @Setup
        public void prepare() {
            PromptUpdate update = PromptUpdate.replacement("image", "\u0001").count(EMBEDDINGS);
            ContentResolver resolver = new ContentResolver(new CharacterTokenizer());
            prompt = TokenizedPrompt.of(IntStream.range(0, tokens)
                    .map(i -> i % TOKENS_PER_ITEM == 7 ? 1 : 100 + i % 50)
                    .toArray());
            expander = new PromptExpander(List.of(update), resolver);
            ResolvedContent content = resolver.resolve(PromptContent.repeat("\u0001", EMBEDDINGS));
            items = ItemContents.of(Map.of("image", Collections.nCopies(tokens / TOKENS_PER_ITEM, content)));
        }
    }

    /** Text without a placeholder, for a model whose placeholders are no tokens of its tokenizer and have to be looked for in the text. */
    @State(Scope.Benchmark)
    public static class Text {

        /** How much. */
        @Param({"10000", "100000", "1000000", "10000000"})
        public int characters;

        private Prompt prompt;
        private PromptTokenizer tokenizer;
        private PromptExpander expander;

        /** Makes the prompt. */
        @Setup
        public void prepare() {
            PromptUpdate update = PromptUpdate.replacement("image", "<|image_{n}|>")
                    .embed("\u0001")
                    .count(EMBEDDINGS);
            ContentResolver resolver = new ContentResolver(new CharacterTokenizer());
            String sentence = "what is this? <|image_|> is not, nor <image>, <|image_1. ";
            prompt = Prompt.of(
                    sentence.repeat(characters / sentence.length() + 1).substring(0, characters));
            tokenizer = new PromptTokenizer(new CharacterTokenizer(), resolver, List.of(update));
            expander = new PromptExpander(List.of(update), resolver);
        }
    }

    /** Token ids to expanded token ids and ranges. */
    @Benchmark
    public PromptExpander.Expansion tokensWithItems(Tokens state) {
        return state.expander.expand(state.prompt, state.items);
    }

    /** Text to token ids, by a tokenizer that does next to nothing, and through the expansion. */
    @Benchmark
    public PromptExpander.Expansion textWithoutAMatch(Text state) {
        return state.expander.expand(state.tokenizer.tokenize(state.prompt), ItemContents.of(Map.of()));
    }
}
