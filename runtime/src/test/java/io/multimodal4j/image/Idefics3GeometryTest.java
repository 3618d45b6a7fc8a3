package io.multimodal4j.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.multimodal4j.image.Idefics3Geometry.Tiles;
import io.multimodal4j.media.ImageSize;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Idefics3GeometryTest {

    private static final Idefics3Geometry IDEFICS3 = new Idefics3Geometry(1456, 364, true);

    /** A text of {@code image_seq_len} tokens per picture of the encoder, three more around the whole, and two more per tile and a line end per row. */
    private static int tokens(Tiles tiles, int perPatch) {
        return perPatch + 3 + tiles.rows() * ((perPatch + 2) * tiles.columns() + 1);
    }

    @ParameterizedTest
    @CsvSource({
        "1456, 364, 169, 336, 336, 1456, 1456, 1456, 1456, 4, 4, 2873, 2912",
        "1456, 364, 169, 640, 480, 1456, 1092, 1456, 1092, 3, 4, 2197, 2227",
        "1456, 364, 169, 480, 640, 1092, 1456, 1092, 1456, 4, 3, 2197, 2228",
        "1456, 364, 169, 1920, 1080, 1456, 820, 1456, 1092, 3, 4, 2197, 2227",
        "1456, 364, 169, 100, 37, 1456, 538, 1456, 728, 2, 4, 1521, 1542",
        "1456, 364, 169, 900, 50, 1456, 80, 1456, 364, 1, 4, 845, 857",
        "1456, 364, 169, 50, 900, 80, 1456, 364, 1456, 4, 1, 845, 860",
        "2048, 512, 64, 640, 480, 2048, 1536, 2048, 1536, 3, 4, 832, 862",
        "2048, 512, 64, 336, 336, 2048, 2048, 2048, 2048, 4, 4, 1088, 1127",
        "2048, 512, 64, 100, 37, 2048, 758, 2048, 1024, 2, 4, 576, 597",
        "364, 364, 169, 1456, 1456, 364, 364, 364, 364, 0, 0, 169, 172",
        "728, 364, 169, 1456, 1456, 728, 728, 728, 728, 2, 2, 845, 858",
        "1536, 384, 81, 1536, 1536, 1536, 1536, 1536, 1536, 4, 4, 1377, 1416",
        "1536, 768, 81, 1536, 1536, 1536, 1536, 1536, 1536, 2, 2, 405, 418",
    })
    void splitsAsTheReference(
            int longestEdge,
            int tileSize,
            int perPatch,
            int width,
            int height,
            int scaledWidth,
            int scaledHeight,
            int tiledWidth,
            int tiledHeight,
            int rows,
            int columns,
            int embeddings,
            int tokens) {
        Idefics3Geometry geometry = new Idefics3Geometry(longestEdge, tileSize, true);
        ImageSize size = new ImageSize(width, height);
        assertThat(geometry.scaled(size)).isEqualTo(new ImageSize(scaledWidth, scaledHeight));
        assertThat(geometry.tiled(size)).isEqualTo(new ImageSize(tiledWidth, tiledHeight));
        assertThat(geometry.tiles(size)).isEqualTo(new Tiles(rows, columns));
        assertThat(geometry.tiles(size).patches() * perPatch).isEqualTo(embeddings);
        assertThat(tokens(geometry.tiles(size), perPatch)).isEqualTo(tokens);
    }

    @Test
    void whatWouldVanishKeepsAPixel() {
        assertThat(IDEFICS3.scaled(new ImageSize(2500, 1))).isEqualTo(new ImageSize(1456, 1));
        assertThat(IDEFICS3.tiles(new ImageSize(1, 2500))).isEqualTo(new Tiles(4, 1));
    }

    @Test
    void noSideBecomesLongerThanTheBound() {
        Idefics3Geometry geometry = new Idefics3Geometry(5000, 500, true);
        assertThat(geometry.scaled(new ImageSize(100, 50))).isEqualTo(new ImageSize(4096, 2048));
        assertThat(geometry.scaled(new ImageSize(50, 100))).isEqualTo(new ImageSize(2048, 4096));
    }

    @Test
    void withoutSplittingThereIsOneSquare() {
        Idefics3Geometry geometry = new Idefics3Geometry(1456, 364, false);
        assertThat(geometry.tiled(new ImageSize(640, 480))).isEqualTo(new ImageSize(364, 364));
        assertThat(geometry.tiles(new ImageSize(640, 480))).isEqualTo(new Tiles(0, 0));
        assertThat(geometry.tiles(geometry.sizeWithMostFeatures()).patches()).isEqualTo(1);
    }

    @Test
    void noSizeHasMoreThanASquare() {
        int most = IDEFICS3.tiles(IDEFICS3.sizeWithMostFeatures()).patches();
        assertThat(most).isEqualTo(17);
        for (int width = 1; width <= 2000; width += 3) {
            for (int height = 1; height <= 2000; height += 2) {
                assertThat(IDEFICS3.tiles(new ImageSize(width, height)).patches())
                        .isLessThanOrEqualTo(most);
            }
        }
    }

    @Test
    void checksItsNumbers() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Idefics3Geometry(0, 364, true));
        assertThatIllegalArgumentException().isThrownBy(() -> new Idefics3Geometry(1456, 0, true));
    }
}
