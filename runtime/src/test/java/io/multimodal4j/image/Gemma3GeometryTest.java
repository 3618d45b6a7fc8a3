package io.multimodal4j.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.multimodal4j.image.Gemma3Geometry.Crop;
import io.multimodal4j.media.ImageSize;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Gemma3GeometryTest {

    private static final Gemma3Geometry GEOMETRY = new Gemma3Geometry(true, 256, 4, 1.2);

    @ParameterizedTest
    @CsvSource({
        "336, 336, 1",
        "640, 480, 3",
        "480, 640, 3",
        "1920, 1080, 3",
        "3000, 600, 5",
        "600, 3000, 5",
        "1199, 1000, 1",
        "900, 50, 1",
    })
    void cutsAsTheReference(int width, int height, int patches) {
        ImageSize size = new ImageSize(width, height);
        assertThat(GEOMETRY.patches(size)).isEqualTo(patches);
        assertThat(new Gemma3Geometry(false, 256, 4, 1.2).patches(size)).isEqualTo(1);
    }

    @Test
    void theLastCropMayBeSmaller() {
        assertThat(GEOMETRY.crops(new ImageSize(641, 480)))
                .containsExactly(new Crop(0, 0, new ImageSize(321, 480)), new Crop(321, 0, new ImageSize(320, 480)));
        assertThat(GEOMETRY.crops(new ImageSize(480, 641)))
                .containsExactly(new Crop(0, 0, new ImageSize(480, 321)), new Crop(0, 321, new ImageSize(480, 320)));
    }

    @Test
    void noSizeHasMoreThanTheMostCrops() {
        assertThat(GEOMETRY.patches(GEOMETRY.sizeWithMostFeatures())).isEqualTo(5);
        for (int width = 1; width <= 3000; width += 13) {
            for (int height = 1; height <= 3000; height += 7) {
                assertThat(GEOMETRY.patches(new ImageSize(width, height))).isLessThanOrEqualTo(5);
            }
        }
    }

    @Test
    void checksItsNumbers() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Gemma3Geometry(true, 0, 4, 1.2));
        assertThatIllegalArgumentException().isThrownBy(() -> new Gemma3Geometry(true, 256, 0, 1.2));
    }
}
