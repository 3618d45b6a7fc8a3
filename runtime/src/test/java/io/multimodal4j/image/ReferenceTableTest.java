package io.multimodal4j.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.multimodal4j.image.Idefics3Geometry.Tiles;
import io.multimodal4j.image.InternVlGeometry.Grid;
import io.multimodal4j.kernel.PatchLayout;
import io.multimodal4j.media.ImageSize;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Twenty-two sizes through every family: those of vLLM's own tests in both orientations, and those that tell common mistakes apart (328x369, 1669x2560, 488x183
 * and its transpose). The figures were computed independently of this code.
 */
class ReferenceTableTest {

    private static final LlavaNextGeometry NEXT = LlavaNextGeometry.of(
            List.of(List.of(336, 672), List.of(672, 336), List.of(672, 672), List.of(1008, 336), List.of(336, 1008)),
            336);
    private static final QwenVlGeometry QWEN = new QwenVlGeometry(new PatchLayout(14, 2, 2), 3136, 12_845_056);
    private static final FuyuGeometry FUYU = new FuyuGeometry(new ImageSize(1920, 1080), new ImageSize(30, 30));
    private static final PixtralGeometry PIXTRAL = PixtralGeometry.of(1024, 16);
    private static final InternVlGeometry INTERN = new InternVlGeometry(448, 1, 12, true);
    private static final Idefics3Geometry IDEFICS3 = new Idefics3Geometry(1456, 364, true);
    private static final Idefics3Geometry SMOL = new Idefics3Geometry(1536, 384, true);
    private static final Gemma3Geometry GEMMA3 = new Gemma3Geometry(true, 256, 4, 1.2);

    /** Width, height; LLaVA-NeXT; Qwen2-VL; Phi-3.5 of 4 and 16; Fuyu, Pixtral, InternVL2, Idefics3 as columns, rows, tokens; SmolVLM2; Gemma 3. */
    @ParameterizedTest
    @CsvSource({
        "336, 336, 1176, 144, 757, 2509, 12x12, 156, 21x21, 462, 1x1, 256, 4x4, 2873, 1377, 256",
        "672, 672, 2928, 576, 757, 2509, 23x23, 552, 42x42, 1806, 2x2, 1280, 4x4, 2873, 1377, 256",
        "171, 152, 1272, 30, 757, 2509, 6x6, 42, 11x10, 120, 1x1, 256, 4x4, 2873, 1377, 256",
        "152, 171, 1128, 30, 757, 2509, 6x6, 42, 10x11, 121, 1x1, 256, 4x4, 2873, 1377, 256",
        "184, 161, 1272, 42, 757, 2509, 7x6, 48, 12x11, 143, 1x1, 256, 4x4, 2873, 1377, 256",
        "161, 184, 1128, 42, 757, 2509, 6x7, 49, 11x12, 144, 1x1, 256, 4x4, 2873, 1377, 256",
        "198, 176, 1272, 42, 757, 2509, 7x6, 48, 13x11, 154, 1x1, 256, 4x4, 2873, 1377, 256",
        "176, 198, 1128, 42, 757, 2509, 6x7, 49, 11x13, 156, 1x1, 256, 4x4, 2873, 1377, 256",
        "333, 296, 1272, 132, 757, 2509, 12x10, 130, 21x19, 418, 1x1, 256, 4x4, 2873, 1377, 256",
        "296, 333, 1128, 132, 757, 2509, 10x12, 132, 19x21, 420, 1x1, 256, 4x4, 2873, 1377, 256",
        "369, 328, 1272, 156, 757, 2509, 13x11, 154, 24x21, 525, 1x1, 256, 4x4, 2873, 1377, 256",
        "328, 369, 1276, 156, 757, 2509, 11x13, 156, 21x24, 528, 1x1, 256, 4x4, 2873, 1377, 256",
        "488, 183, 1458, 119, 457, 1621, 17x7, 126, 31x12, 384, 5x2, 2816, 4x2, 1521, 729, 256",
        "183, 488, 1488, 119, 469, 1657, 7x17, 136, 12x31, 403, 2x5, 2816, 2x4, 1521, 729, 256",
        "2560, 1669, 2144, 5460, 757, 1921, 56x36, 2052, 64x42, 2730, 3x2, 1792, 4x3, 2197, 1053, 768",
        "1669, 2560, 2160, 5460, 757, 1933, 24x36, 900, 42x64, 2752, 2x3, 1792, 3x4, 2197, 1053, 768",
        "1300, 876, 2144, 1426, 757, 1921, 44x30, 1350, 64x44, 2860, 3x2, 1792, 4x3, 2197, 1053, 768",
        "1770, 1180, 2144, 2646, 757, 1921, 54x36, 1980, 64x43, 2795, 3x2, 1792, 4x3, 2197, 1053, 768",
        "1024, 1024, 2928, 1369, 757, 2509, 35x35, 1260, 64x64, 4160, 3x3, 2560, 4x4, 2873, 1377, 256",
        "1920, 1080, 1948, 2691, 757, 2353, 64x36, 2340, 64x36, 2340, 4x2, 2304, 4x3, 2197, 1053, 768",
        "32, 32, 1176, 4, 757, 2509, 2x2, 6, 2x2, 6, 1x1, 256, 4x4, 2873, 1377, 256",
        "50, 8000, 648, 572, 781, 2653, 1x36, 72, 1x64, 128, 1x12, 3328, 1x4, 845, 405, 256",
    })
    void everyFamilyCountsAsComputed(
            int width,
            int height,
            int next,
            int qwen,
            int phiOfFour,
            int phiOfSixteen,
            String fuyuGrid,
            int fuyu,
            String pixtralGrid,
            int pixtral,
            String internGrid,
            int intern,
            String idefics3Grid,
            int idefics3,
            int smol,
            int gemma3) {
        ImageSize size = new ImageSize(width, height);
        assertThat(NEXT.tokens(size, 24, 576)).isEqualTo(next);
        assertThat(QWEN.tokens(size)).isEqualTo(qwen);
        assertThat(new Phi3vGeometry(4).tokens(size)).isEqualTo(phiOfFour);
        assertThat(new Phi3vGeometry(16).tokens(size)).isEqualTo(phiOfSixteen);
        assertThat(FUYU.columns(size) + "x" + FUYU.rows(size)).isEqualTo(fuyuGrid);
        assertThat((FUYU.columns(size) + 1) * FUYU.rows(size)).isEqualTo(fuyu);
        assertThat(PIXTRAL.columns(size) + "x" + PIXTRAL.rows(size)).isEqualTo(pixtralGrid);
        assertThat((PIXTRAL.columns(size) + 1) * PIXTRAL.rows(size)).isEqualTo(pixtral);
        Grid grid = INTERN.grid(size);
        assertThat(grid.columns() + "x" + grid.rows()).isEqualTo(internGrid);
        assertThat(INTERN.patches(size) * 256).isEqualTo(intern);
        Tiles tiles = IDEFICS3.tiles(size);
        assertThat(tiles.columns() + "x" + tiles.rows()).isEqualTo(idefics3Grid);
        assertThat(tiles.patches() * 169).isEqualTo(idefics3);
        assertThat(SMOL.tiles(size).patches() * 81).isEqualTo(smol);
        assertThat(GEMMA3.patches(size) * 256).isEqualTo(gemma3);
    }
}
