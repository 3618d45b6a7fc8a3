package io.multimodal4j.prompt;

import static io.multimodal4j.annotations.InsertionPoint.AFTER_PREFIX;
import static io.multimodal4j.annotations.InsertionPoint.AFTER_TARGET;
import static io.multimodal4j.annotations.InsertionPoint.END;
import static io.multimodal4j.annotations.InsertionPoint.START;
import static io.multimodal4j.prompt.NumbersTokenizer.AUDIO;
import static io.multimodal4j.prompt.NumbersTokenizer.IMAGE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.multimodal4j.annotations.InsertionPoint;
import io.multimodal4j.prompt.PlaceholderRange.Run;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * vLLM's vectors for matching and applying prompt updates, numbered as in our notes on it (T11). Where the result here is another one, the comment says why; {@code docs/decisions/0009-prompt-updates.md} has
 * the reasons.
 */
class ExpansionVectorsTest {

    /** The tokens of upstream's texts {@code Image:} and {@code !}. */
    private static final int[] IMAGE_COLON = {9833, 28747};

    private static final int BANG = 918;

    private final ContentResolver resolver = new ContentResolver(new NumbersTokenizer());

    private static PromptUpdate replace(String modality, String target) {
        return PromptUpdate.replacement(modality, target).count(1);
    }

    private static PromptUpdate insert(String modality, InsertionPoint at, String target) {
        return PromptUpdate.insertion(modality, at, target).count(1);
    }

    private static ResolvedContent content(int... ids) {
        return new ResolvedContent(ids, ids.length == 0 ? List.of() : List.of(new Run(0, ids.length)));
    }

    private static ResolvedContent repeat(int id, int count) {
        return content(IntStream.generate(() -> id).limit(count).toArray());
    }

    private PromptExpander.Expansion expand(
            List<PromptUpdate> updates, int[] prompt, Map<String, List<ResolvedContent>> items) {
        return new PromptExpander(updates, resolver).expand(TokenizedPrompt.of(prompt), ItemContents.of(items));
    }

    private PromptExpander.Expansion expandKeepingExtra(
            List<PromptUpdate> updates, int[] prompt, Map<String, List<ResolvedContent>> items) {
        return new PromptExpander(updates, resolver).expand(TokenizedPrompt.of(prompt), ItemContents.of(items), true);
    }

    private static int[] ids(int... ids) {
        return ids;
    }

    private static int[] concat(int[]... parts) {
        return Stream.of(parts).flatMapToInt(Arrays::stream).toArray();
    }

    private static PlaceholderRange range(int offset, int length) {
        return PlaceholderRange.ofEmbeds(offset, length);
    }

    private static List<ResolvedContent> images(int... counts) {
        return IntStream.of(counts).mapToObj(count -> repeat(IMAGE, count)).toList();
    }

    @Test
    void vector1EachItemHasItsOwnLength() {
        PromptExpander.Expansion result =
                expand(List.of(replace("image", "<image>")), ids(1, IMAGE, 5, IMAGE, 6), Map.of("image", images(2, 3)));
        assertThat(result.tokenIds()).containsExactly(1, IMAGE, IMAGE, 5, IMAGE, IMAGE, IMAGE, 6);
        assertThat(result.placeholders().get("image")).containsExactly(range(1, 2), range(4, 3));
    }

    /** An extra target is an error, with the numbers; a prompt may ask for vLLM's behaviour. */
    @Test
    void vector2ExtraTargets() {
        List<PromptUpdate> updates = List.of(replace("image", "<image>"));
        int[] prompt = ids(1, IMAGE, 5, IMAGE, 6);
        PromptExpander.Expansion kept = expandKeepingExtra(updates, prompt, Map.of("image", images(2)));
        assertThat(kept.tokenIds()).containsExactly(1, IMAGE, IMAGE, 5, IMAGE, 6);
        assertThat(kept.placeholders().get("image")).containsExactly(range(1, 2));
        assertThat(expandKeepingExtra(updates, prompt, Map.of()).tokenIds()).containsExactly(prompt);
        assertThatExceptionOfType(PromptException.class)
                .isThrownBy(() -> expand(updates, prompt, Map.of("image", images(2))))
                .withMessageContaining("has 2 '<image>' placeholders but 1 image was given");
    }

    @Test
    void vector3TooFewTargets() {
        assertThatExceptionOfType(PromptException.class)
                .isThrownBy(() -> expandKeepingExtra(
                        List.of(replace("image", "<image>")), ids(1, IMAGE, 6), Map.of("image", images(1, 1))))
                .withMessageContaining("has 1 '<image>' placeholder but 2 images were given");
    }

    @Test
    void vectors4And19WhatWasWrittenIsNotReadAgain() {
        List<PromptUpdate> updates = List.of(replace("image", "<image>"));
        assertThat(expand(updates, ids(IMAGE, IMAGE), Map.of("image", images(2, 2)))
                        .placeholders()
                        .get("image"))
                .containsExactly(range(0, 2), range(2, 2));
        assertThat(expand(updates, ids(IMAGE, IMAGE), Map.of("image", images(3, 2)))
                        .placeholders()
                        .get("image"))
                .containsExactly(range(0, 3), range(3, 2));
    }

    @Test
    void vector5ModalitiesInterleave() {
        PromptExpander.Expansion result = expand(
                List.of(replace("image", "<image>"), replace("audio", "<audio>")),
                ids(AUDIO, IMAGE, AUDIO, IMAGE),
                Map.of("image", images(2, 2), "audio", List.of(repeat(AUDIO, 3), repeat(AUDIO, 3))));
        assertThat(result.tokenIds())
                .containsExactly(AUDIO, AUDIO, AUDIO, IMAGE, IMAGE, AUDIO, AUDIO, AUDIO, IMAGE, IMAGE);
        assertThat(result.placeholders())
                .isEqualTo(
                        Map.of("audio", List.of(range(0, 3), range(5, 3)), "image", List.of(range(3, 2), range(8, 2))));
    }

    /** One target of two modalities: the order that the model gives them decides, and does not compile without one. */
    @Test
    void vector6OneTargetOfTwoModalities() {
        Map<String, List<ResolvedContent>> items =
                Map.of("image", List.of(content(11)), "video", List.of(content(22), content(22)));
        PromptUpdate first = PromptUpdate.replacement("image", "<image>").count(1);
        PromptUpdate second =
                PromptUpdate.replacement("video", "<image>").order(1).count(1);
        assertThat(expand(List.of(first, second), ids(IMAGE, IMAGE, IMAGE), items)
                        .tokenIds())
                .containsExactly(11, 22, 22);
        PromptUpdate last =
                PromptUpdate.replacement("image", "<image>").order(2).count(1);
        assertThat(expand(List.of(last, second), ids(IMAGE, IMAGE, IMAGE), items)
                        .tokenIds())
                .containsExactly(22, 22, 11);
        assertThatExceptionOfType(PromptException.class)
                .isThrownBy(() -> expand(List.of(first, second), ids(IMAGE, IMAGE, IMAGE, IMAGE), items));
    }

    /** The item that finds no place is an error, not a silent loss. */
    @Test
    void vector7TargetsThatOverlap() {
        List<PromptUpdate> updates = List.of(replace("image", "21 22"), replace("video", "22 23"));
        assertThat(expand(updates, ids(21, 22, 23), Map.of("image", List.of(content(11))))
                        .tokenIds())
                .containsExactly(11, 23);
        assertThatExceptionOfType(PromptException.class)
                .isThrownBy(() -> expand(
                        updates, ids(21, 22, 23), Map.of("image", List.of(content(11)), "video", List.of(content(22)))))
                .withMessageContaining("has 0 '22 23' placeholders but 1 video was given");
    }

    /** The longer target wins where the shorter one is its beginning; in vLLM the picture is lost. */
    @Test
    void vector8TheLongerTargetWins() {
        PromptExpander.Expansion result = expand(
                List.of(replace("image", "21 22"), replace("video", "21")),
                ids(21, 22, 21),
                Map.of("image", List.of(content(11)), "video", List.of(content(33))));
        assertThat(result.tokenIds()).containsExactly(11, 33);
    }

    @Test
    void vectors9And10InsertionBehindAPrefix() {
        PromptExpander.Expansion behindTarget =
                expand(List.of(insert("image", AFTER_TARGET, "<s>")), ids(1, 5, 6), Map.of("image", images(1, 2)));
        assertThat(behindTarget.tokenIds()).containsExactly(1, IMAGE, IMAGE, IMAGE, 5, 6);
        assertThat(behindTarget.placeholders().get("image")).containsExactly(range(1, 1), range(2, 2));
        assertThat(expand(List.of(insert("image", AFTER_PREFIX, "<s>")), ids(1, 5, 6), Map.of("image", images(1, 2))))
                .usingRecursiveComparison()
                .isEqualTo(behindTarget);
    }

    @Test
    void vectors11To13InsertionsAtTheStartAndTheEnd() {
        assertThat(expand(List.of(insert("image", START, "")), ids(), Map.of("image", images(2)))
                        .tokenIds())
                .containsExactly(IMAGE, IMAGE);
        PromptExpander.Expansion end =
                expand(List.of(insert("image", END, "")), ids(1, 5), Map.of("image", images(1, 1)));
        assertThat(end.tokenIds()).containsExactly(1, 5, IMAGE, IMAGE);
        assertThat(end.placeholders().get("image")).containsExactly(range(2, 1), range(3, 1));
        assertThatExceptionOfType(PromptException.class)
                .isThrownBy(() ->
                        expand(List.of(insert("image", AFTER_PREFIX, "<s>")), ids(5, 1), Map.of("image", images(1))))
                .withMessageContaining("does not begin with '<s>'");
    }

    /** An empty target does not compile (MM4J304). Where a registration is written by hand it matches nowhere, in tokens and in text alike; vLLM's matched everywhere in text. */
    @Test
    void vectors14And15AnEmptyTargetMatchesNowhere() {
        for (int[] prompt : List.of(ids(1, 2), ids())) {
            assertThat(expand(List.of(replace("image", "")), prompt, Map.of()).tokenIds())
                    .containsExactly(prompt);
            assertThatExceptionOfType(PromptException.class)
                    .isThrownBy(() -> expand(List.of(replace("image", "")), prompt, Map.of("image", images(1))))
                    .withMessageContaining("has 0 '' placeholders but 1 image was given");
        }
    }

    /** vLLM loses such an item when it searches for it; here it is the model's error. */
    @Test
    void vector16AContentNeedsAnEmbedding() {
        assertThatExceptionOfType(PromptException.class)
                .isThrownBy(() -> resolver.resolve(PromptContent.builder().build()))
                .withMessageContaining("receives an embedding");
    }

    @Test
    void vector17TheRangeIsTheWholeContentWithAMask() {
        PromptContent full = PromptContent.builder()
                .text("50 ")
                .embed("<image>", 2)
                .text("51")
                .embed("<image>", 2)
                .text("52")
                .build();
        PromptUpdate update = PromptUpdate.replacement("image", "<image>").content(item -> full);
        PromptExpander.Expansion result =
                expand(List.of(update), ids(1, IMAGE, 2), Map.of("image", List.of(resolver.resolve(full))));
        assertThat(result.tokenIds()).containsExactly(1, 50, IMAGE, IMAGE, 51, IMAGE, IMAGE, 52, 2);
        assertThat(result.placeholders().get("image"))
                .containsExactly(PlaceholderRange.ofMask(1, false, true, true, false, true, true, false));
    }

    /** Targets are texts, never patterns. */
    @Test
    void vector18TargetsAreTakenLiterally() {
        PromptUpdate update =
                PromptUpdate.replacement("image", "<|image|>").embed("<image>").count(1);
        PromptTokenizer tokenizer = new PromptTokenizer(new NumbersTokenizer(), resolver, List.of(update));
        TokenizedPrompt prompt =
                tokenizer.tokenize(Prompt.of("<|image|><image>").withoutSpecialTokens());
        assertThat(new PromptExpander(List.of(update), resolver)
                        .expand(prompt, ItemContents.of(Map.of("image", List.of(content(77)))))
                        .tokenIds())
                .containsExactly(77, IMAGE);
    }

    /** Upstream's table: three patterns in one prompt. Items for which there is no target are errors here, and are left out. */
    @Test
    void upstreamReplacements() {
        List<PromptUpdate> updates = List.of(
                replace("pattern_1", "<image>"), replace("pattern_2", "9833 28747"), replace("pattern_3", "918"));
        int[] prompt = upstreamPrompt();
        assertThat(expandKeepingExtra(updates, prompt, Map.of()).tokenIds()).containsExactly(prompt);
        Map<String, List<ResolvedContent>> one = new LinkedHashMap<>();
        one.put("pattern_1", images(2));
        one.put("pattern_2", List.of(content()));
        one.put("pattern_3", List.of(content(1550, BANG, 1550)));
        assertThat(expandKeepingExtra(updates, prompt, one).tokenIds())
                .containsExactly(concat(ids(1, IMAGE, IMAGE), IMAGE_COLON, ids(IMAGE, IMAGE, 1550, BANG, 1550)));
        Map<String, List<ResolvedContent>> two = new LinkedHashMap<>();
        two.put("pattern_1", images(2, 2));
        two.put("pattern_2", List.of(content(), content()));
        two.put("pattern_3", List.of(content(1550, BANG, 1550)));
        assertThat(expandKeepingExtra(updates, prompt, two).tokenIds())
                .containsExactly(1, IMAGE, IMAGE, IMAGE, IMAGE, IMAGE, 1550, BANG, 1550);
    }

    @Test
    void upstreamInsertions() {
        List<PromptUpdate> updates = List.of(
                insert("pattern_1", AFTER_TARGET, "<image>"),
                insert("pattern_2", AFTER_TARGET, "9833 28747"),
                insert("pattern_3", AFTER_TARGET, "918"));
        int[] prompt = upstreamPrompt();
        assertThat(expand(updates, prompt, Map.of()).tokenIds()).containsExactly(prompt);
        for (int items = 1; items <= 2; items++) {
            Map<String, List<ResolvedContent>> given = new LinkedHashMap<>();
            given.put(
                    "pattern_1",
                    List.of(images(2, 2).toArray(ResolvedContent[]::new)).subList(0, items));
            given.put("pattern_2", List.of(content(), content()).subList(0, items));
            given.put(
                    "pattern_3",
                    List.of(content(1550, BANG, 1550), content(1550, BANG, 1550))
                            .subList(0, items));
            int[] marks = concat(
                    Stream.generate(() -> ids(1550, BANG, 1550)).limit(items).toArray(int[][]::new));
            assertThat(expand(updates, prompt, given).tokenIds())
                    .containsExactly(concat(
                            ids(1),
                            IMAGE_COLON,
                            ids(IMAGE),
                            repeat(IMAGE, 2 * items).tokenIds(),
                            IMAGE_COLON,
                            ids(IMAGE, IMAGE, BANG),
                            marks));
        }
    }

    private static int[] upstreamPrompt() {
        return concat(ids(1), IMAGE_COLON, ids(IMAGE), IMAGE_COLON, ids(IMAGE, IMAGE, BANG));
    }

    /** Upstream's second table: at the start, behind a prefix, at the end. */
    @Test
    void upstreamPlaces() {
        List<PromptUpdate> updates = List.of(
                insert("pattern_1", START, ""),
                insert("pattern_2", AFTER_PREFIX, "<image>"),
                insert("pattern_3", END, ""));
        Map<String, List<ResolvedContent>> one = new LinkedHashMap<>();
        one.put("pattern_1", List.of(content(101)));
        one.put("pattern_2", List.of(content(102)));
        one.put("pattern_3", List.of(content(103)));
        assertThat(expand(updates, ids(IMAGE), one).tokenIds()).containsExactly(101, IMAGE, 102, 103);
        assertThat(expand(updates, ids(IMAGE, IMAGE, IMAGE), one).tokenIds())
                .containsExactly(101, IMAGE, 102, IMAGE, IMAGE, 103);
        Map<String, List<ResolvedContent>> two = new LinkedHashMap<>();
        one.forEach((modality, contents) -> two.put(modality, List.of(contents.get(0), contents.get(0))));
        assertThat(expand(updates, ids(IMAGE), two).tokenIds()).containsExactly(101, 101, IMAGE, 102, 102, 103, 103);
        one.remove("pattern_2");
        assertThat(expand(updates, ids(), one).tokenIds()).containsExactly(101, 103);
        two.remove("pattern_2");
        assertThat(expand(updates, ids(), two).tokenIds()).containsExactly(101, 101, 103, 103);
    }

    /** Upstream's third table: every item its own content. */
    @Test
    void upstreamNumberedContents() {
        int[] prompt = ids(IMAGE, IMAGE, IMAGE);
        List<ResolvedContent> two = List.of(content(101), content(102));
        assertThat(expandKeepingExtra(List.of(replace("image", "<image>")), prompt, Map.of("image", two.subList(0, 1)))
                        .tokenIds())
                .containsExactly(101, IMAGE, IMAGE);
        assertThat(expandKeepingExtra(List.of(replace("image", "<image>")), prompt, Map.of("image", two))
                        .tokenIds())
                .containsExactly(101, 102, IMAGE);
        for (InsertionPoint at : List.of(AFTER_TARGET, AFTER_PREFIX)) {
            List<PromptUpdate> updates = List.of(insert("image", at, "<image>"));
            assertThat(expand(updates, prompt, Map.of("image", two.subList(0, 1)))
                            .tokenIds())
                    .containsExactly(IMAGE, 101, IMAGE, IMAGE);
            assertThat(expand(updates, prompt, Map.of("image", two)).tokenIds())
                    .containsExactly(IMAGE, 101, 102, IMAGE, IMAGE);
        }
    }

    /**
     * Upstream's vectors for {@code find_mm_placeholders}: the same final ids have the same ranges, known from writing them. Nothing is searched for, so an item whose content
     * is empty has an empty range instead of none.
     */
    @Test
    void upstreamPlaceholders() {
        List<PromptUpdate> updates = List.of(
                replace("pattern_1", "101"),
                replace("pattern_2", "102"),
                replace("pattern_3", "103"),
                replace("pattern_4", "104"));
        ResolvedContent marks = content(1550, BANG, 1550);
        PromptExpander.Expansion first = expand(
                updates,
                concat(ids(1), IMAGE_COLON, ids(104), IMAGE_COLON, ids(101, BANG)),
                Map.of("pattern_1", images(2), "pattern_4", images(1)));
        assertThat(first.tokenIds())
                .containsExactly(concat(ids(1), IMAGE_COLON, ids(IMAGE), IMAGE_COLON, ids(IMAGE, IMAGE, BANG)));
        assertThat(first.placeholders())
                .isEqualTo(Map.of("pattern_4", List.of(range(3, 1)), "pattern_1", List.of(range(6, 2))));

        PromptExpander.Expansion second = expand(
                updates,
                concat(ids(1, 101), IMAGE_COLON, ids(101, 103)),
                Map.of("pattern_1", images(2, 2), "pattern_3", List.of(marks)));
        assertThat(second.tokenIds())
                .containsExactly(concat(ids(1, IMAGE, IMAGE), IMAGE_COLON, ids(IMAGE, IMAGE, 1550, BANG, 1550)));
        assertThat(second.placeholders())
                .isEqualTo(Map.of("pattern_1", List.of(range(1, 2), range(5, 2)), "pattern_3", List.of(range(7, 3))));

        Map<String, List<ResolvedContent>> items = new LinkedHashMap<>();
        items.put("pattern_1", images(2, 2));
        items.put("pattern_2", List.of(content()));
        items.put("pattern_3", List.of(marks));
        items.put("pattern_4", images(1));
        PromptExpander.Expansion third = expand(updates, ids(1, 101, 102, 101, 104, 103), items);
        assertThat(third.tokenIds()).containsExactly(1, IMAGE, IMAGE, IMAGE, IMAGE, IMAGE, 1550, BANG, 1550);
        assertThat(third.placeholders().get("pattern_1")).containsExactly(range(1, 2), range(3, 2));
        assertThat(third.placeholders().get("pattern_2")).containsExactly(PlaceholderRange.ofEmbeds(3, 0));
        assertThat(third.placeholders().get("pattern_4")).containsExactly(range(5, 1));
        assertThat(third.placeholders().get("pattern_3")).containsExactly(range(6, 3));
    }

    /** vLLM's defect D6 (issue 57740): a placeholder that a user typed takes no item. */
    @Test
    void aPlaceholderThatAUserTypedIsOrdinaryText() {
        List<PromptUpdate> updates = List.of(replace("image", "<image>"));
        PromptTokenizer tokenizer = new PromptTokenizer(new NumbersTokenizer(), resolver, updates);
        Prompt prompt = Prompt.builder()
                .text("<image> 5 ")
                .template("<image>")
                .text("6")
                .build();
        PromptExpander.Expansion result = new PromptExpander(updates, resolver)
                .expand(tokenizer.tokenize(prompt), ItemContents.of(Map.of("image", images(2))));
        int typed = "<image>".length();
        assertThat(result.tokenIds()).hasSize(1 + typed + 1 + 2 + 1).endsWith(5, IMAGE, IMAGE, 6);
        assertThat(result.placeholders().get("image")).containsExactly(range(1 + typed + 1, 2));
    }

    /** vLLM's defect D7: nothing is turned back into text, so ids that no tokenizer would give stay as they are. */
    @Test
    void tokensInAreTokensOut() {
        int[] prompt = ids(1, 1060, 1105, 1109, IMAGE, 1060, 1105);
        List<PromptUpdate> updates = List.of(replace("image", "<image>"));
        PromptTokenizer tokenizer = new PromptTokenizer(new NumbersTokenizer(), resolver, updates);
        assertThat(new PromptExpander(updates, resolver)
                        .expand(
                                tokenizer.tokenize(Prompt.ofTokenIds(prompt)),
                                ItemContents.of(Map.of("image", images(1))))
                        .tokenIds())
                .containsExactly(prompt);
    }
}
