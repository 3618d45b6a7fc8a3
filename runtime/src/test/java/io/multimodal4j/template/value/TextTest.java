package io.multimodal4j.template.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Strings with marks against lists of marked characters. */
class TextTest {

    private static Budget budget() {
        return new Budget(1 << 20, 1 << 20, 100);
    }

    /** Every char with its mark: upper case for data in {@code text}. */
    private static String marks(Text text) {
        StringBuilder marks = new StringBuilder();
        for (int i = 0; i < text.chars().length(); i++) {
            marks.append(text.isData(i) ? 'D' : '.');
        }
        return marks.toString();
    }

    private static void check(Text text, String chars, String marks) {
        assertThat(text.chars()).isEqualTo(chars);
        assertThat(marks(text)).isEqualTo(marks);
        StringBuilder runs = new StringBuilder();
        List<Boolean> kinds = new ArrayList<>();
        text.forEachRun((from, to, data) -> {
            assertThat(from).isEqualTo(runs.length());
            assertThat(to).isGreaterThan(from);
            runs.append((data ? "D" : ".").repeat(to - from));
            kinds.add(data);
        });
        assertThat(runs.toString()).isEqualTo(marks);
        for (int i = 1; i < kinds.size(); i++) {
            assertThat(kinds.get(i)).isNotEqualTo(kinds.get(i - 1));
        }
        assertThat(text.hasData()).isEqualTo(marks.contains("D"));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void marksFollowTheirCharacters(long seed) {
        Random random = new Random(seed);
        List<Text> texts = new ArrayList<>(List.of(Text.EMPTY, Text.of("ab"), Text.data("cde"), Text.data("f😀")));
        for (int round = 0; round < 500; round++) {
            Text left = texts.get(random.nextInt(texts.size()));
            Text right = texts.get(random.nextInt(texts.size()));
            Text sum = left.plus(right);
            check(sum, left.chars() + right.chars(), marks(left) + marks(right));
            check(new TextBuilder(budget()).append(left).append(right).toText(), sum.chars(), marks(sum));
            int from = random.nextInt(sum.chars().length() + 1);
            int to = from + random.nextInt(sum.chars().length() - from + 1);
            Text slice = sum.slice(from, to);
            check(slice, sum.chars().substring(from, to), marks(sum).substring(from, to));
            check(new TextBuilder(budget()).append(sum, from, to).toText(), slice.chars(), marks(slice));
            texts.set(random.nextInt(texts.size()), slice.chars().length() > 60 ? Text.data("x") : slice);
            texts.set(random.nextInt(texts.size()), sum.chars().length() > 60 ? Text.of("y") : sum);
        }
    }

    @Test
    void marksMakeNoDifferenceToEquality() {
        assertThat(Text.data("a")).isEqualTo(Text.of("a")).hasSameHashCodeAs(Text.of("a"));
        assertThat(HashKey.of(Text.data("a"))).isEqualTo(HashKey.of(Text.of("a")));
        assertThat(Text.of("a")).isNotEqualTo(Text.of("b"));
    }

    @Test
    void countsCodePoints() {
        Text text = Text.data("a😀b");
        assertThat(text.length()).isEqualTo(3);
        assertThat(text.offset(2)).isEqualTo(3);
        List<String> characters = new ArrayList<>();
        text.iterator().forEachRemaining(character -> characters.add(character.toString()));
        assertThat(characters).containsExactly("a", "😀", "b");
    }
}
