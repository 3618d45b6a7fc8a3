package io.multimodal4j.audio;

import io.multimodal4j.config.ConfigException;
import io.multimodal4j.config.ConfigNode;
import io.multimodal4j.kernel.LogMelPlan;
import java.util.Set;

/**
 * The options of {@code WhisperFeatureExtractor} with the class's own defaults for what {@code preprocessor_config.json} leaves out.
 *
 * @param featureSize mel filters
 * @param samplingRate samples per second
 * @param hopLength samples from frame to frame
 * @param nFft samples of a frame
 * @param chunkLength seconds of every spectrogram
 * @param paddingValue the sample that stands behind the end of a short sound
 * @param returnAttentionMask whether {@code attention_mask} is made
 */
record WhisperOptions(
        int featureSize,
        int samplingRate,
        int hopLength,
        int nFft,
        int chunkLength,
        float paddingValue,
        boolean returnAttentionMask) {

    static final Set<String> NAMES = Set.of(
            "feature_size",
            "sampling_rate",
            "hop_length",
            "n_fft",
            "chunk_length",
            "padding_value",
            "padding_side",
            "dither",
            "return_attention_mask");

    private static final int LONGEST = 1 << 28;

    static WhisperOptions read(ConfigNode config) {
        requireNoDither(config.atOr("0.0", "dither"));
        requireRight(config.atOr("right", "padding_side"));
        WhisperOptions options = new WhisperOptions(
                positive(config.atOr("80", "feature_size")),
                positive(config.atOr("16000", "sampling_rate")),
                positive(config.atOr("160", "hop_length")),
                positive(config.atOr("400", "n_fft")),
                positive(config.atOr("30", "chunk_length")),
                (float) config.atOr("0.0", "padding_value").asDouble(),
                config.atOr("false", "return_attention_mask").asBoolean());
        options.requireWholeFrames(config);
        return options;
    }

    private static int positive(ConfigNode number) {
        int value = number.asInt();
        if (value < 1) {
            throw number.wrong("a number of at least 1");
        }
        return value;
    }

    private static void requireNoDither(ConfigNode dither) {
        if (dither.asDouble() != 0) {
            throw dither.wrong("0: with random noise equal sounds would have different features");
        }
    }

    private static void requireRight(ConfigNode side) {
        if (!side.asString().equals("right")) {
            throw side.wrong("right: short sounds are padded at their end");
        }
    }

    private void requireWholeFrames(ConfigNode config) {
        long samples = (long) chunkLength * samplingRate;
        if (samples > LONGEST || samples % hopLength != 0) {
            throw new ConfigException(config + ": chunk_length " + chunkLength + " times sampling_rate " + samplingRate
                    + " must be a multiple of hop_length " + hopLength + " and at most " + LONGEST);
        }
        LogMelPlan plan = plan(config);
        if (frames() < plan.leastFrames()) {
            throw new ConfigException(config + ": chunk_length gives " + frames() + " frames, but with n_fft " + nFft
                    + " a spectrogram needs " + plan.leastFrames());
        }
    }

    private LogMelPlan plan(ConfigNode config) {
        try {
            return plan();
        } catch (IllegalArgumentException e) {
            throw new ConfigException(config + ": " + e.getMessage(), e);
        }
    }

    LogMelPlan plan() {
        return LogMelPlan.of(nFft, hopLength, samplingRate, featureSize);
    }

    /** The samples of every spectrogram. */
    int samples() {
        return chunkLength * samplingRate;
    }

    /** The frames of every spectrogram. */
    int frames() {
        return samples() / hopLength;
    }
}
