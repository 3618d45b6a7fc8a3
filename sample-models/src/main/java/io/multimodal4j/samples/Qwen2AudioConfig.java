package io.multimodal4j.samples;

import io.multimodal4j.annotations.ConfigFile;
import io.multimodal4j.annotations.ConfigKey;
import io.multimodal4j.audio.WhisperFeatureExtractor;
import io.multimodal4j.media.AudioLength;
import io.multimodal4j.media.MediaException;

/**
 * What Qwen2-Audio's token count needs of its configuration.
 *
 * @param preprocessorConfig how sounds become spectrograms
 */
public record Qwen2AudioConfig(
        @ConfigFile(ConfigFile.PREPROCESSOR) PreprocessorConfig preprocessorConfig) {

    /**
     * How sounds become spectrograms.
     *
     * @param chunkLength the seconds at which sounds are cut off
     * @param hopLength samples from frame to frame
     * @param samplingRate samples per second
     */
    public record PreprocessorConfig(
            @ConfigKey(defaultValue = "30") int chunkLength,
            @ConfigKey(defaultValue = "160") int hopLength,
            @ConfigKey(defaultValue = "16000") int samplingRate) {}

    /** The second convolution of the encoder halves the frames, and so does the pooling behind it. */
    int tokens(AudioLength audio) {
        long chunk = (long) preprocessorConfig.chunkLength() * preprocessorConfig.samplingRate();
        int frames = WhisperFeatureExtractor.frames(audio.samples(), chunk, preprocessorConfig.hopLength());
        int convolved = (frames - 1) / 2 + 1;
        int tokens = Math.floorDiv(convolved - 2, 2) + 1;
        if (tokens < 1) {
            throw new MediaException("a sound of " + audio + " is too short for the model: it has " + frames
                    + (frames == 1 ? " frame of " : " frames of ") + preprocessorConfig.hopLength()
                    + " samples, and three make a token; continue it with silence");
        }
        return tokens;
    }
}
