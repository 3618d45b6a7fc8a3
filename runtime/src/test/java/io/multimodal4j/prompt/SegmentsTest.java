package io.multimodal4j.prompt;

import static io.multimodal4j.prompt.NumbersTokenizer.AUDIO;
import static io.multimodal4j.prompt.NumbersTokenizer.BEGIN;
import static io.multimodal4j.prompt.NumbersTokenizer.IMAGE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.multimodal4j.annotations.InsertionPoint;
import io.multimodal4j.media.AudioItem;
import io.multimodal4j.media.AudioLength;
import io.multimodal4j.media.CachedItem;
import io.multimodal4j.media.ImageItem;
import io.multimodal4j.media.ImageSize;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SegmentsTest {

    private static final ImageItem PICTURE = ImageItem.blank(new ImageSize(2, 2));
    private static final AudioItem SOUND = AudioItem.silence(new AudioLength(5, 1000));
    private static final PromptUpdate IMAGES =
            PromptUpdate.replacement("image", "<image>").count(1);
    private static final PromptUpdate NUMBERED =
            PromptUpdate.replacement("image", "<|image_{n}|>").embed("<image>").count(1);
    private static final PromptUpdate AUDIOS =
            PromptUpdate.replacement("audio", "<audio>").count(1);

    private final ContentResolver resolver = new ContentResolver(new NumbersTokenizer());

    private TokenizedPrompt tokenize(List<PromptUpdate> updates, Prompt prompt) {
        return new PromptTokenizer(new NumbersTokenizer(), resolver, updates).tokenize(prompt);
    }

    /** Item {@code i} becomes {@code i + 2} tokens. */
    private PromptExpander.Expansion expand(List<PromptUpdate> updates, Prompt prompt) {
        Map<String, List<ResolvedContent>> items = new HashMap<>();
        for (String modality : List.of("image", "audio")) {
            List<PromptItem> given = prompt.items(modality);
            items.put(
                    modality,
                    given.stream()
                            .map(item -> resolver.resolve(
                                    PromptContent.repeat("<" + modality + ">", given.indexOf(item) + 2)))
                            .toList());
        }
        return new PromptExpander(updates, resolver)
                .expand(tokenize(updates, prompt), ItemContents.of(items), prompt.keepsExtraPlaceholders());
    }

    private static PlaceholderRange range(int offset, int length) {
        return PlaceholderRange.ofEmbeds(offset, length);
    }

    @Test
    void itemsNeedNoPlaceholderText() {
        Prompt prompt = Prompt.builder()
                .template("5 ")
                .item(PICTURE)
                .text(" 6 ")
                .item(SOUND)
                .item(PICTURE)
                .template(" 8")
                .build();
        PromptExpander.Expansion result = expand(List.of(IMAGES, AUDIOS), prompt);
        assertThat(result.tokenIds()).containsExactly(BEGIN, 5, IMAGE, IMAGE, 6, AUDIO, AUDIO, IMAGE, IMAGE, 8);
        assertThat(result.placeholders())
                .isEqualTo(Map.of("image", List.of(range(2, 2), range(7, 2)), "audio", List.of(range(5, 2))));
    }

    /** Equal items are told apart by their places: {@code indexOf} above finds the first, so both pictures have two tokens. */
    @Test
    void itemsWithAPlaceAndItemsForPlaceholders() {
        ImageItem other = ImageItem.blank(new ImageSize(3, 3));
        Prompt prompt =
                Prompt.builder().template("<image> 5 ").item(PICTURE).build().withImage(other);
        PromptExpander.Expansion result = expand(List.of(IMAGES), prompt);
        assertThat(prompt.images()).containsExactly(PICTURE, other);
        assertThat(result.tokenIds()).containsExactly(BEGIN, IMAGE, IMAGE, IMAGE, 5, IMAGE, IMAGE);
        assertThat(result.placeholders().get("image")).containsExactly(range(5, 2), range(1, 3));
    }

    @Test
    void numberedItemsArePlacedWhole() {
        ImageItem other = ImageItem.blank(new ImageSize(3, 3));
        Prompt prompt = Prompt.builder()
                .template("5")
                .item(PICTURE)
                .text("<|image_2|>")
                .item(other)
                .build();
        PromptExpander.Expansion result = expand(List.of(NUMBERED), prompt);
        assertThat(result.placeholders().get("image"))
                .containsExactly(range(2, 2), range(4 + "<|image_|>".length() + 1, 3));
        assertThat(tokenize(List.of(NUMBERED), prompt).tokenIds()).hasSizeGreaterThan(result.tokenIds().length - 5);
    }

    @Test
    void tokensAndTextsMix() {
        Prompt prompt = Prompt.builder()
                .tokenIds(1060, IMAGE)
                .template("5")
                .tokenIds(7000)
                .item(PICTURE)
                .tokenIds(7001)
                .build()
                .withImage(PICTURE);
        PromptExpander.Expansion result = expand(List.of(IMAGES), prompt);
        assertThat(result.tokenIds()).containsExactly(1060, IMAGE, IMAGE, 5, 7000, IMAGE, IMAGE, 7001);
        assertThat(result.placeholders().get("image")).containsExactly(range(5, 2), range(1, 2));
        assertThat(prompt.isTokenized()).isFalse();
        assertThat(prompt.tokenIds()).containsExactly(1060, IMAGE, 7000, 7001);
        assertThat(prompt.text()).isEqualTo("5");
    }

    @Test
    void theTokenizersOwnTokensComeOnceAndAtTheBeginning() {
        Prompt prompt = Prompt.builder()
                .item(PICTURE)
                .template("5")
                .item(PICTURE)
                .text("6")
                .build();
        assertThat(tokenize(List.of(NUMBERED), prompt).tokenIds()).startsWith(BEGIN, 1000 + '<');
        assertThat(tokenize(List.of(IMAGES), prompt).tokenIds()).containsExactly(BEGIN, IMAGE, 5, IMAGE, 6);
        assertThat(tokenize(List.of(IMAGES), prompt.withoutSpecialTokens()).tokenIds())
                .containsExactly(IMAGE, 5, IMAGE, 6);
        assertThat(tokenize(List.of(IMAGES), Prompt.builder().build()).tokenIds())
                .containsExactly(BEGIN);
        assertThat(tokenize(List.of(IMAGES), Prompt.builder().tokenIds().build())
                        .tokenIds())
                .isEmpty();
    }

    @Test
    void textOfAUserIsNoTargetOfSeveralTokensEither() {
        Prompt typed = Prompt.builder()
                .text("<|image_1|>")
                .template("<|image_1|>")
                .build()
                .withImage(PICTURE);
        assertThat(expand(List.of(NUMBERED), typed).placeholders().get("image"))
                .containsExactly(range(1 + "<|image_|>".length() + 1, 2));
        assertThatExceptionOfType(PromptException.class)
                .isThrownBy(() -> expand(
                        List.of(NUMBERED),
                        Prompt.builder().text("<|image_1|>").build().withImage(PICTURE)))
                .withMessageContaining("has 0 '<|image_{n}|>' placeholders but 1 image was given");
    }

    @Test
    void textOfAUserIsNoPlaceForAnInsertion() {
        PromptUpdate insertion = PromptUpdate.insertion("image", InsertionPoint.AFTER_TARGET, "9")
                .embed("<image>")
                .count(1);
        assertThat(expand(
                                List.of(insertion),
                                Prompt.builder()
                                        .text("9 5")
                                        .template("9")
                                        .build()
                                        .withImage(PICTURE))
                        .tokenIds())
                .containsExactly(BEGIN, 9, 5, 9, IMAGE, IMAGE);
        PromptUpdate prefix = PromptUpdate.insertion("image", InsertionPoint.AFTER_PREFIX, "<s> 9")
                .embed("<image>")
                .count(1);
        assertThatExceptionOfType(PromptException.class)
                .isThrownBy(() -> expand(
                        List.of(prefix), Prompt.builder().text("9 5").build().withImage(PICTURE)));
    }

    /** Where a model inserts its items, an item among the segments goes where the others go. */
    @Test
    void insertedItemsHaveNoPlaceOfTheirOwn() {
        PromptUpdate insertion = PromptUpdate.insertion("image", InsertionPoint.START, "")
                .embed("<image>")
                .count(1);
        assertThat(expand(
                                List.of(insertion),
                                Prompt.builder()
                                        .template("5")
                                        .item(PICTURE)
                                        .template(" 6")
                                        .build())
                        .tokenIds())
                .containsExactly(IMAGE, IMAGE, BEGIN, 5, 6);
    }

    @Test
    void extraPlaceholdersMayBeKept() {
        Prompt prompt = Prompt.of("<image>5<image>").withImage(PICTURE);
        assertThatExceptionOfType(PromptException.class).isThrownBy(() -> expand(List.of(IMAGES), prompt));
        assertThat(expand(List.of(IMAGES), prompt.keepingExtraPlaceholders()).tokenIds())
                .containsExactly(BEGIN, IMAGE, IMAGE, 5, IMAGE);
    }

    @Test
    void idsAreBounded() {
        assertThat(PromptItem.of(PICTURE, "a").id()).contains("a");
        assertThatExceptionOfType(PromptException.class)
                .isThrownBy(() -> PromptItem.of(PICTURE, "a".repeat(257)))
                .withMessageContaining("has 257 characters; it must have 1 to 256");
        assertThatExceptionOfType(PromptException.class).isThrownBy(() -> PromptItem.of(PICTURE, " "));
        assertThatExceptionOfType(PromptException.class)
                .isThrownBy(() -> PromptItem.of(new CachedItem("image")))
                .withMessageContaining("has no id");
        assertThatExceptionOfType(PromptException.class)
                .isThrownBy(() -> Prompt.of("").withCacheSalt("a".repeat(257)));
        assertThatIllegalArgumentException().isThrownBy(() -> Prompt.of("").withLimit("image", -1));
    }

    @Test
    void aPromptShowsNoTextOfItsOwn() {
        assertThat(Prompt.builder()
                        .template("secret")
                        .text("also")
                        .tokenIds(1, 2)
                        .item(PICTURE)
                        .build()
                        .withAudio(SOUND))
                .asString()
                .contains("6 characters of template text", "4 characters of user text", "2 token ids", "audio")
                .doesNotContain("secret", "also");
    }
}
