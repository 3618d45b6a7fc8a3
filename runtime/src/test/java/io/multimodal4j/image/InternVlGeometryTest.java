package io.multimodal4j.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.multimodal4j.image.InternVlGeometry.Grid;
import io.multimodal4j.media.ImageSize;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InternVlGeometryTest {

    @ParameterizedTest
    @CsvSource({
        "12, 336, 336, 1, 1, 1",
        "12, 640, 480, 4, 3, 13",
        "12, 480, 640, 3, 4, 13",
        "12, 1920, 1080, 4, 2, 9",
        "12, 1080, 1920, 2, 4, 9",
        "12, 100, 37, 5, 2, 11",
        "12, 900, 50, 12, 1, 13",
        "12, 896, 896, 2, 2, 5",
        "6, 336, 336, 1, 1, 1",
        "6, 640, 480, 3, 2, 7",
        "6, 480, 640, 2, 3, 7",
        "6, 1920, 1080, 2, 1, 3",
        "6, 1080, 1920, 1, 2, 3",
        "6, 100, 37, 3, 1, 4",
        "6, 900, 50, 6, 1, 7",
        "6, 896, 896, 2, 2, 5",
    })
    void choosesTheGridOfTheReference(int max, int width, int height, int columns, int rows, int patches) {
        InternVlGeometry geometry = new InternVlGeometry(448, 1, max, true);
        ImageSize size = new ImageSize(width, height);
        assertThat(geometry.grid(size)).isEqualTo(new Grid(columns, rows));
        assertThat(geometry.resized(size)).isEqualTo(new ImageSize(columns * 448, rows * 448));
        assertThat(geometry.patches(size)).isEqualTo(patches);
    }

    /** What vLLM's tests expect of the stop sign at a quarter, half, once, twice and four times its size. */
    @ParameterizedTest
    @CsvSource({
        "1, 1, 256, 256, 256, 256, 256",
        "1, 2, 256, 256, 256, 256, 256",
        "1, 4, 256, 256, 1280, 1280, 1280",
        "1, 8, 1792, 1792, 1792, 1792, 1792",
        "2, 4, 1280, 1280, 1280, 1280, 1280",
        "4, 8, 1792, 1792, 1792, 1792, 1792",
    })
    void countsAsVllm(int min, int max, int quarter, int half, int once, int twice, int fourTimes) {
        InternVlGeometry geometry = new InternVlGeometry(448, min, max, true);
        assertThat(geometry.patches(new ImageSize(325, 219)) * 256).isEqualTo(quarter);
        assertThat(geometry.patches(new ImageSize(650, 438)) * 256).isEqualTo(half);
        assertThat(geometry.patches(new ImageSize(1300, 876)) * 256).isEqualTo(once);
        assertThat(geometry.patches(new ImageSize(2600, 1752)) * 256).isEqualTo(twice);
        assertThat(geometry.patches(new ImageSize(5200, 3504)) * 256).isEqualTo(fourTimes);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 12, true, 13",
        "1, 12, false, 12",
        "1, 6, true, 7",
        "1, 1, true, 1",
        "2, 4, true, 5",
        "7, 7, true, 8"
    })
    void noSizeHasMoreThanARow(int min, int max, boolean thumbnail, int patches) {
        InternVlGeometry geometry = new InternVlGeometry(448, min, max, thumbnail);
        assertThat(geometry.patches(geometry.sizeWithMostFeatures())).isEqualTo(patches);
        for (int width = 1; width <= 2000; width += 13) {
            for (int height = 1; height <= 2000; height += 7) {
                assertThat(geometry.patches(new ImageSize(width, height))).isLessThanOrEqualTo(patches);
            }
        }
    }

    @Test
    void checksItsNumbers() {
        assertThatIllegalArgumentException().isThrownBy(() -> new InternVlGeometry(448, 0, 12, true));
        assertThatIllegalArgumentException().isThrownBy(() -> new InternVlGeometry(448, 3, 2, true));
        assertThatIllegalArgumentException().isThrownBy(() -> new InternVlGeometry(0, 1, 2, true));
    }
}
