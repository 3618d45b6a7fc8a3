package io.multimodal4j.kernel;

import io.multimodal4j.tensor.Tensor;
import java.nio.FloatBuffer;

/** A log-mel spectrogram, frame by frame; two frames are transformed as one of complex numbers. */
final class JavaLogMel {

    private final LogMelPlan plan;
    private final int frames;
    private final float[] signal;
    private final FloatBuffer out;
    private final Fft fft;
    private final double[] even;
    private final double[] odd;
    private final double[] real;
    private final double[] imaginary;
    private final double[] power;

    private JavaLogMel(Tensor samples, LogMelPlan plan, Tensor target) {
        this.plan = plan;
        this.frames = (int) target.dim(1);
        this.signal = new float[frames * plan.hopLength()];
        int given = (int) Math.min(samples.dim(0), signal.length);
        if (given > 0) {
            samples.narrow(0, given).asByteBuffer().asFloatBuffer().get(signal, 0, given);
        }
        this.out = target.asByteBuffer().asFloatBuffer();
        int size = plan.fftSize();
        this.fft = new Fft(plan.roots());
        this.even = new double[size];
        this.odd = new double[size];
        this.real = new double[size];
        this.imaginary = new double[size];
        this.power = new double[plan.bins()];
    }

    static void run(Tensor samples, LogMelPlan plan, Tensor target) {
        new JavaLogMel(samples, plan, target).run();
    }

    private void run() {
        float most = Float.NEGATIVE_INFINITY;
        for (int frame = 0; frame < frames; frame += 2) {
            window(frame, even);
            window(Math.min(frame + 1, frames - 1), odd);
            fft.transform(even, odd, real, imaginary);
            most = Math.max(most, first(frame));
            if (frame + 1 < frames) {
                most = Math.max(most, second(frame + 1));
            }
        }
        float least = most - LogMelPlan.RANGE;
        for (int i = 0; i < plan.mels() * frames; i++) {
            out.put(i, (Math.max(out.get(i), least) + 4f) / 4f);
        }
    }

    /** The samples of a frame, reflected at the ends of the signal, times the window. */
    private void window(int frame, double[] windowed) {
        int start = frame * plan.hopLength() - plan.fftSize() / 2;
        for (int i = 0; i < windowed.length; i++) {
            int at = Math.abs(start + i);
            windowed[i] = signal[at < signal.length ? at : 2 * signal.length - 2 - at] * plan.window()[i];
        }
    }

    /** The spectrum of the real parts is the part of the transform that is even under conjugation. */
    private float first(int frame) {
        for (int k = 0; k < power.length; k++) {
            int mirror = k == 0 ? 0 : real.length - k;
            power[k] = power((real[k] + real[mirror]) / 2, (imaginary[k] - imaginary[mirror]) / 2);
        }
        return filter(frame);
    }

    /** That of the imaginary parts is the rest, divided by i. */
    private float second(int frame) {
        for (int k = 0; k < power.length; k++) {
            int mirror = k == 0 ? 0 : real.length - k;
            power[k] = power((imaginary[k] + imaginary[mirror]) / 2, (real[mirror] - real[k]) / 2);
        }
        return filter(frame);
    }

    /** The squared magnitude of a number that is rounded to complex64 first. */
    private static double power(double re, double im) {
        double a = (float) re;
        double b = (float) im;
        return a * a + b * b;
    }

    /** Writes the logarithms of a frame and returns the largest. */
    private float filter(int frame) {
        float most = Float.NEGATIVE_INFINITY;
        for (int m = 0; m < plan.mels(); m++) {
            int bin = plan.firstBins()[m];
            double sum = 0;
            for (int i = plan.offsets()[m]; i < plan.offsets()[m + 1]; i++, bin++) {
                sum += plan.weights()[i] * power[bin];
            }
            float log = (float) Math.log10(Math.max(LogMelPlan.FLOOR, sum));
            out.put(m * frames + frame, log);
            most = Math.max(most, log);
        }
        return most;
    }
}
