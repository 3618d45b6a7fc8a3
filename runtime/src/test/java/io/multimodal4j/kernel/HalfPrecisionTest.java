package io.multimodal4j.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.multimodal4j.annotations.DType;
import io.multimodal4j.tensor.Tensor;
import io.multimodal4j.tensor.TensorAllocator;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** All numbers of 16 bits, and what lies between two of them. */
class HalfPrecisionTest {

    private enum Kind {
        FLOAT16(5, 10) {
            @Override
            short narrow(float value) {
                return HalfPrecision.toFloat16(value);
            }

            @Override
            float widen(short bits) {
                return HalfPrecision.fromFloat16(bits);
            }
        },
        BFLOAT16(8, 7) {
            @Override
            short narrow(float value) {
                return HalfPrecision.toBfloat16(value);
            }

            @Override
            float widen(short bits) {
                return HalfPrecision.fromBfloat16(bits);
            }
        };

        final int exponentBits;
        final int fractionBits;

        Kind(int exponentBits, int fractionBits) {
            this.exponentBits = exponentBits;
            this.fractionBits = fractionBits;
        }

        abstract short narrow(float value);

        abstract float widen(short bits);

        /** What the bits mean, by definition. */
        double meaning(int bits) {
            int bias = (1 << (exponentBits - 1)) - 1;
            int exponent = (bits >> fractionBits) & ((1 << exponentBits) - 1);
            double fraction = (bits & ((1 << fractionBits) - 1)) / (double) (1 << fractionBits);
            double sign = bits >> 15 == 0 ? 1 : -1;
            if (exponent == (1 << exponentBits) - 1) {
                return fraction == 0 ? sign * Double.POSITIVE_INFINITY : Double.NaN;
            }
            return sign
                    * (exponent == 0
                            ? fraction * Math.pow(2, 1 - bias)
                            : (1 + fraction) * Math.pow(2, exponent - bias));
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void everyNumberHasItsMeaningAndComesBack(Kind kind) {
        for (int bits = 0; bits < 1 << 16; bits++) {
            float wide = kind.widen((short) bits);
            double meaning = kind.meaning(bits);
            if (Double.isNaN(meaning)) {
                assertThat(wide).isNaN();
                assertThat(kind.meaning(kind.narrow(wide) & 0xffff)).isNaN();
                assertThat(kind.narrow(wide) >> 15).isEqualTo((short) bits >> 15);
            } else {
                assertThat((double) wide).isEqualTo(meaning);
                assertThat(kind.narrow(wide)).isEqualTo((short) bits);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void numbersBetweenTwoGoToTheNearestOrTheEvenOne(Kind kind) {
        NavigableMap<Double, Integer> numbers = new TreeMap<>();
        int infinity = ((1 << kind.exponentBits) - 1) << kind.fractionBits;
        for (int bits = 0; bits < infinity; bits++) {
            numbers.put(kind.meaning(bits), bits);
        }
        // Behind the largest comes what would be next, were there another exponent.
        double largest = numbers.lastKey();
        numbers.put(2 * largest - numbers.lowerKey(largest), infinity);
        Random random = new Random(5);
        for (int bits = 0; bits + 1 < infinity; bits++) {
            double low = kind.meaning(bits);
            double high = kind.meaning(bits + 1);
            check(kind, numbers, (float) (low + (high - low) / 2));
            check(kind, numbers, Math.nextUp((float) (low + (high - low) / 2)));
            check(kind, numbers, Math.nextDown((float) (low + (high - low) / 2)));
            check(kind, numbers, (float) (low + (high - low) * random.nextDouble()));
        }
        check(kind, numbers, (float) (largest + (largest - numbers.lowerKey(largest)) / 2));
        check(kind, numbers, Math.nextDown((float) (largest + (largest - numbers.lowerKey(largest)) / 2)));
        assertThat((int) kind.narrow(Float.POSITIVE_INFINITY)).isEqualTo((short) infinity);
    }

    private static void check(Kind kind, NavigableMap<Double, Integer> numbers, float value) {
        double low = numbers.floorKey((double) value);
        double high = numbers.ceilingKey((double) value);
        int even = numbers.get(low) % 2 == 0 ? numbers.get(low) : numbers.get(high);
        int nearest = value - low < high - value ? numbers.get(low) : numbers.get(high);
        int expected = value - low == high - value ? even : nearest;
        assertThat(kind.narrow(value)).as("%s of %s", kind, value).isEqualTo((short) expected);
        assertThat(kind.narrow(-value)).as("%s of -%s", kind, value).isEqualTo((short) (expected | 0x8000));
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void tensorsAreCastThereAndBack(Kind kind) {
        TensorAllocator allocator = new TensorAllocator();
        JavaKernels kernels = new JavaKernels();
        DType dtype = DType.valueOf(kind.name());
        try (Tensor halves = allocator.allocate(dtype, 256, 256);
                Tensor floats = allocator.allocate(DType.FLOAT32, 256, 256);
                Tensor back = allocator.allocate(dtype, 256, 256)) {
            for (int bits = 0; bits < 1 << 16; bits++) {
                halves.asByteBuffer().putShort(2 * bits, (short) bits);
            }
            kernels.cast(halves, floats);
            kernels.cast(floats, back);
            float[] wide = floats.toFloatArray();
            for (int bits = 0; bits < 1 << 16; bits++) {
                assertThat(Float.floatToRawIntBits(wide[bits]))
                        .isEqualTo(Float.floatToRawIntBits(kind.widen((short) bits)));
                assertThat(back.asByteBuffer().getShort(2 * bits)).isEqualTo(kind.narrow(wide[bits]));
            }
        }
    }

    @Test
    void aSignallingNanBecomesAQuietOneWithItsPayload() {
        assertThat(HalfPrecision.toFloat16(Float.intBitsToFloat(0xff802000))).isEqualTo((short) 0xfe01);
        assertThat(HalfPrecision.toBfloat16(Float.intBitsToFloat(0xff810000))).isEqualTo((short) 0xffc1);
        assertThat(HalfPrecision.toBfloat16(Float.intBitsToFloat(0x7f800001))).isEqualTo((short) 0x7fc0);
    }
}
