package io.multimodal4j.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** FFmpeg is optional: without it everything else works, and what needs it says so. */
class WithoutFfmpegTest {

    /** Runs where FFmpeg is not on the class path. */
    public static final class Readings implements Supplier<List<String>> {

        private static final byte[] OGG =
                "OggS and so on, which is no WAV file".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

        @Override
        public List<String> get() {
            return List.of(
                    message(() -> new AudioReader(MediaPolicy.DEFAULT, 16_000).open(AudioItem.of(OGG))),
                    message(() -> new VideoReader(MediaPolicy.DEFAULT, ImageLoading.DEFAULT).open(VideoItem.of(OGG))));
        }

        private static String message(Runnable reading) {
            try {
                reading.run();
                return "nothing was thrown";
            } catch (MediaException e) {
                return e.getMessage();
            }
        }
    }

    @Test
    void theMissingDependencyIsNamed() throws IOException, ReflectiveOperationException {
        URL[] classPath = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.contains("ffmpeg"))
                .map(WithoutFfmpegTest::url)
                .toArray(URL[]::new);
        try (URLClassLoader loader = new URLClassLoader(classPath, ClassLoader.getPlatformClassLoader())) {
            Supplier<?> readings = (Supplier<?>) loader.loadClass(Readings.class.getName())
                    .getDeclaredConstructor()
                    .newInstance();
            assertThat((List<?>) readings.get())
                    .hasSize(2)
                    .allSatisfy(message -> assertThat((String) message)
                            .startsWith("a ")
                            .contains("need FFmpeg, which is not there: add the dependency org.bytedeco:ffmpeg"));
        }
    }

    private static URL url(String entry) {
        try {
            return Path.of(entry).toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
