package io.multimodal4j.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.multimodal4j.annotations.DType;
import org.junit.jupiter.api.Test;

/** The two arithmetics of rescaling and normalising. */
class NormalizeTableTest {

    private static final double[] MEAN = {0.48145466, 0.4578275, 0.40821073};
    private static final double[] STD = {0.26862954, 0.26130258, 0.27577711};

    @Test
    void theFusedArithmeticDiffersInTheLastBits() {
        float[] pil = builder(Parity.PIL).normalize(MEAN, STD).build().values();
        float[] torchvision =
                builder(Parity.TORCHVISION).normalize(MEAN, STD).build().values();
        int different = 0;
        for (int i = 0; i < pil.length; i++) {
            assertThat((double) torchvision[i]).isCloseTo(pil[i], within(2.4e-7));
            different += pil[i] == torchvision[i] ? 0 : 1;
        }
        assertThat(different).isGreaterThan(pil.length / 3);
        float mean = (float) MEAN[1] * 255f;
        float std = (float) STD[1] * 255f;
        assertThat(torchvision[256 + 77]).isEqualTo((77f - mean) / std);
    }

    @Test
    void rescalingAloneIsADivisionInOneAndAProductInTheOther() {
        float[] pil = builder(Parity.PIL).build().values();
        float[] torchvision = builder(Parity.TORCHVISION).build().values();
        for (int v = 0; v < 256; v++) {
            assertThat(pil[v]).isEqualTo(v / 255f);
            assertThat(torchvision[v]).isEqualTo(v * (1f / 255f));
        }
    }

    @Test
    void halvesAreTheFloatsRoundedOnce() {
        NormalizeTable table = builder(Parity.PIL).normalize(MEAN, STD).build();
        for (int i = 0; i < 3 * NormalizeTable.ENTRIES; i++) {
            assertThat(table.bits(DType.FLOAT16)[i]).isEqualTo(HalfPrecision.toFloat16(table.values()[i]));
            assertThat(table.bits(DType.BFLOAT16)[i]).isEqualTo(HalfPrecision.toBfloat16(table.values()[i]));
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> table.bits(DType.FLOAT32))
                .withMessageContaining("float32");
    }

    @Test
    void aFactorThatCannotBeIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NormalizeTable.builder(3).rescale(0))
                .withMessageContaining("rescale factor");
    }

    private static NormalizeTable.Builder builder(Parity parity) {
        return NormalizeTable.builder(3).parity(parity).rescale(1 / 255.0);
    }
}
