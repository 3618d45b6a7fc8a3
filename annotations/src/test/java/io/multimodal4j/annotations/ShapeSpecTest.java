package io.multimodal4j.annotations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShapeSpecTest {

    @Test
    void readsNumbersAndSymbols() {
        ShapeSpec shape = ShapeSpec.parse("n 3 height_2 w");
        assertThat(shape.dims())
                .containsExactly(
                        new ShapeSpec.Dim("n", -1),
                        new ShapeSpec.Dim("", 3),
                        new ShapeSpec.Dim("height_2", -1),
                        new ShapeSpec.Dim("w", -1));
        assertThat(shape.rank()).isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource({"'n 3 h w', 'n 3 h w'", "'  n   1176 ', 'n 1176'", "'7', '7'"})
    void printsAsDeclared(String text, String printed) {
        assertThat(ShapeSpec.parse(text)).hasToString(printed);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "\"\"|0|at least one dimension",
                "\"   \"|0|at least one dimension",
                "n 3x w|3|unexpected 'x'",
                "n,3|1|unexpected ','",
                "n 0 w|2|at least 1",
                "N|0|unexpected 'N'",
                "n -1|2|unexpected '-'",
                "n _a|2|unexpected '_'",
                "9999999999999999999|0|too large",
            })
    void pointsAtTheWrongCharacter(String text, int position, String message) {
        assertThatExceptionOfType(ShapeSyntaxException.class)
                .isThrownBy(() -> ShapeSpec.parse(text))
                .withMessageContaining(message)
                .satisfies(e -> assertThat(e.position()).isEqualTo(position));
    }
}
