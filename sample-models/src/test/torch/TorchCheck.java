import io.multimodal4j.annotations.DType;
import io.multimodal4j.kernel.HalfPrecision;
import io.multimodal4j.kernel.JavaKernels;
import io.multimodal4j.kernel.NormalizeTable;
import io.multimodal4j.kernel.Parity;
import io.multimodal4j.kernel.ResampleFilter;
import io.multimodal4j.kernel.ResizePlan;
import io.multimodal4j.tensor.Tensor;
import io.multimodal4j.tensor.TensorAllocator;
import java.nio.FloatBuffer;
import java.util.Random;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.ShortPointer;
import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.InterpolateFuncOptions;
import org.bytedeco.pytorch.LongVector;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.kBicubic;
import org.bytedeco.pytorch.kBilinear;
import org.bytedeco.pytorch.kNearestExact;

/**
 * Compares the kernels that compute as PyTorch does with PyTorch itself: the resizes of {@code Parity.TORCHVISION} (torchvision's {@code resize} of a uint8 tensor is
 * this call), its normalisation, rounding to 16 bits, the float bicubic resize of Phi-3.5-vision. See README.md beside the Python scripts.
 */
public final class TorchCheck {

    private static final int PICTURES = 400;
    private static final double[] MEAN = {0.48145466, 0.4578275, 0.40821073};
    private static final double[] STD = {0.26862954, 0.26130258, 0.27577711};
    private static final double RESCALE = 0.00392156862745098;

    private final TensorAllocator allocator = new TensorAllocator();
    private final JavaKernels kernels = new JavaKernels();
    private final Random random = new Random(7);
    private boolean failed;

    public static void main(String[] args) {
        TorchCheck check = new TorchCheck();
        for (ResampleFilter filter : new ResampleFilter[] {ResampleFilter.BICUBIC, ResampleFilter.BILINEAR, ResampleFilter.NEAREST}) {
            check.resizes(filter, false);
            check.resizes(filter, true);
        }
        check.normalisation();
        check.rounding();
        check.floatBicubic();
        System.exit(check.failed ? 1 : 0);
    }

    private void report(String what, long different, long of) {
        System.out.println(what + ": " + different + " of " + of + " differ");
        failed |= different != 0;
    }

    /** Noise, or a ramp with spots. */
    private byte[] picture(int height, int width, boolean noise) {
        byte[] bytes = new byte[height * width * 3];
        random.nextBytes(bytes);
        for (int i = 0; !noise && i < bytes.length; i++) {
            bytes[i] = (byte) (i / 3 % width * 255 / width + i / 3 / width * 3 + (random.nextInt(9) == 0 ? 255 : 0));
        }
        return bytes;
    }

    /** (1, 3, height, width), one channel after the other in memory or interleaved. */
    private static org.bytedeco.pytorch.Tensor planes(byte[] picture, int height, int width, boolean contiguous) {
        org.bytedeco.pytorch.Tensor interleaved = torch.from_blob(
                        new BytePointer(picture), new long[] {height, width, 3}, new TensorOptions(torch.ScalarType.Byte))
                .clone();
        org.bytedeco.pytorch.Tensor planes = interleaved.permute(new long[] {2, 0, 1}).unsqueeze(0);
        return contiguous ? planes.contiguous() : planes;
    }

    private static byte[] torchResize(ResampleFilter filter, org.bytedeco.pytorch.Tensor planes, int height, int width) {
        InterpolateFuncOptions options = new InterpolateFuncOptions();
        options.size().put(new LongVector(new long[] {height, width}));
        if (filter == ResampleFilter.NEAREST) {
            options.mode().put(new kNearestExact());
        } else {
            options.align_corners().put(false);
            options.antialias().put(true);
            if (filter == ResampleFilter.BICUBIC) {
                options.mode().put(new kBicubic());
            } else {
                options.mode().put(new kBilinear());
            }
        }
        org.bytedeco.pytorch.Tensor resized =
                torch.interpolate(planes, options).squeeze(0).permute(new long[] {1, 2, 0}).contiguous();
        byte[] bytes = new byte[Math.toIntExact(resized.numel())];
        new BytePointer(resized.data_ptr()).get(bytes);
        return bytes;
    }

    private void resizes(ResampleFilter filter, boolean contiguous) {
        long samples = 0;
        long different = 0;
        for (int i = 0; i < PICTURES; i++) {
            int height = 1 + random.nextInt(i % 3 == 0 ? 40 : 600);
            int width = 1 + random.nextInt(i % 5 == 0 ? 40 : 600);
            int newHeight = i % 7 == 0 ? height : 1 + random.nextInt(500);
            int newWidth = i % 11 == 0 ? width : 1 + random.nextInt(500);
            if (newHeight == height && newWidth == width) {
                continue; // torchvision does not call PyTorch then
            }
            byte[] picture = picture(height, width, i % 2 == 0);
            byte[] expected = torchResize(filter, planes(picture, height, width, contiguous), newHeight, newWidth);
            try (Tensor source = allocator.allocate(DType.UINT8, height, width, 3);
                    Tensor target = allocator.allocate(DType.UINT8, newHeight, newWidth, 3)) {
                source.asByteBuffer().put(picture);
                ResizePlan.Window whole = ResizePlan.Window.whole(newHeight, newWidth);
                kernels.resize(
                        source,
                        ResizePlan.of(Parity.TORCHVISION, filter, height, width, newHeight, newWidth, whole),
                        target,
                        allocator);
                for (int k = 0; k < expected.length; k++) {
                    different += target.asByteBuffer().get(k) == expected[k] ? 0 : 1;
                }
                samples += expected.length;
            }
        }
        report(filter + (contiguous ? ", planes" : ", interleaved"), different, samples);
    }

    private static org.bytedeco.pytorch.Tensor scaled(double[] numbers) {
        float[] floats = {(float) numbers[0], (float) numbers[1], (float) numbers[2]};
        return torch.tensor(floats).mul(new Scalar(1.0 / RESCALE)).view(new long[] {1, 3, 1, 1});
    }

    private void normalisation() {
        byte[] all = new byte[3 * 256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) (i / 3);
        }
        float[] expected = new float[all.length];
        new FloatPointer(planes(all, 16, 16, true)
                        .to(torch.ScalarType.Float)
                        .sub(scaled(MEAN))
                        .div(scaled(STD))
                        .contiguous()
                        .data_ptr())
                .get(expected);
        NormalizeTable table = NormalizeTable.builder(3)
                .parity(Parity.TORCHVISION)
                .rescale(RESCALE)
                .normalize(MEAN, STD)
                .build();
        try (Tensor source = allocator.allocate(DType.UINT8, 16, 16, 3);
                Tensor target = allocator.allocate(DType.FLOAT32, 3, 16, 16)) {
            source.asByteBuffer().put(all);
            kernels.normalize(source, table, target);
            FloatBuffer found = target.asByteBuffer().asFloatBuffer();
            long different = 0;
            for (int i = 0; i < expected.length; i++) {
                different += found.get(i) == expected[i] ? 0 : 1;
            }
            report("rescaled and normalised in one step", different, expected.length);
        }
    }

    /** One float32 of every sixteen, at random. */
    private void rounding() {
        int chunk = 1 << 20;
        long different = 0;
        float[] values = new float[chunk];
        short[] bfloat16s = new short[chunk];
        short[] float16s = new short[chunk];
        for (long start = 0; start < 1L << 32; start += chunk * 16L) {
            for (int i = 0; i < chunk; i++) {
                values[i] = Float.intBitsToFloat((int) (start + i * 16L + random.nextInt(16)));
            }
            org.bytedeco.pytorch.Tensor wide = torch.tensor(values);
            new ShortPointer(wide.to(torch.ScalarType.BFloat16).data_ptr()).get(bfloat16s);
            new ShortPointer(wide.to(torch.ScalarType.Half).data_ptr()).get(float16s);
            for (int i = 0; i < chunk; i++) {
                boolean same = HalfPrecision.toBfloat16(values[i]) == bfloat16s[i]
                        && HalfPrecision.toFloat16(values[i]) == float16s[i];
                different += same || Float.isNaN(values[i]) ? 0 : 1;
            }
        }
        report("rounded to bfloat16 and float16", different, 1L << 28);
    }

    private void floatBicubic() {
        float most = 0;
        int side = 336;
        for (int i = 0; i < 30; i++) {
            int height = 100 + random.nextInt(1500);
            int width = 100 + random.nextInt(1500);
            float[] values = new float[3 * height * width];
            for (int k = 0; k < values.length; k++) {
                values[k] = random.nextFloat() * 4 - 2;
            }
            float[] expected = new float[3 * side * side];
            org.bytedeco.pytorch.Tensor planes = torch.tensor(values).view(new long[] {1, 3, height, width});
            new FloatPointer(torch.upsample_bicubic2d(
                                    planes, new long[] {side, side}, false, new DoubleOptional(), new DoubleOptional())
                            .contiguous()
                            .data_ptr())
                    .get(expected);
            try (Tensor source = allocator.allocate(DType.FLOAT32, 3, height, width);
                    Tensor target = allocator.allocate(DType.FLOAT32, 3, side, side)) {
                source.asByteBuffer().asFloatBuffer().put(values);
                kernels.resizeFloat(source, target);
                for (int k = 0; k < expected.length; k++) {
                    most = Math.max(most, Math.abs(expected[k] - target.asByteBuffer().getFloat(k * 4)));
                }
            }
        }
        System.out.println("float bicubic: at most " + most);
        failed |= most > 1e-5f;
    }
}
