package io.multimodal4j.tvm;

import io.multimodal4j.annotations.DType;
import io.multimodal4j.kernel.NormalizeTable;
import io.multimodal4j.tensor.Tensor;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Windows, cropped and normalised, equal the Java kernels' bit for bit. */
class WindowsTest extends KernelTest {

    /** A picture and a window: inside, over an edge, outside, or the whole. */
    private record Window(int height, int width, int channels, int top, int left, int fill, int rows, int columns) {

        static Window draw(Random random) {
            int height = 1 + random.nextInt(90);
            int width = 1 + random.nextInt(random.nextInt(4) == 0 ? 1500 : 150);
            int channels = random.nextInt(3) > 0 ? 3 : 1 + random.nextInt(4);
            int fill = random.nextInt(256);
            return switch (random.nextInt(8)) {
                case 0 -> new Window(height, width, channels, 0, 0, fill, height, width);
                case 1 -> new Window(height, width, channels, edge(random), edge(random), fill, 9, 70);
                default ->
                    new Window(
                            height,
                            width,
                            channels,
                            random.nextInt(-90, 90),
                            random.nextInt(-150, 150),
                            fill,
                            1 + random.nextInt(70),
                            1 + random.nextInt(250));
            };
        }

        private static int edge(Random random) {
            int[] edges = {Integer.MIN_VALUE, -1, 0, 1, Integer.MAX_VALUE};
            return edges[random.nextInt(edges.length)];
        }
    }

    @ParameterizedTest
    @MethodSource("variants")
    void cropsEqualJava(String variant) {
        repeat(variant, 500, (kernels, random) -> {
            Window w = Window.draw(random);
            try (Guarded source = picture(w, random);
                    Guarded target = new Guarded(allocator, random, DType.UINT8, w.rows(), w.columns(), w.channels());
                    Tensor expected = allocator.allocate(DType.UINT8, w.rows(), w.columns(), w.channels())) {
                java.crop(source.tensor, w.top(), w.left(), w.fill(), expected);
                kernels.crop(source.tensor, w.top(), w.left(), w.fill(), target.tensor);
                target.requireEqual(expected, w.toString());
            }
        });
    }

    @ParameterizedTest
    @MethodSource("variants")
    void normalizedWindowsEqualJava(String variant) {
        repeat(variant, 600, (kernels, random) -> {
            Window w = Window.draw(random);
            DType dtype = FLOATS[random.nextInt(FLOATS.length)];
            NormalizeTable table = table(w.channels(), random);
            try (Guarded source = picture(w, random);
                    Guarded target = new Guarded(allocator, random, dtype, w.channels(), w.rows(), w.columns());
                    Tensor expected = allocator.allocate(dtype, w.channels(), w.rows(), w.columns())) {
                java.normalize(source.tensor, w.top(), w.left(), w.fill(), table, expected);
                kernels.normalize(source.tensor, w.top(), w.left(), w.fill(), table, target.tensor);
                target.requireEqual(expected, w + " " + dtype);
            }
        });
    }

    private Guarded picture(Window w, Random random) {
        return new Guarded(allocator, random, DType.UINT8, w.height(), w.width(), w.channels());
    }

    static NormalizeTable table(int channels, Random random) {
        return NormalizeTable.builder(channels)
                .rescale(1 / 255.0)
                .normalize(
                        random.doubles(channels).toArray(),
                        random.doubles(channels, 0.1, 1).toArray())
                .build();
    }
}
