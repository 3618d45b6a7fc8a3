package io.multimodal4j.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.multimodal4j.audio.WhisperFeatureExtractor;
import io.multimodal4j.config.ConfigNode;
import io.multimodal4j.media.AudioItem;
import io.multimodal4j.media.AudioLength;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What sounds a model is tried on. */
class ItemSamplesTest {

    private final ItemSamples<AudioLength> sounds = SoundSamples.of(new WhisperFeatureExtractor(
            ConfigNode.parse("preprocessor_config.json", "{}".getBytes(StandardCharsets.UTF_8))));

    @Test
    void soundsReachBeyondTheLongestAndDownToOneSample() {
        List<AudioLength> searched = sounds.search().apply(7);
        assertThat(searched)
                .contains(
                        new AudioLength(1, 16_000),
                        new AudioLength(479_999, 16_000),
                        new AudioLength(480_000, 16_000),
                        new AudioLength(480_001, 16_000),
                        new AudioLength(960_000, 16_000),
                        new AudioLength(161, 16_000));
        assertThat(searched)
                .isEqualTo(sounds.search().apply(7))
                .isNotEqualTo(sounds.search().apply(8));
    }

    @Test
    void aSoundFollowsFromItsLengthAndIsNoSilence() {
        AudioItem.Samples one = (AudioItem.Samples) sounds.item(new AudioLength(1000, 16_000));
        AudioItem.Samples same = (AudioItem.Samples) sounds.item(new AudioLength(1000, 16_000));
        assertThat(one.samples()).hasSize(1000).isEqualTo(same.samples());
        assertThat(one.samples()[999]).isBetween(-1f, 1f);
        assertThat(one.samples()).isNotEqualTo(new float[1000]);
        assertThat(sounds.blank(new AudioLength(5, 16_000))).isEqualTo(AudioItem.silence(new AudioLength(5, 16_000)));
    }
}
