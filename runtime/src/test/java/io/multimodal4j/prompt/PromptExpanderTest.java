package io.multimodal4j.prompt;

import static io.multimodal4j.annotations.InsertionPoint.AFTER_PREFIX;
import static io.multimodal4j.annotations.InsertionPoint.AFTER_TARGET;
import static io.multimodal4j.annotations.InsertionPoint.END;
import static io.multimodal4j.annotations.InsertionPoint.START;
import static io.multimodal4j.prompt.NumbersTokenizer.AUDIO;
import static io.multimodal4j.prompt.NumbersTokenizer.IMAGE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.multimodal4j.media.ImageSize;
import io.multimodal4j.media.ItemInfo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PromptExpanderTest {

    private static final ImageSize SIZE = new ImageSize(1, 1);
    private static final PromptUpdate IMAGES =
            PromptUpdate.replacement("image", "<image>").count(1);
    private static final PromptUpdate AUDIOS =
            PromptUpdate.replacement("audio", "<audio>").count(1);

    private final ContentResolver resolver = new ContentResolver(new NumbersTokenizer());

    /** Contents of given lengths, made of the embed token of the first update of the modality. */
    private PromptExpander.Expansion expand(List<PromptUpdate> updates, int[] prompt, Map<String, int[]> counts) {
        Map<String, List<ResolvedContent>> items = new LinkedHashMap<>();
        counts.forEach((modality, lengths) -> items.put(
                modality,
                IntStream.of(lengths)
                        .mapToObj(length -> resolver.resolve(PromptContent.repeat("<" + modality + ">", length)))
                        .toList()));
        return new PromptExpander(updates, resolver).expand(TokenizedPrompt.of(prompt), ItemContents.of(items));
    }

    private static int[] ids(int... ids) {
        return ids;
    }

    private static PlaceholderRange range(int offset, int length) {
        return PlaceholderRange.ofEmbeds(offset, length);
    }

    @Test
    void writesTokensAndRangesTogether() {
        PromptExpander.Expansion result =
                expand(List.of(IMAGES), ids(1, IMAGE, 5, IMAGE, 6), Map.of("image", ids(2, 3)));
        assertThat(result.tokenIds()).containsExactly(1, IMAGE, IMAGE, 5, IMAGE, IMAGE, IMAGE, 6);
        assertThat(result.placeholders()).isEqualTo(Map.of("image", List.of(range(1, 2), range(4, 3))));
    }

    @Test
    void whatWasWrittenIsNotReadAgain() {
        PromptExpander.Expansion result = expand(List.of(IMAGES), ids(IMAGE, IMAGE), Map.of("image", ids(2, 2)));
        assertThat(result.placeholders().get("image")).containsExactly(range(0, 2), range(2, 2));
    }

    @Test
    void modalitiesInterleave() {
        PromptExpander.Expansion result = expand(
                List.of(IMAGES, AUDIOS),
                ids(AUDIO, IMAGE, AUDIO, IMAGE),
                Map.of("image", ids(2, 2), "audio", ids(3, 3)));
        assertThat(result.placeholders())
                .isEqualTo(
                        Map.of("audio", List.of(range(0, 3), range(5, 3)), "image", List.of(range(3, 2), range(8, 2))));
    }

    @Test
    void aPromptWithoutMediaIsUnchanged() {
        PromptExpander.Expansion result = expand(List.of(IMAGES), ids(1, 2, 3), Map.of());
        assertThat(result.tokenIds()).containsExactly(1, 2, 3);
        assertThat(result.placeholders()).isEmpty();
    }

    @Test
    void everyPlaceholderHasItsItem() {
        fails(ids(1, IMAGE), Map.of(), "has 1 '<image>' placeholder but 0 images were given");
        fails(ids(1), Map.of("image", ids(5)), "has 0 '<image>' placeholders but 1 image was given");
        fails(
                ids(IMAGE, 1, IMAGE),
                Map.of("image", ids(5)),
                "has 2 '<image>' placeholders but 1 image was given; write '<image>' exactly once per image");
    }

    private void fails(int[] prompt, Map<String, int[]> counts, String message) {
        assertThatExceptionOfType(PromptException.class)
                .isThrownBy(() -> expand(List.of(IMAGES), prompt, counts))
                .withMessageContaining(message);
    }

    @Test
    void embedMasksAreRuns() {
        PromptContent rows = PromptContent.rows("<image>", 2, 3, "<break>", "<end>");
        ResolvedContent content = resolver.resolve(rows);
        assertThat(content.tokenIds()).containsExactly(IMAGE, IMAGE, IMAGE, 50, IMAGE, IMAGE, IMAGE, 51);
        assertThat(content.isEmbed()).containsExactly(new PlaceholderRange.Run(0, 3), new PlaceholderRange.Run(4, 7));
        assertThat(content.embeds()).isEqualTo(6);
        ResolvedContent text = resolver.resolve(PromptContent.builder()
                .text("a <image> b <image><image>", "<image>")
                .build());
        assertThat(text.isEmbed()).containsExactly(new PlaceholderRange.Run(1, 2), new PlaceholderRange.Run(3, 5));
    }

    @Test
    void contentWithoutAnEmbeddingOrWithAnUnknownTokenIsRefused() {
        assertThatExceptionOfType(PromptException.class)
                .isThrownBy(() ->
                        resolver.resolve(PromptContent.builder().token("<end>").build()))
                .withMessageContaining("receives an embedding");
        assertThatExceptionOfType(PromptException.class)
                .isThrownBy(() -> resolver.resolve(PromptContent.repeat("[IMG]", 2)))
                .withMessageContaining("'[IMG]' is not one token of the model directory's tokenizer but 5");
    }

    @Test
    void insertsAtTheDeclaredPlace() {
        assertThat(insert(PromptUpdate.insertion("image", START, ""), ids(1, 5, 6), 1, 2))
                .containsExactly(IMAGE, IMAGE, IMAGE, 1, 5, 6);
        assertThat(insert(PromptUpdate.insertion("image", END, ""), ids(1, 5), 1, 1))
                .containsExactly(1, 5, IMAGE, IMAGE);
        assertThat(insert(PromptUpdate.insertion("image", AFTER_PREFIX, "<s>"), ids(1, 5, 6), 1, 2))
                .containsExactly(1, IMAGE, IMAGE, IMAGE, 5, 6);
        assertThat(insert(PromptUpdate.insertion("image", AFTER_TARGET, "5 6"), ids(5, 5, 6, 9, 5, 6), 1))
                .containsExactly(5, 5, 6, IMAGE, 9, 5, 6);
        assertThat(insert(PromptUpdate.insertion("image", START, ""), ids(), 2)).containsExactly(IMAGE, IMAGE);
    }

    private int[] insert(PromptUpdate.Builder update, int[] prompt, int... counts) {
        return expand(List.of(update.embed("<image>").count(1)), prompt, Map.of("image", counts))
                .tokenIds();
    }

    @Test
    void anInsertionThatFindsNoPlaceIsRefused() {
        assertThatExceptionOfType(PromptException.class)
                .isThrownBy(() -> insert(PromptUpdate.insertion("image", AFTER_PREFIX, "<s>"), ids(5, 1), 1))
                .withMessageContaining("does not begin with '<s>', behind which the items of modality image belong");
        assertThatExceptionOfType(PromptException.class)
                .isThrownBy(() -> insert(PromptUpdate.insertion("image", AFTER_TARGET, "9"), ids(5, 1), 1))
                .withMessageContaining("does not contain '9'");
    }

    /** vLLM's defects D1 to D3: an insertion and a replacement in one prompt, in either order of declaration. */
    @Test
    void insertionsAndReplacementsDoNotDisturbEachOther() {
        for (InsertionCase c : List.of(
                new InsertionCase(PromptUpdate.insertion("audio", START, ""), ids(AUDIO, 1, IMAGE, IMAGE, 6)),
                new InsertionCase(PromptUpdate.insertion("audio", AFTER_PREFIX, "<s>"), ids(1, AUDIO, IMAGE, IMAGE, 6)),
                new InsertionCase(PromptUpdate.insertion("audio", END, ""), ids(1, IMAGE, IMAGE, 6, AUDIO)))) {
            PromptUpdate insertion = c.update().embed("<audio>").count(1);
            for (List<PromptUpdate> updates : List.of(List.of(IMAGES, insertion), List.of(insertion, IMAGES))) {
                assertThat(expand(updates, ids(1, IMAGE, 6), Map.of("image", ids(2), "audio", ids(1)))
                                .tokenIds())
                        .containsExactly(c.expected());
            }
        }
    }

    @SuppressWarnings("ArrayRecordComponent")
    private record InsertionCase(PromptUpdate.Builder update, int[] expected) {}

    /** vLLM's defect D4: the number decides which item is meant, not where the target stands. */
    @Test
    void numberedTargetsMayBeOutOfOrder() {
        PromptUpdate numbered =
                PromptUpdate.replacement("image", "10{n}").embed("<image>").count(1);
        PromptExpander.Expansion result = expand(List.of(numbered), ids(9, 102, 9, 101), Map.of("image", ids(1, 3)));
        assertThat(result.tokenIds()).containsExactly(9, IMAGE, IMAGE, IMAGE, 9, IMAGE);
        assertThat(result.placeholders().get("image")).containsExactly(range(5, 1), range(1, 3));
        assertThatExceptionOfType(PromptException.class)
                .isThrownBy(() -> expand(List.of(numbered), ids(102), Map.of("image", ids(1))))
                .withMessageContaining("'102' placeholder");
        assertThatExceptionOfType(PromptException.class)
                .isThrownBy(() -> expand(List.of(numbered), ids(101, 101), Map.of("image", ids(1, 1))));
    }

    /** vLLM's defect D5: what the user wrote and looks like an expanded item is not one. */
    @Test
    void textThatLooksLikeAnExpansionIsLeftAlone() {
        PromptUpdate update =
                PromptUpdate.replacement("image", "9").embed("<image>").count(1);
        PromptExpander.Expansion result =
                expand(List.of(update), ids(IMAGE, IMAGE, 5, 9, IMAGE), Map.of("image", ids(2)));
        assertThat(result.tokenIds()).containsExactly(IMAGE, IMAGE, 5, IMAGE, IMAGE, IMAGE);
        assertThat(result.placeholders().get("image")).containsExactly(range(3, 2));
    }

    @Test
    void theOrderDecidesBetweenTargetsThatBeginAlike() {
        PromptUpdate shorter = PromptUpdate.replacement("image", "21")
                .order(1)
                .embed("<image>")
                .count(1);
        PromptUpdate longer = PromptUpdate.replacement("audio", "21 22")
                .order(0)
                .embed("<audio>")
                .count(1);
        PromptExpander.Expansion result =
                expand(List.of(shorter, longer), ids(21, 22, 21), Map.of("image", ids(2), "audio", ids(1)));
        assertThat(result.tokenIds()).containsExactly(AUDIO, IMAGE, IMAGE);
    }

    @Test
    void aLongTargetIsReplacedWhole() {
        PromptUpdate update =
                PromptUpdate.replacement("image", "21 22 23").embed("<image>").count(1);
        assertThat(expand(List.of(update), ids(21, 22, 21, 22, 23, 5), Map.of("image", ids(2)))
                        .tokenIds())
                .containsExactly(21, 22, IMAGE, IMAGE, 5);
    }

    @Test
    void aTextIsCutAtTargetsOfSeveralTokens() {
        PromptUpdate update = PromptUpdate.replacement("image", "<|image_{n}|>")
                .embed("<image>")
                .count(1);
        PromptTokenizer tokenizer = new PromptTokenizer(new NumbersTokenizer(), resolver, List.of(update));
        int[] first = resolver.tokens("<|image_1|>");
        int[] second = resolver.tokens("<|image_2|>");
        assertThat(tokenizer.tokenize(Prompt.of("<|image_2|>5<|image_1|>6")).tokenIds())
                .containsExactly(concat(ids(1), second, ids(5), first, ids(6)));
        assertThat(tokenizer.tokenize(Prompt.of("5 6")).tokenIds()).containsExactly(1, 5, 6);
        assertThat(tokenizer.tokenize(Prompt.ofTokenIds(5, 6)).tokenIds()).containsExactly(5, 6);
    }

    private static int[] concat(int[]... parts) {
        return Arrays.stream(parts).flatMapToInt(IntStream::of).toArray();
    }

    @Test
    void theModelsFunctionMustSayAtLeastOne() {
        PromptUpdate update = PromptUpdate.replacement("image", "<image>").count(item -> item.index());
        assertThatExceptionOfType(PromptException.class)
                .isThrownBy(() -> update.content(new ItemInfo(SIZE, 0, 1)))
                .withMessageContaining("item 0 of modality image, of size 1x1, is 0; it must be at least 1");
    }

    @Test
    void removingTheRangesGivesThePromptBack() {
        long seed = 20261123;
        Random random = new Random(seed);
        for (int round = 0; round < 20_000; round++) {
            int[] prompt = random.ints(random.nextInt(12), 0, 10)
                    .map(id -> id == 9 ? IMAGE : id)
                    .toArray();
            Map<String, int[]> counts = new LinkedHashMap<>();
            counts.put("image", counts(prompt, IMAGE, random));
            counts.put("audio", counts(prompt, AUDIO, random));
            PromptExpander.Expansion result = expand(List.of(IMAGES, AUDIOS), prompt, counts);
            assertThat(collapse(result)).as("seed %d round %d", seed, round).containsExactly(prompt);
            counts.forEach((modality, lengths) ->
                    assertThat(lengths(result, modality)).as(modality).containsExactly(lengths));
        }
    }

    private static int[] counts(int[] prompt, int target, Random random) {
        int items = (int) Arrays.stream(prompt).filter(id -> id == target).count();
        return random.ints(items, 1, 6).toArray();
    }

    private static int[] lengths(PromptExpander.Expansion result, String modality) {
        return result.placeholders().getOrDefault(modality, List.of()).stream()
                .mapToInt(PlaceholderRange::embeds)
                .toArray();
    }

    private static int[] collapse(PromptExpander.Expansion result) {
        List<PlaceholderRange> ranges = new ArrayList<>();
        result.placeholders().values().forEach(ranges::addAll);
        List<Integer> ids = new ArrayList<>();
        int at = 0;
        while (at < result.tokenIds().length) {
            int here = at;
            ids.add(result.tokenIds()[at]);
            at += ranges.stream()
                    .filter(range -> range.offset() == here)
                    .mapToInt(PlaceholderRange::length)
                    .findFirst()
                    .orElse(1);
        }
        return ids.stream().mapToInt(Integer::intValue).toArray();
    }
}
