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
        "336, 336, 336, 336, 12, 12",
        "640, 480, 640, 480, 16, 22",
        "1920, 1080, 1920, 1080, 36, 64",
        "1080, 1920, 607, 1080, 36, 21",
        "100, 37, 100, 37, 2, 4",
        "2000, 500, 1920, 480, 16, 64",
        "4000, 3000, 1440, 1080, 36, 48",
    })
    void resizesAsTheReference(int width, int height, int newWidth, int newHeight, int rows, int columns) {
        ImageSize size = new ImageSize(width, height);
        assertThat(GEOMETRY.resized(size)).isEqualTo(new ImageSize(newWidth, newHeight));
        assertThat(GEOMETRY.rows(size)).isEqualTo(rows);
        assertThat(GEOMETRY.columns(size)).isEqualTo(columns);
    }

    @Test
    void refusesWhatWouldVanish() {
        assertThatExceptionOfType(MediaException.class)
                .isThrownBy(() -> GEOMETRY.rows(new ImageSize(2500, 1)))
                .withMessageContaining("2500x1");
    }
}
