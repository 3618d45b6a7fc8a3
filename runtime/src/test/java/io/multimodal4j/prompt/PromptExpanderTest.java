package io.multimodal4j.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PromptExpanderTest {

    private static final int IMAGE = 32000;
    private static final int AUDIO = 7;

    private final PromptExpander expander = new PromptExpander(List.of(
            new PromptExpander.Target("image", "<image>", IMAGE),
            new PromptExpander.Target("audio", "<audio>", AUDIO)));

    @Test
    void writesTokensAndRangesTogether() {
        PromptExpander.Expansion result =
                expander.expand(new int[] {1, IMAGE, 5, IMAGE, 6}, Map.of("image", new int[] {2, 3}));
        assertThat(result.tokenIds()).containsExactly(1, IMAGE, IMAGE, 5, IMAGE, IMAGE, IMAGE, 6);
        assertThat(result.placeholders())
                .isEqualTo(Map.of("image", List.of(PlaceholderRange.ofEmbeds(1, 2), PlaceholderRange.ofEmbeds(4, 3))));
    }

    @Test
    void whatWasWrittenIsNotReadAgain() {
        PromptExpander.Expansion result = expander.expand(new int[] {IMAGE, IMAGE}, Map.of("image", new int[] {2, 2}));
        assertThat(result.placeholders().get("image"))
                .containsExactly(PlaceholderRange.ofEmbeds(0, 2), PlaceholderRange.ofEmbeds(2, 2));
    }

    @Test
    void modalitiesInterleave() {
        PromptExpander.Expansion result = expander.expand(
                new int[] {AUDIO, IMAGE, AUDIO, IMAGE}, Map.of("image", new int[] {2, 2}, "audio", new int[] {3, 3}));
        assertThat(result.placeholders())
                .isEqualTo(Map.of(
                        "audio", List.of(PlaceholderRange.ofEmbeds(0, 3), PlaceholderRange.ofEmbeds(5, 3)),
                        "image", List.of(PlaceholderRange.ofEmbeds(3, 2), PlaceholderRange.ofEmbeds(8, 2))));
    }

    @Test
    void aPromptWithoutMediaIsUnchanged() {
        PromptExpander.Expansion result = expander.expand(new int[] {1, 2, 3}, Map.of());
        assertThat(result.tokenIds()).containsExactly(1, 2, 3);
        assertThat(result.placeholders()).isEmpty();
    }

    @Test
    void everyPlaceholderHasItsItem() {
        fails(new int[] {1, IMAGE}, Map.of(), "has 1 '<image>' placeholder but 0 images were given");
        fails(new int[] {1}, Map.of("image", new int[] {5}), "has 0 '<image>' placeholders but 1 image was given");
        fails(
                new int[] {IMAGE, 1, IMAGE},
                Map.of("image", new int[] {5}),
                "has 2 '<image>' placeholders but 1 image was given; write '<image>' exactly once per image");
    }

    private void fails(int[] prompt, Map<String, int[]> counts, String message) {
        assertThatExceptionOfType(PromptException.class)
                .isThrownBy(() -> expander.expand(prompt, counts))
                .withMessageContaining(message);
        assertThatExceptionOfType(PromptException.class)
                .isThrownBy(() -> expander.expandedLength(prompt, counts))
                .withMessageContaining(message);
    }

    @Test
    void aPromptThatNoArrayCanHoldIsRefused() {
        int huge = Integer.MAX_VALUE;
        fails(new int[] {IMAGE, IMAGE}, Map.of("image", new int[] {huge, huge}), "would have 4294967294 tokens");
    }

    @Test
    void targetsDiffer() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PromptExpander(List.of(
                        new PromptExpander.Target("image", "<a>", 5), new PromptExpander.Target("video", "<b>", 5))))
                .withMessageContaining("'<a>' and '<b>' are the same token 5");
    }

    @Test
    void removingTheRangesGivesThePromptBack() {
        long seed = 20261123;
        Random random = new Random(seed);
        for (int round = 0; round < 20_000; round++) {
            int[] prompt = random.ints(random.nextInt(12), 0, 10)
                    .map(id -> id == 9 ? IMAGE : id)
                    .toArray();
            int[] images = counts(prompt, IMAGE, random);
            int[] audios = counts(prompt, AUDIO, random);
            PromptExpander.Expansion result = expander.expand(prompt, Map.of("image", images, "audio", audios));
            assertThat(collapse(result)).as("seed %d round %d", seed, round).containsExactly(prompt);
            assertThat(lengths(result, "image")).containsExactly(images);
            assertThat(lengths(result, "audio")).containsExactly(audios);
            assertThat(expander.expandedLength(prompt, Map.of("image", images, "audio", audios)))
                    .isEqualTo(result.tokenIds().length);
        }
    }

    private static int[] counts(int[] prompt, int target, Random random) {
        int items = 0;
        for (int id : prompt) {
            items += id == target ? 1 : 0;
        }
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
        for (int at = 0; at < result.tokenIds().length; at++) {
            int here = at;
            int skip = ranges.stream()
                    .filter(range -> range.offset() == here)
                    .mapToInt(range -> range.length() - 1)
                    .findFirst()
                    .orElse(0);
            ids.add(result.tokenIds()[at]);
            at += skip;
        }
        return ids.stream().mapToInt(Integer::intValue).toArray();
    }
}
