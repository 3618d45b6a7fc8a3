package io.multimodal4j.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.multimodal4j.media.ImageSize;
import io.multimodal4j.media.MediaException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PixtralGeometryTest {

    private static final PixtralGeometry GEOMETRY = PixtralGeometry.of(1024, 16);

    @ParameterizedTest
    @CsvSource({
        "336, 336, 336, 336, 21, 21",
        "640, 480, 640, 480, 30, 40",
        "480, 640, 480, 640, 40, 30",
        "1024, 768, 1024, 768, 48, 64",
        "1920, 1080, 1024, 576, 36, 64",
        "1080, 1920, 576, 1024, 64, 36",
        "100, 37, 112, 48, 3, 7",
        "900, 50, 912, 64, 4, 57",
        "1, 1, 16, 16, 1, 1",
        "1024, 1, 1024, 16, 1, 64",
    })
    void resizesAsTheReference(int width, int height, int newWidth, int newHeight, int rows, int columns) {
        ImageSize size = new ImageSize(width, height);
        assertThat(GEOMETRY.resized(size)).isEqualTo(new ImageSize(newWidth, newHeight));
        assertThat(GEOMETRY.rows(size)).isEqualTo(rows);
        assertThat(GEOMETRY.columns(size)).isEqualTo(columns);
    }

    @Test
    void mergedPatchesMakeLargerSteps() {
        PixtralGeometry merged = PixtralGeometry.of(1540, 28);
        assertThat(merged.resized(new ImageSize(1540, 1540))).isEqualTo(new ImageSize(1540, 1540));
        assertThat(merged.columns(new ImageSize(1540, 1540))).isEqualTo(55);
    }

    @Test
    void refusesWhatWouldVanish() {
        assertThatExceptionOfType(MediaException.class)
                .isThrownBy(() -> GEOMETRY.rows(new ImageSize(2500, 1)))
                .withMessageContaining("2500x1")
                .withMessageContaining("1024x1024");
    }

    @Test
    void noSizeHasMoreThanTheLargestSquare() {
        for (int width = 4; width <= 3000; width += 7) {
            for (int height = 4; height <= 3000; height += 5) {
                ImageSize size = new ImageSize(width, height);
                assertThat(GEOMETRY.rows(size)).isBetween(1, 64);
                assertThat(GEOMETRY.columns(size)).isBetween(1, 64);
            }
        }
    }
}
