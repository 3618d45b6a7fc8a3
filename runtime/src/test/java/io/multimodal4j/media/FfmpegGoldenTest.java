package io.multimodal4j.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.multimodal4j.tensor.Tensor;
import io.multimodal4j.tensor.TensorAllocator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Video files and compressed sounds are what PyAV and libsndfile make of them; see sample-models/src/test/python/make_videos.py. */
class FfmpegGoldenTest {

    private static final Path FILES = Path.of("src/test/resources/videos");
    private static final FrameSampling ALL = new FrameSampling.All();

    private final TensorAllocator allocator = new TensorAllocator();
    private final VideoReader videos = new VideoReader(MediaPolicy.DEFAULT, ImageLoading.DEFAULT);

    static List<JsonNode> videos() throws IOException {
        return list("videos");
    }

    static List<JsonNode> lossy() throws IOException {
        return list("lossy");
    }

    static List<JsonNode> lossless() throws IOException {
        return list("lossless");
    }

    private static List<JsonNode> list(String name) throws IOException {
        JsonNode list = new ObjectMapper()
                .readTree(Path.of("src/test/resources/golden/videos.json").toFile())
                .required(name);
        return StreamSupport.stream(list.spliterator(), false).toList();
    }

    private static Path file(JsonNode golden) {
        return FILES.resolve(golden.get("file").asText());
    }

    @AfterEach
    void everythingIsReturned() {
        assertThat(allocator.liveTensors()).isZero();
    }

    @ParameterizedTest
    @MethodSource("videos")
    void framesEqualPyAv(JsonNode golden) {
        OpenedItem<VideoSize> video = videos.open(new VideoItem.File(file(golden), ALL));
        int frames = golden.get("frames").size();
        assertThat(video.size().frameSize()).isEqualTo(new ImageSize(48, 32));
        VideoMetadata metadata = video.size().metadata().orElseThrow();
        assertThat(metadata.totalFrames()).isEqualTo(frames);
        assertThat(metadata.framesPerSecond()).isEqualTo(golden.get("rate").asDouble());
        try (Tensor decoded = video.decode(allocator)) {
            // Swscale's vector code rounds differently from one architecture to another.
            Assumptions.assumeTrue(System.getProperty("os.arch").equals("amd64"));
            for (int i = 0; i < frames; i++) {
                assertThat(decoded.slice(i).sha256())
                        .as("frame %d", i)
                        .isEqualTo(golden.get("frames").get(i).asText());
            }
        }
    }

    @Test
    void aLosslessVideoIsItsFormula() {
        try (Tensor decoded =
                videos.open(new VideoItem.File(FILES.resolve("ffv1.mkv"), ALL)).decode(allocator)) {
            byte[] third = decoded.slice(2).toByteArray();
            for (int y = 0; y < 32; y++) {
                for (int x = 0; x < 48; x++) {
                    int at = 3 * (y * 48 + x);
                    assertThat(Arrays.copyOfRange(third, at, at + 3))
                            .containsExactly((byte) (x * 5 + 18), (byte) (y * 7 + 6), (byte) (x + y + 22));
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 19, 20, 100})
    void takesTheFramesThatAreWanted(int count) {
        Path file = FILES.resolve("h264.mp4");
        OpenedItem<VideoSize> some = videos.open(new VideoItem.File(file, new FrameSampling.Uniform(count)));
        List<Integer> indices = some.size().metadata().orElseThrow().frameIndices();
        assertThat(indices).hasSize(Math.min(count, 20));
        try (Tensor all = videos.open(new VideoItem.File(file, ALL)).decode(allocator);
                Tensor taken = some.decode(allocator)) {
            for (int i = 0; i < indices.size(); i++) {
                assertThat(taken.slice(i).sha256())
                        .isEqualTo(all.slice(indices.get(i)).sha256());
            }
        }
    }

    @Test
    void framesAreUpright() {
        OpenedItem<VideoSize> turned = videos.open(new VideoItem.File(FILES.resolve("turned.mp4"), ALL));
        assertThat(turned.size().frameSize()).isEqualTo(new ImageSize(32, 48));
        try (Tensor stored = videos.open(new VideoItem.File(FILES.resolve("h264.mp4"), ALL))
                        .decode(allocator);
                Tensor upright = turned.decode(allocator);
                Tensor expected = Orientation.turn(stored.slice(3), 6, allocator)) {
            assertThat(upright.slice(3).sha256()).isEqualTo(expected.sha256());
        }
    }

    @ParameterizedTest
    @MethodSource("lossless")
    void flacEqualsLibsndfile(JsonNode golden) {
        int rate = golden.get("rate").asInt();
        OpenedItem<AudioLength> sound = new AudioReader(MediaPolicy.DEFAULT, rate).open(AudioItem.of(file(golden)));
        assertThat(sound.size()).isEqualTo(new AudioLength(golden.get("samples").asLong(), rate));
        try (Tensor samples = sound.decode(allocator)) {
            assertThat(samples.sha256()).isEqualTo(golden.get("sha256").asText());
        }
    }

    @ParameterizedTest
    @MethodSource("lossy")
    void compressedSoundsEqualPyAv(JsonNode golden) {
        int rate = golden.get("rate").asInt();
        OpenedItem<AudioLength> sound = new AudioReader(MediaPolicy.DEFAULT, rate).open(AudioItem.of(file(golden)));
        assertThat(sound.size()).isEqualTo(new AudioLength(golden.get("samples").asLong(), rate));
        try (Tensor samples = sound.decode(allocator)) {
            float[] values = samples.toFloatArray();
            JsonNode expected = golden.get("every_100th");
            for (int i = 0; i < expected.size(); i++) {
                assertThat((double) values[100 * i]).isCloseTo(expected.get(i).asDouble(), within(1e-4));
            }
        }
    }

    @Test
    void limitsAreChecked() throws IOException {
        byte[] mp4 = Files.readAllBytes(FILES.resolve("h264.mp4"));
        fails(
                MediaLimits.DEFAULT.withMaxVideoFrames(19),
                VideoItem.of(mp4),
                "has 20 frames, more than the limit of 19");
        fails(
                MediaLimits.DEFAULT.withMaxVideoSourceFrames(19),
                VideoItem.of(mp4),
                "holds more frames than the limit of 19");
        fails(MediaLimits.DEFAULT.withMaxImagePixels(1_535), VideoItem.of(mp4), "pixels");
        fails(MediaLimits.DEFAULT.withMaxVideoPixels(30_719), VideoItem.of(mp4), "more than the limit of 30719");
        fails(MediaLimits.DEFAULT.withMaxVideoSourcePixels(30_719), VideoItem.of(mp4), "more pixels than the limit");
        AudioReader strict = new AudioReader(
                MediaPolicy.builder()
                        .limits(MediaLimits.DEFAULT.withMaxAudioSamples(999))
                        .build(),
                44_100);
        for (String file : List.of("16.flac", "stereo.mp3", "stereo.m4a")) {
            assertThatExceptionOfType(MediaException.class)
                    .isThrownBy(() -> strict.open(AudioItem.of(FILES.resolve(file))))
                    .withMessageContaining("has more than the limit of 999 samples");
        }
    }

    private static void fails(MediaLimits limits, VideoItem item, String message) {
        VideoReader reader =
                new VideoReader(MediaPolicy.builder().limits(limits).build(), ImageLoading.DEFAULT);
        assertThatExceptionOfType(MediaException.class)
                .isThrownBy(() -> reader.open(item))
                .withMessageContaining(message);
    }

    @Test
    void saysWhatIsNoVideo() throws IOException {
        fails(MediaLimits.DEFAULT, VideoItem.of(new byte[100]), "a video of 100 encoded bytes is no media file");
        fails(MediaLimits.DEFAULT, VideoItem.of(FILES.resolve("16.flac")), "16.flac has no video");
        // FFmpeg would open what a playlist names.
        String playlist = "#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n";
        fails(
                MediaLimits.DEFAULT,
                VideoItem.of(playlist.getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                "is no media file");
        byte[] concat = "ffconcat version 1.0\nfile /etc/passwd\n".getBytes(java.nio.charset.StandardCharsets.UTF_8);
        fails(MediaLimits.DEFAULT, VideoItem.of(concat), "is no media file");
        assertThatExceptionOfType(MediaException.class)
                .isThrownBy(() ->
                        new AudioReader(MediaPolicy.DEFAULT, 16_000).open(AudioItem.of(FILES.resolve("ffv1.mkv"))))
                .withMessageContaining("has no sound");
    }

    /** Whatever a file is cut to, there is an exception of ours or a video of the size that was said. */
    @ParameterizedTest
    @ValueSource(strings = {"ffv1.mkv", "h264.mp4", "vp8.webm", "mpeg4.avi"})
    void aCutOffFileNeverCrashes(String name) throws IOException {
        byte[] whole = Files.readAllBytes(FILES.resolve(name));
        IntStream.range(0, 200).map(i -> whole.length * i / 200).forEach(length -> {
            try {
                OpenedItem<VideoSize> video = videos.open(VideoItem.of(Arrays.copyOf(whole, length)));
                try (Tensor frames = video.decode(allocator)) {
                    assertThat(frames.dim(0)).isEqualTo(video.size().frames());
                }
            } catch (MediaException e) {
                assertThat(e).hasMessageStartingWith("a video of " + length + " encoded bytes ");
            }
        });
    }
}
