package io.multimodal4j.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.multimodal4j.TestPictures;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MediaPolicyTest {

    private static final byte[] PNG = TestPictures.png(9, 4, 1);

    private Path allowed;
    private Path secret;

    @BeforeEach
    void files(@TempDir Path folder) throws IOException {
        allowed = Files.createDirectories(folder.resolve("allowed/inner"));
        Files.write(allowed.resolve("a picture.png"), PNG);
        secret = Files.write(folder.resolve("secret.png"), PNG);
        Files.createSymbolicLink(allowed.resolve("link.png"), secret);
        Files.createSymbolicLink(folder.resolve("allowed/shortcut"), allowed);
        Files.createDirectories(folder.resolve("allowed-too"));
        Files.write(folder.resolve("allowed-too/x.png"), PNG);
    }

    private static ImageSize open(MediaPolicy policy, ImageItem item) {
        return new ImageReader(policy, ImageLoading.DEFAULT).open(item).size();
    }

    private static void refused(MediaPolicy policy, ImageItem item, String message) {
        assertThatExceptionOfType(MediaException.class)
                .isThrownBy(() -> open(policy, item))
                .withMessageContaining(message);
    }

    @Test
    void theDefaultReadsMemoryPathsAndDataUrlsOnly() {
        ImageSize size = new ImageSize(9, 4);
        String data = "data:image/png;base64," + Base64.getEncoder().encodeToString(PNG);
        assertThat(open(MediaPolicy.DEFAULT, ImageItem.of(PNG))).isEqualTo(size);
        assertThat(open(MediaPolicy.DEFAULT, ImageItem.of(secret))).isEqualTo(size);
        assertThat(open(MediaPolicy.DEFAULT, ImageItem.of(URI.create(data)))).isEqualTo(size);
        refused(MediaPolicy.DEFAULT, ImageItem.of(secret.toUri()), "no folder is allowed");
        refused(MediaPolicy.DEFAULT, ImageItem.of(URI.create("https://example.com/a.png")), "no fetcher is given");
        refused(MediaPolicy.DEFAULT, ImageItem.of(URI.create("a.png")), "no scheme");
    }

    @Test
    void fileUrlsStayBelowTheAllowedFolders() {
        MediaPolicy policy =
                MediaPolicy.builder().allowFiles(allowed.getParent()).build();
        ImageSize size = new ImageSize(9, 4);
        URI inside = allowed.resolve("a picture.png").toUri();
        assertThat(open(policy, ImageItem.of(inside))).isEqualTo(size);
        assertThat(open(policy, ImageItem.of(URI.create("FILE://localhost" + inside.getRawPath()))))
                .isEqualTo(size);
        assertThat(open(
                        policy,
                        ImageItem.of(allowed.getParent()
                                .resolve("shortcut/a picture.png")
                                .toUri())))
                .isEqualTo(size);
        String outside = "is outside the folders";
        refused(policy, ImageItem.of(secret.toUri()), outside);
        refused(policy, ImageItem.of(allowed.resolve("link.png").toUri()), outside);
        refused(policy, ImageItem.of(URI.create(allowed.toUri() + "../../secret.png")), outside);
        refused(policy, ImageItem.of(URI.create(allowed.toUri() + "%2e%2e/%2e%2e/secret.png")), outside);
        refused(policy, ImageItem.of(secret.resolveSibling("allowed-too/x.png").toUri()), outside);
        refused(policy, ImageItem.of(URI.create("file:///nowhere/at/all.png")), "cannot be read below the folders");
        refused(policy, ImageItem.of(URI.create("file://server/share/x.png")), "on another machine");
        refused(policy, ImageItem.of(URI.create(inside + "?x")), "cannot be read; write it as");
        refused(policy, ImageItem.of(URI.create("file:relative.png")), "cannot be read; write it as");
        refused(policy, ImageItem.of(URI.create("file:///a%00b.png")), "cannot be read; write it as");
        refused(policy, ImageItem.of(allowed.toUri()), "is not a file");
    }

    @Test
    void pathsCanBeHeldToTheFoldersToo() {
        MediaPolicy.Builder builder = MediaPolicy.builder().allowFiles(allowed);
        assertThat(open(builder.build(), ImageItem.of(secret))).isEqualTo(new ImageSize(9, 4));
        MediaPolicy strict = builder.pathsUnderAllowedFoldersOnly().build();
        assertThat(open(strict, ImageItem.of(allowed.resolve("a picture.png")))).isEqualTo(new ImageSize(9, 4));
        refused(strict, ImageItem.of(secret), "is outside the folders");
        refused(strict, ImageItem.of(allowed.resolve("link.png")), "is outside the folders");
        refused(
                MediaPolicy.builder().pathsUnderAllowedFoldersOnly().build(),
                ImageItem.of(secret),
                "no folder is allowed");
        VideoReader videos = new VideoReader(strict, ImageLoading.DEFAULT);
        assertThatExceptionOfType(MediaException.class)
                .isThrownBy(() -> videos.open(VideoItem.of(secret.resolveSibling("allowed-too"))))
                .withMessageContaining("is outside the folders");
    }

    @Test
    void theFetcherGetsEveryOtherUrlAndTheLimit() {
        List<String> asked = new ArrayList<>();
        MediaPolicy policy = MediaPolicy.builder()
                .limits(MediaLimits.DEFAULT.withMaxEncodedBytes(PNG.length))
                .fetcher((uri, maxBytes) -> {
                    asked.add(uri + " " + maxBytes);
                    return uri.getPath().equals("/large") ? new byte[PNG.length + 1] : PNG;
                })
                .build();
        assertThat(open(policy, ImageItem.of(URI.create("s3://bucket/key")))).isEqualTo(new ImageSize(9, 4));
        assertThat(asked).containsExactly("s3://bucket/key " + PNG.length);
        refused(policy, ImageItem.of(URI.create("s3://bucket/large")), "more than the limit");
        refused(policy, ImageItem.of(secret.toUri()), "no folder is allowed");
        assertThat(asked).hasSize(2);
    }

    @Test
    void bytesAreCountedBeforeTheyAreRead() {
        MediaPolicy policy = MediaPolicy.builder()
                .allowFiles(allowed)
                .limits(MediaLimits.DEFAULT.withMaxEncodedBytes(PNG.length - 1))
                .build();
        String message = "has " + PNG.length + " bytes, more than the limit of " + (PNG.length - 1);
        refused(policy, ImageItem.of(PNG), message);
        refused(policy, ImageItem.of(secret), message);
        refused(policy, ImageItem.of(allowed.resolve("a picture.png").toUri()), message);
        String data = "data:;base64," + Base64.getEncoder().encodeToString(PNG);
        refused(policy, ImageItem.of(URI.create(data)), "more than the limit of " + (PNG.length - 1));
    }

    @Test
    void whatIsNoFolderCannotBeAllowed() {
        assertThatExceptionOfType(MediaException.class)
                .isThrownBy(() -> MediaPolicy.builder().allowFiles(secret))
                .withMessageContaining("there is no folder");
    }

    @Test
    void limitsAreWithinWhatArraysAndBuffersHold() {
        assertThatIllegalArgumentException().isThrownBy(() -> MediaLimits.DEFAULT.withMaxEncodedBytes(0));
        assertThatIllegalArgumentException().isThrownBy(() -> MediaLimits.DEFAULT.withMaxImagePixels(1L << 30));
        assertThatIllegalArgumentException().isThrownBy(() -> MediaLimits.DEFAULT.withMaxAudioSamples(1L << 29));
        assertThatIllegalArgumentException().isThrownBy(() -> MediaLimits.DEFAULT.withMaxVideoSourceFrames(-1));
        MediaLimits limits = MediaLimits.DEFAULT
                .withMaxEncodedBytes(1)
                .withMaxImagePixels(2)
                .withMaxVideoFrames(3)
                .withMaxVideoPixels(4)
                .withMaxVideoSourceFrames(5)
                .withMaxVideoSourcePixels(6)
                .withMaxAudioSamples(7);
        assertThat(limits).isEqualTo(new MediaLimits(1, 2, 3, 4, 5, 6, 7));
    }
}
