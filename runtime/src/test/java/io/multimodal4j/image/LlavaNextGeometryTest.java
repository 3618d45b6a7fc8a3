package io.multimodal4j.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.multimodal4j.media.ImageSize;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LlavaNextGeometryTest {

    private static final List<List<Integer>> DEFAULT =
            List.of(List.of(336, 672), List.of(672, 336), List.of(672, 672), List.of(1008, 336), List.of(336, 1008));
    private static final LlavaNextGeometry GEOMETRY = LlavaNextGeometry.of(DEFAULT, 336);

    /** As many as the comparison of the reference had. */
    private static final int SIZES = 386_867;

    private static int tokens(ImageSize size) {
        return GEOMETRY.tokens(size, 24, 576);
    }

    @ParameterizedTest
    @CsvSource({
        "336, 336, 672, 336, 336, 336, 3, 1176",
        "640, 480, 672, 672, 672, 504, 5, 2340",
        "480, 640, 672, 672, 504, 672, 5, 2352",
        "1920, 1080, 672, 672, 672, 378, 5, 1948",
        "1080, 1920, 672, 672, 378, 672, 5, 1968",
        "100, 37, 672, 336, 672, 249, 3, 1458",
        "900, 50, 1008, 336, 1008, 57, 4, 868",
        "50, 900, 336, 1008, 57, 1008, 4, 936",
        "2500, 1, 672, 336, 672, 1, 3, 576",
    })
    void cutsAsTheReference(
            int width, int height, int bestWidth, int bestHeight, int newWidth, int newHeight, int tiles, int tokens) {
        ImageSize size = new ImageSize(width, height);
        assertThat(GEOMETRY.bestResolution(size)).isEqualTo(new ImageSize(bestWidth, bestHeight));
        assertThat(GEOMETRY.resized(size)).isEqualTo(new ImageSize(newWidth, newHeight));
        assertThat(GEOMETRY.tiles(size)).isEqualTo(tiles);
        assertThat(tokens(size)).isEqualTo(tokens);
    }

    /** select_best_resolution and the token count as transformers evaluates them: doubles, cut to integers, and a rounding to 7 decimals. Nothing of ours is used. */
    private static int tokensInFloatingPoint(ImageSize size) {
        int height = size.height();
        int width = size.width();
        int[] best = bestInFloatingPoint(height, width);
        int rows = 24 * (best[0] / 336);
        int columns = 24 * (best[1] / 336);
        if (width / (double) height > columns / (double) rows) {
            int needed = (int) rounded(height * (columns / (double) width));
            rows -= Math.floorDiv(rows - needed, 2) * 2;
        } else {
            int needed = (int) rounded(width * (rows / (double) height));
            columns -= Math.floorDiv(columns - needed, 2) * 2;
        }
        return rows * columns + rows + 576;
    }

    private static int[] bestInFloatingPoint(int height, int width) {
        int[] best = {0, 0};
        double mostEffective = 0;
        double leastWasted = Double.POSITIVE_INFINITY;
        for (List<Integer> pinpoint : DEFAULT) {
            double down = pinpoint.get(0) / (double) height;
            double across = pinpoint.get(1) / (double) width;
            double scale = across < down ? across : down;
            double scaled = Math.floor(width * scale) * Math.floor(height * scale);
            double effective = scaled < (double) width * height ? scaled : (double) width * height;
            double wasted = pinpoint.get(0) * (double) pinpoint.get(1) - effective;
            if (effective > mostEffective || (effective == mostEffective && wasted < leastWasted)) {
                best = new int[] {pinpoint.get(0), pinpoint.get(1)};
                mostEffective = effective;
                leastWasted = wasted;
            }
        }
        return best;
    }

    private static double rounded(double value) {
        return new BigDecimal(value).setScale(7, RoundingMode.HALF_EVEN).doubleValue();
    }

    @Test
    void wholeNumbersEqualTheFloatingPointOfTransformers() {
        Random random = new Random(SIZES);
        for (int i = 0; i < SIZES; i++) {
            int one = 1 + random.nextInt(2000);
            int other = 1 + random.nextInt(2000);
            for (ImageSize size : List.of(new ImageSize(one, other), new ImageSize(other, one))) {
                int expected = tokensInFloatingPoint(size);
                if (tokens(size) != expected) {
                    assertThat(tokens(size)).as("%s", size).isEqualTo(expected);
                }
            }
        }
    }

    /** A floor of the doubles would be one too few. */
    @ParameterizedTest
    @CsvSource({"588, 1225", "1225, 588"})
    void wholeNumbersMatterHere(int width, int height) {
        ImageSize size = new ImageSize(width, height);
        assertThat(tokens(size)).isEqualTo(tokensInFloatingPoint(size));
    }

    @Test
    void noSizeHasMoreThanTheLargestPinpoint() {
        ImageSize largest = GEOMETRY.sizeWithMostFeatures(24);
        assertThat(largest).isEqualTo(new ImageSize(672, 672));
        int most = tokens(largest);
        assertThat(most).isEqualTo(2928);
        for (int width = 1; width <= 2100; width += 3) {
            for (int height = 1; height <= 2100; height += 2) {
                assertThat(tokens(new ImageSize(width, height))).isLessThanOrEqualTo(most);
            }
        }
    }

    @Test
    void theHighestOfEqualPinpointsHasTheMostRows() {
        LlavaNextGeometry geometry = LlavaNextGeometry.of(List.of(List.of(336, 672), List.of(672, 336)), 336);
        assertThat(geometry.sizeWithMostFeatures(24)).isEqualTo(new ImageSize(336, 672));
        LlavaNextGeometry single = LlavaNextGeometry.of(List.of(List.of(336, 336)), 336);
        assertThat(single.tokens(single.sizeWithMostFeatures(24), 24, 576)).isEqualTo(1176);
    }

    @Test
    void checksItsNumbers() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LlavaNextGeometry.of(List.of(), 336))
                .withMessageContaining("image_grid_pinpoints");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LlavaNextGeometry.of(List.of(List.of(336)), 336))
                .withMessageContaining("pairs of height and width");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LlavaNextGeometry.of(List.of(List.of(336, 500)), 336))
                .withMessageContaining("multiples of the tile size 336, got 500x336");
    }
}
