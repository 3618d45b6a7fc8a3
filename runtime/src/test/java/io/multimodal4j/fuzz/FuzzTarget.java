package io.multimodal4j.fuzz;

import io.multimodal4j.TestPictures;
import io.multimodal4j.config.ConfigException;
import io.multimodal4j.config.ConfigNode;
import io.multimodal4j.media.AudioItem;
import io.multimodal4j.media.AudioReader;
import io.multimodal4j.media.FrameSampling;
import io.multimodal4j.media.ImageItem;
import io.multimodal4j.media.ImageLoading;
import io.multimodal4j.media.ImageReader;
import io.multimodal4j.media.MediaException;
import io.multimodal4j.media.MediaLimits;
import io.multimodal4j.media.MediaPolicy;
import io.multimodal4j.media.OpenedItem;
import io.multimodal4j.media.VideoItem;
import io.multimodal4j.media.VideoReader;
import io.multimodal4j.template.ChatException;
import io.multimodal4j.template.ChatJson;
import io.multimodal4j.template.ChatMessage;
import io.multimodal4j.template.ChatTemplate;
import io.multimodal4j.template.TemplateException;
import io.multimodal4j.template.TemplateLimits;
import io.multimodal4j.tensor.Tensor;
import io.multimodal4j.tensor.TensorAllocator;
import io.multimodal4j.tokenizer.HuggingFaceTokenizer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Everything that reads what strangers wrote. A target takes any bytes and returns whether they were accepted; to throw anything but the exceptions for bad input, to crash, or to keep memory is a defect. The
 * mutation test and Jazzer share these entry points.
 */
@SuppressWarnings("ImmutableEnumChecker")
enum FuzzTarget {
    JPEG(
            FuzzTarget::picture,
            pictures("420.jpg", "444.jpg", "progressive.jpg", "cmyk.jpg", "orientation6.jpg", "grey.jpg")),
    PNG(FuzzTarget::picture, pictures("rgb8.png", "rgba16.png", "palette2.png", "grey16.png", "rgb8-trns.png")),
    WEBP(FuzzTarget::picture, pictures("lossy.webp", "lossless.webp", "lossy-alpha.webp")),
    GIF(FuzzTarget::picture, decoding("random1.gif", "interlaced.gif", "local-palette.gif")),
    BMP(FuzzTarget::picture, pictures("rgb.bmp")),
    TIFF(
            FuzzTarget::picture,
            decoding("rgba.tiff", "deflate-cmyk.tiff", "group4.tiff", "jpeg.tiff", "orientation6.tiff")),
    ANIMATION(FuzzTarget::video, decoding("random2.gif", "random7.gif", "soft-small.webp", "cut-lossy.webp")),
    WAV(
            FuzzTarget::sound,
            sounds("u8.wav", "s24-stereo.wav", "f64.wav", "extensible-s24.wav", "rf64.wav", "strangers.wav")),
    VIDEO_FILE(FuzzTarget::video, videos("ffv1.mkv", "h264.mp4", "vp8.webm", "mpeg4.avi")),
    SOUND_FILE(FuzzTarget::sound, videos("16.flac", "mono.mp3", "stereo.opus", "stereo.m4a")),
    DATA_URL(FuzzTarget::dataUrl, FuzzTarget::dataUrls),
    CONFIG(
            FuzzTarget::config,
            files("models/llava-1.5", "config.json", "preprocessor_config.json", "processor_config.json")),
    KWARGS(
            FuzzTarget::config,
            text("{\"size\":{\"height\":336,\"width\":336},\"do_resize\":true,\"image_mean\":[0.5,1e-3,2]}")),
    TOKENIZER_CONFIG(FuzzTarget::config, files("models/llava-1.5", "tokenizer_config.json")),
    TOKENIZER(FuzzTarget::tokenizer, files("models/llava-1.5", "tokenizer.json")),
    CHAT_TEMPLATE(
            FuzzTarget::chatTemplate,
            files("src/test/python/chat_templates", "qwen2-vl.jinja", "llama-3.1.jinja", "typescript-tools.jinja")),
    CONVERSATION(FuzzTarget::conversation, FuzzTarget::conversations);

    /** Small, so that a run is about code and not about filling memory. */
    private static final MediaLimits LIMITS = MediaLimits.DEFAULT
            .withMaxImagePixels(1 << 20)
            .withMaxVideoPixels(1 << 22)
            .withMaxVideoSourcePixels(1 << 24)
            .withMaxAudioSamples(1 << 20);

    private static final MediaPolicy POLICY =
            MediaPolicy.builder().limits(LIMITS).build();
    private static final TemplateLimits TEMPLATE_LIMITS = new TemplateLimits(100_000, 1 << 20, 200);
    private static final TensorAllocator ALLOCATOR = new TensorAllocator();

    private final Consumer<byte[]> reader;
    private final Seeds seeds;

    FuzzTarget(Consumer<byte[]> reader, Seeds seeds) {
        this.reader = reader;
        this.seeds = seeds;
    }

    /** Files to begin with. */
    @FunctionalInterface
    private interface Seeds {
        Stream<byte[]> read() throws IOException;
    }

    List<byte[]> seeds() throws IOException {
        return seeds.read().toList();
    }

    /** Whether the input is accepted. Whatever else is thrown is a defect. */
    boolean accepts(byte[] input) {
        boolean accepted = true;
        try {
            reader.accept(input);
        } catch (MediaException | ConfigException | TemplateException | ChatException e) {
            accepted = false;
        }
        if (ALLOCATOR.liveTensors() != 0) {
            throw new IllegalStateException(this + " leaves " + ALLOCATOR.liveTensors() + " tensors behind");
        }
        return accepted;
    }

    private static void decode(OpenedItem<?> item) {
        try (Tensor decoded = item.decode(ALLOCATOR)) {
            if (decoded.elementCount() == 0) {
                throw new IllegalStateException("nothing was decoded");
            }
        }
    }

    private static void picture(byte[] input) {
        decode(new ImageReader(POLICY, ImageLoading.DEFAULT.applyingOrientation()).open(ImageItem.of(input)));
    }

    private static void video(byte[] input) {
        VideoItem item = new VideoItem.Encoded(input, new FrameSampling.Uniform(4));
        decode(new VideoReader(POLICY, ImageLoading.DEFAULT).open(item));
    }

    private static void sound(byte[] input) {
        decode(new AudioReader(POLICY, 16_000).open(AudioItem.of(input)));
    }

    private static void dataUrl(byte[] input) {
        URI uri;
        try {
            uri = new URI(new String(input, StandardCharsets.UTF_8));
        } catch (URISyntaxException e) {
            throw new MediaException("is no URL", e);
        }
        decode(new ImageReader(POLICY, ImageLoading.DEFAULT).open(ImageItem.of(uri)));
    }

    private static void config(byte[] input) {
        ConfigNode.parse("a configuration", input);
    }

    private static void chatTemplate(byte[] input) {
        ChatTemplate.parse(new String(input, StandardCharsets.UTF_8))
                .withLimits(TEMPLATE_LIMITS)
                .render(List.of(
                        ChatMessage.of("system", "Be brief."),
                        ChatMessage.of("user", "What is this?"),
                        ChatMessage.of("assistant", "A harbour."),
                        ChatMessage.of("user", "Which?")));
    }

    private static void conversation(byte[] input) {
        ChatJson.DEFAULT.messages(new String(input, StandardCharsets.UTF_8));
    }

    private static void tokenizer(byte[] input) {
        try {
            Path file = Files.createTempFile("tokenizer", ".json");
            try {
                Files.write(file, input);
                HuggingFaceTokenizer.load(file).close();
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // The fixtures of the sample models, whose tests say what they hold.

    private static Seeds files(String folder, String... names) {
        return () -> {
            Path path = Path.of("../sample-models").resolve(folder);
            Stream.Builder<byte[]> read = Stream.builder();
            for (String name : names) {
                read.add(Files.readAllBytes(path.resolve(name)));
            }
            return read.build();
        };
    }

    private static Seeds pictures(String... names) {
        return files("src/test/resources/pictures", names);
    }

    private static Seeds decoding(String... names) {
        return files("src/test/resources/decoding", names);
    }

    private static Seeds sounds(String... names) {
        return files("src/test/resources/sounds", names);
    }

    private static Seeds videos(String... names) {
        return files("../runtime/src/test/resources/videos", names);
    }

    private static Stream<byte[]> conversations() {
        String png = Base64.getEncoder().encodeToString(TestPictures.png(3, 2, 0));
        return Stream.of(
                        "[{\"role\":\"user\",\"content\":[{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:image/png;base64,"
                                + png + "\"}},{\"type\":\"text\",\"text\":\"What is this?\"}]}]",
                        "[{\"role\":\"system\",\"content\":\"Be brief.\"},{\"role\":\"user\",\"content\":\"Hello\"}]")
                .map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    private static Stream<byte[]> dataUrls() {
        byte[] png = TestPictures.png(3, 2, 0);
        StringBuilder escaped = new StringBuilder();
        for (byte b : png) {
            escaped.append(String.format("%%%02x", b));
        }
        return Stream.of(
                        "data:image/png;name=a.png;base64,"
                                + Base64.getEncoder().encodeToString(png),
                        "data:," + escaped)
                .map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    private static Seeds text(String... texts) {
        return () -> Stream.of(texts).map(text -> text.getBytes(StandardCharsets.UTF_8));
    }
}
