package io.multimodal4j.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.multimodal4j.prompt.PlaceholderRange.Run;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The vectors are those of vLLM's own tests of {@code PlaceholderRange} (T21 of our notes). */
class PlaceholderRangeTest {

    private static PlaceholderRange range(int offset, String mask) {
        boolean[] isEmbed = new boolean[mask.length()];
        for (int i = 0; i < isEmbed.length; i++) {
            isEmbed[i] = mask.charAt(i) == 'T';
        }
        return PlaceholderRange.ofMask(offset, isEmbed);
    }

    @ParameterizedTest
    @CsvSource({"TTTTT, 5", "FFFFF, 0", "TFTFT, 3", "T, 1"})
    void countsItsEmbeddings(String mask, int embeds) {
        assertThat(range(0, mask).embeds()).isEqualTo(embeds);
    }

    @Test
    void withoutAMaskEveryTokenReceivesAnEmbedding() {
        PlaceholderRange range = PlaceholderRange.ofEmbeds(0, 5);
        assertThat(range.embeds()).isEqualTo(5);
        assertThat(range.embedsCumsum()).containsExactly(1, 2, 3, 4, 5);
        assertThat(range.embedsIndicesInRange(2, 4)).isEqualTo(new Run(2, 4));
        assertThat(range.extractEmbedsRange()).containsExactly(new Run(0, 5));
        assertThat(range).isEqualTo(range(0, "TTTTT"));
        assertThat(PlaceholderRange.ofEmbeds(3, 0).isEmbed()).isEmpty();
    }

    @Test
    void sumsUp() {
        assertThat(range(0, "FTFTT").embedsCumsum()).containsExactly(0, 1, 1, 2, 3);
        assertThat(range(0, "TTT").embedsCumsum()).containsExactly(1, 2, 3);
        assertThat(range(0, "TFF").embedsCumsum()).containsExactly(1, 1, 1);
        assertThat(range(7, "").embedsCumsum()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"FTFTT, 3, 5, 1, 3", "FTFTT, 0, 2, 0, 1", "TFTF, 2, 2, 1, 1", "TTTTT, 2, 4, 2, 4"})
    void findsTheRowsOfAPart(String mask, int start, int end, int firstRow, int endRow) {
        assertThat(range(100, mask).embedsIndicesInRange(start, end)).isEqualTo(new Run(firstRow, endRow));
    }

    @Test
    void aPartOutsideTheRangeIsAnError() {
        PlaceholderRange range = range(4, "FTFTT");
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> range.embedsIndicesInRange(0, 6));
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> range.embedsIndicesInRange(-1, 2));
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> range.embedsIndicesInRange(3, 2));
    }

    @Test
    void saysWhereInThePromptItsEmbeddingsGo() {
        assertThat(range(2, "FTFTT").extractEmbedsRange()).containsExactly(new Run(3, 4), new Run(5, 7));
        assertThat(range(0, "TTTT").extractEmbedsRange()).containsExactly(new Run(0, 4));
        assertThat(range(0, "FFFF").extractEmbedsRange()).isEmpty();
    }

    @Test
    void equalMasksAreEqualRanges() {
        assertThat(range(2, "FTF")).isEqualTo(new PlaceholderRange(2, 3, List.of(new Run(1, 2))));
        assertThat(range(2, "FTF")).hasSameHashCodeAs(new PlaceholderRange(2, 3, List.of(new Run(1, 2))));
        assertThat(range(2, "FTF")).isNotEqualTo(range(2, "FFT"));
        assertThat(range(2, "FTF")).isNotEqualTo(range(3, "FTF"));
    }

    @Test
    void runsThatTouchOrLeaveTheRangeAreErrors() {
        for (List<Run> runs : List.of(
                List.of(new Run(0, 1), new Run(1, 2)),
                List.of(new Run(2, 3), new Run(0, 1)),
                List.of(new Run(1, 1)),
                List.of(new Run(-1, 2)),
                List.of(new Run(2, 4)))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new PlaceholderRange(0, 3, runs))
                    .withMessageContaining("ascending, not empty and not touching");
        }
        assertThatIllegalArgumentException().isThrownBy(() -> PlaceholderRange.ofEmbeds(-1, 3));
        assertThatIllegalArgumentException().isThrownBy(() -> PlaceholderRange.ofEmbeds(Integer.MAX_VALUE, 1));
    }

    /** Against the mask, token by token. */
    @Test
    void agreesWithTheMask() {
        Random random = new Random(9);
        for (int round = 0; round < 2_000; round++) {
            boolean[] mask = new boolean[random.nextInt(20)];
            for (int i = 0; i < mask.length; i++) {
                mask[i] = random.nextInt(3) > 0;
            }
            PlaceholderRange range = PlaceholderRange.ofMask(random.nextInt(50), mask);
            int[] sums = new int[mask.length];
            int embeds = 0;
            for (int i = 0; i < mask.length; i++) {
                embeds += mask[i] ? 1 : 0;
                sums[i] = embeds;
                int position = range.offset() + i;
                assertThat(range.extractEmbedsRange().stream()
                                .anyMatch(run -> run.start() <= position && position < run.end()))
                        .isEqualTo(mask[i]);
            }
            assertThat(range.embeds()).isEqualTo(embeds);
            assertThat(range.embedsCumsum()).containsExactly(sums);
            for (int start = 0; start <= mask.length; start++) {
                int end = start + random.nextInt(mask.length - start + 1);
                Run rows = new Run(start == 0 ? 0 : sums[start - 1], end == 0 ? 0 : sums[end - 1]);
                assertThat(range.embedsIndicesInRange(start, end)).isEqualTo(rows);
            }
        }
    }
}
