package io.multimodal4j.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.multimodal4j.kernel.PatchLayout;
import io.multimodal4j.media.ImageSize;
import io.multimodal4j.media.MediaException;
import io.multimodal4j.media.VideoSize;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QwenVlGeometryTest {

    private static final PatchLayout PATCHES = new PatchLayout(14, 2, 2);

    private static QwenVlGeometry geometry(long minPixels, long maxPixels) {
        return new QwenVlGeometry(PATCHES, minPixels, maxPixels);
    }

    /** The worked examples of the reference, and a rounding of a half to even (98 = 3.5 blocks up, 70 = 2.5 blocks down). */
    @ParameterizedTest
    @CsvSource({
        "336, 336, 12845056, 336, 336, 24, 24, 576, 144",
        "640, 480, 12845056, 644, 476, 34, 46, 1564, 391",
        "480, 640, 12845056, 476, 644, 46, 34, 1564, 391",
        "1024, 768, 12845056, 1036, 756, 54, 74, 3996, 999",
        "1920, 1080, 12845056, 1932, 1092, 78, 138, 10764, 2691",
        "100, 37, 12845056, 112, 28, 2, 8, 16, 4",
        "70, 70, 12845056, 56, 56, 4, 4, 16, 4",
        "98, 98, 12845056, 112, 112, 8, 8, 64, 16",
        "42, 42, 12845056, 56, 56, 4, 4, 16, 4",
        "28, 28, 12845056, 56, 56, 4, 4, 16, 4",
        "20, 20, 12845056, 56, 56, 4, 4, 16, 4",
        "1, 1, 12845056, 56, 56, 4, 4, 16, 4",
        "5000, 4000, 12845056, 4004, 3192, 228, 286, 65208, 16302",
        "200, 1, 12845056, 812, 28, 2, 58, 116, 29",
        "8000, 100, 12845056, 8008, 112, 8, 572, 4576, 1144",
        "1300, 876, 12845056, 1288, 868, 62, 92, 5704, 1426",
        "1920, 1080, 1003520, 1316, 728, 52, 94, 4888, 1222",
        "5000, 4000, 1003520, 1120, 896, 64, 80, 5120, 1280",
        "1300, 876, 262144, 616, 420, 30, 44, 1320, 330",
    })
    void resizesAsTheReference(
            int width,
            int height,
            long maxPixels,
            int newWidth,
            int newHeight,
            int rows,
            int columns,
            int patches,
            int tokens) {
        QwenVlGeometry geometry = geometry(3136, maxPixels);
        ImageSize size = new ImageSize(width, height);
        assertThat(geometry.resized(size)).isEqualTo(new ImageSize(newWidth, newHeight));
        assertThat(geometry.grid(size)).isEqualTo(new GridThw(1, rows, columns));
        assertThat(geometry.grid(size).patches()).isEqualTo(patches);
        assertThat(geometry.tokens(size)).isEqualTo(tokens);
    }

    @Test
    void refusesExtremeRatios() {
        QwenVlGeometry geometry = geometry(3136, 12845056);
        assertThatExceptionOfType(MediaException.class)
                .isThrownBy(() -> geometry.tokens(new ImageSize(2500, 1)))
                .withMessageContaining("2500x1")
                .withMessageContaining("200 times");
        assertThatExceptionOfType(MediaException.class).isThrownBy(() -> geometry.tokens(new ImageSize(1, 201)));
        assertThat(geometry.tokens(new ImageSize(1, 200))).isEqualTo(29);
    }

    @ParameterizedTest
    @CsvSource({"1, 640, 480, 1, 391", "2, 640, 480, 1, 391", "3, 640, 480, 2, 782", "8, 336, 336, 4, 576"})
    void framesGoInPairs(int frames, int width, int height, int steps, int tokens) {
        VideoSize size = new VideoSize(frames, width, height);
        assertThat(geometry(3136, 12845056).grid(size).frames()).isEqualTo(steps);
        assertThat(geometry(3136, 12845056).tokens(size)).isEqualTo(tokens);
    }

    @ParameterizedTest
    @CsvSource({
        "3136, 12845056, 3584, 3584, 16384",
        "3136, 1003520, 1120, 896, 1280",
        "3136, 602112, 896, 672, 768",
        "4096, 262144, 4676, 56, 334",
    })
    void knowsTheMostTokens(long minPixels, long maxPixels, int width, int height, int tokens) {
        QwenVlGeometry geometry = geometry(minPixels, maxPixels);
        ImageSize most = geometry.sizeWithMostFeatures();
        assertThat(geometry.tokens(most)).isEqualTo(tokens);
        assertThat(geometry.resized(most)).isEqualTo(new ImageSize(width, height));
    }

    /** Every size up to a side far beyond the limits, in both orientations; narrow limits are where rounding to whole blocks goes beyond them. */
    @ParameterizedTest
    @CsvSource({
        "3136, 12845056, 9, 4096",
        "3136, 1003520, 7, 2600",
        "3136, 50176, 1, 700",
        "1, 784, 1, 400",
        "784, 784, 1, 400",
        "3136, 3136, 1, 700",
        "50176, 50176, 1, 700",
        "100000, 100352, 1, 900",
        "20000, 30000, 1, 700",
    })
    void noSizeHasMore(long minPixels, long maxPixels, int step, int longest) {
        QwenVlGeometry geometry = geometry(minPixels, maxPixels);
        int most = 0;
        for (int longer = 1; longer <= longest * 20; longer += longer < longest ? step : longest / 7) {
            for (int shorter = (longer - 1) / QwenVlGeometry.MAX_RATIO + 1;
                    shorter <= Math.min(longer, longest);
                    shorter += step) {
                most = Math.max(most, geometry.tokens(new ImageSize(longer, shorter)));
                most = Math.max(most, geometry.tokens(new ImageSize(shorter, longer)));
            }
        }
        assertThat(most).isLessThanOrEqualTo(geometry.tokens(geometry.sizeWithMostFeatures()));
        if (step == 1) {
            assertThat(most).isEqualTo(geometry.tokens(geometry.sizeWithMostFeatures()));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "3136, 12845056, 32768, 4, 3584, 3584, 32768",
        "100352, 602112, 32768, 128, 896, 448, 32768",
        "3136, 12845056, 32767, 14, 4228, 868, 32767",
        "3136, 12845056, 7, 2, 196, 28, 7",
        "3136, 12845056, 4, 2, 56, 56, 4",
    })
    void knowsTheLongestVideo(
            long minPixels, long maxPixels, int mostTokens, int frames, int width, int height, int tokens) {
        QwenVlGeometry geometry = geometry(minPixels, maxPixels);
        VideoSize size = geometry.videoWithMostFeatures(mostTokens);
        assertThat(geometry.tokens(size)).isEqualTo(tokens);
        assertThat(size).isEqualTo(new VideoSize(frames, width, height));
    }

    @Test
    void refusesTooFewTokensForAVideo() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> geometry(3136, 12845056).videoWithMostFeatures(3))
                .withMessageContaining("3136 pixels");
    }

    @Test
    void checksItsNumbers() {
        assertThatIllegalArgumentException().isThrownBy(() -> geometry(3136, 3135));
        assertThatIllegalArgumentException().isThrownBy(() -> geometry(0, 3135));
    }
}
