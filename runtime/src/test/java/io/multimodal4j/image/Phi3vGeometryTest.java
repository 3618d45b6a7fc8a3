package io.multimodal4j.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.multimodal4j.media.ImageSize;
import io.multimodal4j.media.MediaException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Phi3vGeometryTest {

    @ParameterizedTest
    @CsvSource({
        "4, 336, 336, 672, 672, 672, 672, 757",
        "4, 640, 480, 672, 504, 672, 672, 757",
        "4, 480, 640, 504, 672, 672, 672, 757",
        "4, 1920, 1080, 672, 378, 672, 672, 757",
        "4, 1080, 1920, 378, 672, 672, 672, 757",
        "4, 100, 37, 672, 248, 672, 336, 457",
        "4, 900, 50, 1344, 74, 1344, 336, 745",
        "4, 50, 900, 74, 1344, 336, 1344, 781",
        "4, 1300, 876, 672, 452, 672, 672, 757",
        "16, 336, 336, 1344, 1344, 1344, 1344, 2509",
        "16, 640, 480, 1344, 1008, 1344, 1008, 1921",
        "16, 480, 640, 1008, 1344, 1008, 1344, 1933",
        "16, 1920, 1080, 1680, 945, 1680, 1008, 2353",
        "16, 1080, 1920, 945, 1680, 1008, 1680, 2377",
        "16, 100, 37, 1680, 621, 1680, 672, 1621",
        "16, 900, 50, 5376, 298, 5376, 336, 2473",
        "16, 50, 900, 298, 5376, 336, 5376, 2653",
        "16, 1300, 876, 1344, 905, 1344, 1008, 1921",
    })
    void scalesAndPadsAsTheReference(
            int crops,
            int width,
            int height,
            int newWidth,
            int newHeight,
            int paddedWidth,
            int paddedHeight,
            int tokens) {
        Phi3vGeometry geometry = new Phi3vGeometry(crops);
        ImageSize size = new ImageSize(width, height);
        assertThat(geometry.resized(size)).isEqualTo(new ImageSize(newWidth, newHeight));
        assertThat(geometry.padded(size)).isEqualTo(new ImageSize(paddedWidth, paddedHeight));
        assertThat(geometry.tokens(size)).isEqualTo(tokens);
    }

    @Test
    void refusesWhatWouldVanish() {
        assertThatExceptionOfType(MediaException.class)
                .isThrownBy(() -> new Phi3vGeometry(4).tokens(new ImageSize(2500, 1)))
                .withMessageContaining("2500x1");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 7, 12, 16})
    void noSizeHasMoreThanAColumnOfTiles(int crops) {
        Phi3vGeometry geometry = new Phi3vGeometry(crops);
        int most = geometry.tokens(geometry.sizeWithMostFeatures());
        assertThat(most).isEqualTo((crops + 1) * 156 + 1);
        assertThat(geometry.tokens(new ImageSize(50, 8000))).isEqualTo(most);
        for (int width = 3; width <= 1000; width += 7) {
            for (int height = 3; height <= 1000; height += 2) {
                assertThat(geometry.tokens(new ImageSize(width, height))).isLessThanOrEqualTo(most);
            }
        }
    }

    @Test
    void checksItsNumbers() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Phi3vGeometry(0));
    }
}
