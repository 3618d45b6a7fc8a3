package io.multimodal4j.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DataUrlTest {

    private static String decode(String url, long maxBytes) {
        return new String(DataUrl.decode(url, maxBytes, "an item"), StandardCharsets.ISO_8859_1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "data:image/png;base64,aGVsbG8=",
                "DATA:image/png;BASE64,aGVsbG8=",
                "data:;base64,aGVsbG8=",
                "data:image/png;charset=utf-8;name=a.png;base64,aGVsbG8%3D",
                "data:,hello",
                "data:text/plain;charset=utf-8,he%6c%6Co",
            })
    void readsBase64AndPercentEncodedBytes(String url) {
        assertThat(decode(url, 5)).isEqualTo("hello");
    }

    @Test
    void bytesAreBytes() {
        assertThat(decode("data:,%00%ff%0a", 3)).isEqualTo("\0\u00ff\n");
        assertThat(decode("data:;base64,/+8=", 2)).isEqualTo("\u00ff\u00ef");
        assertThat(decode("data:,", 1)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'data:image/png;base64', no comma",
        "'data:;base64,aGVsbG8', not base64",
        "'data:;base64,aGVsbG9=', not base64",
        "'data:;base64,aGVs bG8=', characters in its data that no URL has",
        "'data:;base64,aGVs%0abG8=', not base64",
        "'data:;base64,aGVs-_8=', not base64",
        "'data:;base64,====', not base64",
        "'data:,a%', percent sign",
        "'data:,a%4', percent sign",
        "'data:,a%4g', percent sign",
        "'data:,a\u00e9', characters in its data that no URL has",
        "'data:,a\u0141', characters in its data that no URL has",
    })
    void isStrict(String url, String message) {
        assertThatExceptionOfType(MediaException.class)
                .isThrownBy(() -> decode(url, 1_000))
                .withMessageContaining(message)
                .withMessageStartingWith("an item")
                .withMessageNotContaining("aGVs");
    }

    @Test
    void isBounded() {
        for (String url : List.of(
                "data:;base64,aGVsbG8=", "data:,hello", "data:," + "%41".repeat(5), "data:," + "x".repeat(100))) {
            assertThatExceptionOfType(MediaException.class)
                    .isThrownBy(() -> decode(url, 4))
                    .withMessageContaining("more than the limit of 4 bytes");
        }
    }

    @Test
    void severalFilesHaveCommasBetweenThem() {
        List<byte[]> parts = DataUrl.decodeAll("data:video/jpeg;base64,YQ==,YmM=,", MediaLimits.DEFAULT, "an item");
        assertThat(parts).hasSize(3);
        assertThat(parts.get(1)).asString(StandardCharsets.US_ASCII).isEqualTo("bc");
        assertThat(DataUrl.mediaType("data:Video/JPEG;x=y;base64,YQ==")).isEqualTo("video/jpeg");
        assertThat(DataUrl.mediaType("data:,x")).isEmpty();
        assertThatExceptionOfType(MediaException.class)
                .isThrownBy(() -> DataUrl.decodeAll(
                        "data:video/jpeg;base64,YQ==,YQ==,YQ==", MediaLimits.DEFAULT.withMaxVideoFrames(2), "an item"))
                .withMessageContaining("has 3 frames, more than the limit of 2");
        assertThatExceptionOfType(MediaException.class)
                .isThrownBy(() -> DataUrl.decodeAll("data:video/jpeg,YQ==", MediaLimits.DEFAULT, "an item"));
    }
}
