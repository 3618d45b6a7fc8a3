package io.multimodal4j.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.multimodal4j.media.ImageSize;
import io.multimodal4j.media.MediaException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FuyuGeometryTest {

    private static final FuyuGeometry GEOMETRY = new FuyuGeometry(new ImageSize(1920, 1080), new ImageSize(30, 30));

    @ParameterizedTest
    @CsvSource({
        "336, 336, 336, 336, 12, 12, 144, 156",
        "640, 480, 640, 480, 16, 22, 352, 368",
        "1920, 1080, 1920, 1080, 36, 64, 2304, 2340",
        "1080, 1920, 607, 1080, 36, 21, 756, 792",
        "100, 37, 100, 37, 2, 4, 8, 10",
        "2000, 500, 1920, 480, 16, 64, 1024, 1040",
        "4000, 3000, 1440, 1080, 36, 48, 1728, 1764",
    })
    void resizesAsTheReference(
            int width, int height, int newWidth, int newHeight, int rows, int columns, int patches, int withLineEnds) {
        ImageSize size = new ImageSize(width, height);
        assertThat(GEOMETRY.resized(size)).isEqualTo(new ImageSize(newWidth, newHeight));
        assertThat(GEOMETRY.rows(size)).isEqualTo(rows);
        assertThat(GEOMETRY.columns(size)).isEqualTo(columns);
        assertThat(rows * columns).isEqualTo(patches);
        assertThat(rows * (columns + 1)).isEqualTo(withLineEnds);
    }

    @Test
    void noSizeHasMoreThanTheWholeCanvas() {
        int most = 0;
        for (int width = 5; width <= 4000; width += 7) {
            for (int height = 5; height <= 4000; height += 11) {
                ImageSize size = new ImageSize(width, height);
                most = Math.max(most, GEOMETRY.rows(size) * (GEOMETRY.columns(size) + 1));
            }
        }
        assertThat(most).isEqualTo(2340);
    }

    @Test
    void refusesWhatWouldVanish() {
        assertThatExceptionOfType(MediaException.class)
                .isThrownBy(() -> GEOMETRY.rows(new ImageSize(2500, 1)))
                .withMessageContaining("2500x1");
    }
}
