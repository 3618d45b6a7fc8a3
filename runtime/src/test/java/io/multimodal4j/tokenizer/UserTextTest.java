package io.multimodal4j.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import io.multimodal4j.config.ConfigNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Five kinds of tokenizers, and what Hugging Face's library makes of text that is not trusted: see {@code make_user_text_goldens.py}. */
class UserTextTest {

    private static final ConfigNode GOLDENS = ConfigNode.parse("user-text.json", read("user-text.json"));

    /** The special tokens of each kind, but for the one of unknown characters, which any text may have. */
    private static final Map<String, List<String>> SPECIAL = Map.of(
            "byte_level", List.of("<|im_start|>", "<image>", "<|im_end|>", "<s>", "</s>"),
            "prepend", List.of("<s>", "</s>", "<image>", "<pad>"),
            "first", List.of("<s>", "</s>", "<image>", "<|im_start|>", "<|im_end|>"),
            "unigram", List.of("<pad>", "</s>", "<image>"),
            "word_piece", List.of("[PAD]", "[CLS]", "[SEP]", "[MASK]", "<image>"));

    @TempDir
    private Path folder;

    private static byte[] read(String name) {
        try (InputStream file = UserTextTest.class.getResourceAsStream("/tokenizers/" + name)) {
            return Objects.requireNonNull(file, name).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HuggingFaceTokenizer load(String kind) {
        try {
            Path file = Files.write(folder.resolve(kind + ".json"), read(kind + ".json"));
            return HuggingFaceTokenizer.load(file, Set.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static TextPart template(String text) {
        return new TextPart(text, true);
    }

    private static TextPart user(String text) {
        return new TextPart(text, false);
    }

    private static int[] ids(ConfigNode record) {
        return record.at("ids").asList(ConfigNode::asInt).stream()
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** Unigram is missing on purpose: there the library makes special tokens of what a user wrote, because they are pieces of the vocabulary. */
    @ParameterizedTest
    @ValueSource(strings = {"byte_level", "prepend", "first", "word_piece"})
    void specialTokensOfAUserAreOrdinaryText(String kind) {
        try (Tokenizer tokenizer = load(kind)) {
            for (ConfigNode record : GOLDENS.at(kind).at("user").asList(node -> node)) {
                String text = record.at("text").asString();
                assertThat(tokenizer.encode(List.of(user(text)), true).tokenIds())
                        .as(text)
                        .isEqualTo(ids(record));
            }
        }
    }

    /** Where no special token is written, it makes no difference who wrote what: the text is tokenized as a whole. */
    @ParameterizedTest
    @ValueSource(strings = {"byte_level", "prepend", "first", "unigram", "word_piece"})
    void plainTextIsTokenizedAsAWhole(String kind) {
        try (Tokenizer tokenizer = load(kind)) {
            for (ConfigNode record : GOLDENS.at(kind).at("plain").asList(node -> node)) {
                List<String> texts = record.at("parts").asList(ConfigNode::asString);
                for (int trusted = 0; trusted < 1 << texts.size(); trusted++) {
                    List<TextPart> parts = new ArrayList<>();
                    for (int i = 0; i < texts.size(); i++) {
                        parts.add(new TextPart(texts.get(i), (trusted >> i & 1) == 1));
                    }
                    assertThat(tokenizer.encode(parts, true).tokenIds())
                            .as("%s %s", kind, parts)
                            .isEqualTo(ids(record));
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"byte_level", "prepend", "first", "unigram", "word_piece"})
    void noTextOfAUserProducesASpecialToken(String kind) {
        List<String> special = SPECIAL.getOrDefault(kind, List.of());
        long seed = 20261124;
        Random random = new Random(seed);
        try (Tokenizer tokenizer = load(kind)) {
            Set<Integer> forbidden = Set.copyOf(special.stream()
                    .map(token -> tokenizer.tokenId(token).orElseThrow())
                    .toList());
            for (int round = 0; round < 500; round++) {
                List<TextPart> parts = new ArrayList<>();
                int expected = 0;
                for (int i = random.nextInt(5); i >= 0; i--) {
                    boolean trusted = random.nextBoolean();
                    String token = special.get(random.nextInt(special.size()));
                    // A blank on both sides keeps what is cut off here from meeting its other half.
                    parts.add(new TextPart(
                            " " + random.nextInt(10) + (trusted ? " " + token + " " : scramble(token, random)),
                            trusted));
                    expected += trusted ? 1 : 0;
                }
                EncodedText encoded = tokenizer.encode(parts, false);
                List<Integer> found = IntStream.range(0, encoded.length())
                        .filter(i -> forbidden.contains(encoded.tokenId(i)))
                        .boxed()
                        .toList();
                assertThat(found).as("seed %d round %d %s", seed, round, parts).hasSize(expected);
                assertThat(found)
                        .as("%s %s", parts, Arrays.toString(encoded.tokenIds()))
                        .allMatch(i -> parts.get(encoded.part(i)).trusted() && !encoded.isUntrusted(i));
            }
        }
    }

    private static String scramble(String token, Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> " " + token + " ";
            case 1 -> token + token + "x ";
            case 2 -> " " + token.substring(0, token.length() - 1) + " ";
            default -> token.substring(1) + "< ";
        };
    }

    /** A user cannot complete a token that template text begins, nor begin one that it completes. */
    @Test
    void aTokenAcrossTheBorderOfTrustIsOrdinaryText() {
        try (Tokenizer tokenizer = load("byte_level")) {
            int image = tokenizer.tokenId("<image>").orElseThrow();
            assertThat(tokenizer
                            .encode(List.of(template("<im"), user("age>")), false)
                            .tokenIds())
                    .doesNotContain(image);
            assertThat(tokenizer
                            .encode(List.of(user("<im"), template("age>")), false)
                            .tokenIds())
                    .doesNotContain(image);
            assertThat(tokenizer
                            .encode(List.of(template("<im"), template("age>"), user("x")), false)
                            .tokenIds())
                    .startsWith(image);
        }
    }

    @Test
    void theTokensOfATemplateAreWhereTheyWere() {
        try (Tokenizer tokenizer = load("byte_level")) {
            int start = tokenizer.tokenId("<|im_start|>").orElseThrow();
            int end = tokenizer.tokenId("<|im_end|>").orElseThrow();
            for (ConfigNode record : GOLDENS.at("byte_level").at("user").asList(node -> node)) {
                int[] inner = ids(record);
                EncodedText encoded = tokenizer.encode(
                        List.of(template("<|im_start|>"), user(record.at("text").asString()), template("<|im_end|>")),
                        true);
                assertThat(encoded.tokenIds())
                        .isEqualTo(IntStream.concat(
                                        IntStream.concat(IntStream.of(start), IntStream.of(inner)), IntStream.of(end))
                                .toArray());
                assertThat(encoded.part(0)).isZero();
                assertThat(encoded.part(encoded.length() - 1)).isEqualTo(2);
                assertThat(IntStream.range(1, inner.length + 1))
                        .allMatch(i -> encoded.part(i) == 1 && encoded.isUntrusted(i));
            }
        }
    }

    @Test
    void whatTheTokenizerAddsComesFromNoPart() {
        try (Tokenizer tokenizer = load("first")) {
            EncodedText encoded =
                    tokenizer.encode(List.of(user("\ud83d\ude00 what"), template(" is"), user(" this")), true);
            assertThat(encoded.part(0)).isEqualTo(EncodedText.NO_PART);
            assertThat(encoded.part(encoded.length() - 1)).isEqualTo(EncodedText.NO_PART);
            assertThat(IntStream.range(1, encoded.length() - 1)
                            .map(encoded::part)
                            .distinct())
                    .containsExactly(0, 1, 2);
            EncodedText blank = tokenizer.encode(List.of(user("a "), template("<image>")), false);
            assertThat(IntStream.range(0, blank.length()).map(blank::part))
                    .endsWith(0, 1)
                    .containsOnlyOnce(1);
            EncodedText trusted = tokenizer.encode(List.of(template("\ud83d\ude00 what"), template(" is")), false);
            assertThat(IntStream.range(0, trusted.length()).map(trusted::part).distinct())
                    .containsExactly(0, 1);
            assertThat(IntStream.range(0, trusted.length())).noneMatch(trusted::isUntrusted);
        }
    }

    @Test
    void addedTokensThatAreNotSpecialStayUnlessTheModelNeedsThem() throws IOException {
        Path file = Files.write(folder.resolve("byte_level.json"), read("byte_level.json"));
        List<TextPart> parts = List.of(user("<tool_call>"));
        try (Tokenizer plain = HuggingFaceTokenizer.load(file);
                Tokenizer reserving = HuggingFaceTokenizer.load(file, Set.of("<tool_call>"))) {
            int call = plain.tokenId("<tool_call>").orElseThrow();
            assertThat(plain.encode(parts, false).tokenIds()).containsExactly(call);
            assertThat(reserving.encode(parts, false).tokenIds())
                    .doesNotContain(call)
                    .hasSizeGreaterThan(1);
            assertThat(reserving
                            .encode(List.of(template("<tool_call>"), user("x")), false)
                            .tokenIds())
                    .startsWith(call);
        }
    }
}
