package io.multimodal4j.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.multimodal4j.media.MediaException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpMediaFetcherTest {

    private static final String OK = "HTTP/1.1 200 OK\r\n";
    private static final String HELLO = OK + "Content-Length: 5\r\n\r\nhello";

    private final List<ScriptedServer> servers = new ArrayList<>();
    private final List<String> resolved = new ArrayList<>();

    @AfterEach
    void stop() {
        servers.forEach(ScriptedServer::close);
    }

    private ScriptedServer server(Function<String, String> answers) throws IOException {
        ScriptedServer server = new ScriptedServer(answers);
        servers.add(server);
        return server;
    }

    /** Every name is this machine. */
    private HttpMediaFetcher.Builder fetcher() {
        return HttpMediaFetcher.builder().resolver(host -> {
            resolved.add(host);
            return List.of(InetAddress.getLoopbackAddress());
        });
    }

    private String fetch(String answer) throws IOException {
        ScriptedServer server = server(path -> answer);
        return fetch(
                fetcher().allowInternalHost("media.test:" + server.port()).build(),
                "http://media.test:" + server.port() + "/cat.png?size=1");
    }

    private static String fetch(HttpMediaFetcher fetcher, String url) {
        return new String(fetcher.fetch(URI.create(url), 1_000), StandardCharsets.ISO_8859_1);
    }

    private static void fails(HttpMediaFetcher fetcher, String url, String... messages) {
        assertThatExceptionOfType(MediaException.class)
                .isThrownBy(() -> fetch(fetcher, url))
                .withMessageContainingAll(messages);
    }

    private void answerFails(String answer, String message) {
        assertThatExceptionOfType(MediaException.class)
                .isThrownBy(() -> fetch(answer))
                .withMessageContaining(message);
    }

    @Test
    void asksForTheResourceByTheNameOfTheHost() throws IOException {
        assertThat(fetch(HELLO)).isEqualTo("hello");
        assertThat(servers.get(0).requests().get(0))
                .startsWith("GET /cat.png?size=1 HTTP/1.1\r\nHost: media.test:"
                        + servers.get(0).port() + "\r\n")
                .contains("Accept-Encoding: identity", "Connection: close");
        assertThat(resolved).containsExactly("media.test");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                OK + "\r\nhello",
                OK + "Transfer-Encoding: chunked\r\n\r\n2\r\nhe\r\n3;x=y\r\nllo\r\n0\r\n\r\n",
                "HTTP/1.0 200\r\n\r\nhello",
                "HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n" + HELLO,
                OK + "content-length:5\r\nContent-Length: 5\r\n\r\nhello world",
                OK + "Content-Encoding: identity\n\nhello",
            })
    void readsEveryFraming(String answer) throws IOException {
        assertThat(fetch(answer)).isEqualTo("hello");
    }

    @Test
    void saysWhatIsWrongWithAnAnswer() throws IOException {
        answerFails("HTTP/1.1 404 Not Found\r\n\r\n", "answers with status 404");
        answerFails("HTTP/1.1 206 Partial Content\r\n\r\n", "answers with status 206");
        answerFails("SSH-2.0-x\r\n", "does not speak HTTP/1.1");
        answerFails("", "in the middle of a header");
        answerFails(OK + "Content-Length: 6\r\n\r\nhello", "cut off 1 bytes before its end");
        answerFails(OK + "Content-Length: -6\r\n\r\nhello", "length that cannot be read");
        answerFails(OK + "Content-Length: +5\r\n\r\nhello", "length that cannot be read");
        answerFails(OK + "Content-Length: 99999999999999999999\r\n\r\n", "length that cannot be read");
        answerFails(OK + "Content-Length: 5\r\nContent-Length: 4\r\n\r\nhello", "more than one content-length");
        answerFails(OK + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\nhello", "frames its answer");
        answerFails(OK + "Transfer-Encoding: gzip, chunked\r\n\r\n", "frames its answer");
        answerFails(OK + "Transfer-Encoding: chunked\r\n\r\n2\r\nhel\r\n", "longer than it says");
        answerFails(OK + "Transfer-Encoding: chunked\r\n\r\n2\r\nhe\r\n", "cut off between two chunks");
        answerFails(OK + "Transfer-Encoding: chunked\r\n\r\nzz\r\n", "length that cannot be read");
        answerFails(OK + "Content-Encoding: gzip\r\n\r\n", "compresses its answer");
        answerFails(OK + " folded\r\n\r\n", "header that cannot be read");
        answerFails(OK + "Content-Length : 5\r\n\r\nhello", "header that cannot be read");
        answerFails("HTTP/1.1 100 Continue\r\n\r\n".repeat(9), "nothing but interim");
        answerFails(OK + "X: " + "x".repeat(40_000), "more than 32768 bytes of headers");
    }

    @Test
    void bytesAreBounded() throws IOException {
        String large = "x".repeat(1_001);
        answerFails(OK + "Content-Length: 1001\r\n\r\n" + large, "more than 1000 bytes");
        answerFails(OK + "Content-Length: 9000000000\r\n\r\n", "more than 1000 bytes");
        answerFails(OK + "\r\n" + large, "more than 1000 bytes");
        answerFails(OK + "Transfer-Encoding: chunked\r\n\r\n3e9\r\n" + large, "more than 1000 bytes");
        answerFails(OK + "Transfer-Encoding: chunked\r\n\r\n7fffffffffffffff\r\n", "more than 1000 bytes");
        assertThat(fetch(OK + "\r\n" + "x".repeat(1_000))).hasSize(1_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "HTTP/1.1 200", OK, OK + "Content-Length: 5\r\n\r\nhel", OK + "\r\nhello"})
    void timeIsBounded(String beginning) throws IOException {
        ScriptedServer server = server(path -> beginning + ScriptedServer.SILENCE);
        HttpMediaFetcher fetcher = fetcher()
                .allowInternalHost("media.test:" + server.port())
                .timeout(Duration.ofMillis(150))
                .build();
        fails(fetcher, "http://media.test:" + server.port() + "/", "it took longer than 150 ms");
    }

    @Test
    void onlyAllowedHostsAreResolved() {
        HttpMediaFetcher fetcher = fetcher()
                .allowHost("example.com")
                .allowHost("*.example.org")
                .allowHost("files.test:8443")
                .build();
        for (String refused : List.of(
                "http://example.org/",
                "http://www.example.com/",
                "http://example.com:8080/",
                "https://example.com:80/",
                "http://notexample.org/",
                "http://files.test/",
                "http://example.com.evil.test/",
                "http://[::1]/",
                "http://127.0.0.1/")) {
            fails(fetcher, refused, "is not among the allowed hosts (*.example.org, example.com, files.test:8443)");
        }
        assertThat(resolved).isEmpty();
        for (String allowed : List.of(
                "http://example.com/",
                "HTTPS://EXAMPLE.COM./",
                "https://example.com:443/",
                "http://a.b.example.org/",
                "https://files.test:8443/")) {
            fails(fetcher, allowed, "has a loopback address, which is refused");
        }
        assertThat(resolved)
                .containsExactly("example.com", "example.com", "example.com", "a.b.example.org", "files.test");
        fails(HttpMediaFetcher.builder().build(), "http://example.com/", "is not among the allowed hosts ()");
    }

    @Test
    void aForbiddenAddressAmongSeveralRefusesAll() throws UnknownHostException {
        List<InetAddress> addresses =
                List.of(InetAddress.getByName("8.8.8.8"), InetAddress.getByName("169.254.169.254"));
        HttpMediaFetcher fetcher = HttpMediaFetcher.builder()
                .allowAnyPublicHost()
                .resolver(host -> addresses)
                .build();
        fails(fetcher, "http://rebind.test/", "http://rebind.test has a link-local address");
    }

    @Test
    void aHostIsResolvedOnceAndItsAddressIsConnectedTo() throws IOException {
        ScriptedServer server = server(path -> HELLO);
        List<String> asked = new ArrayList<>();
        HttpMediaFetcher fetcher = HttpMediaFetcher.builder()
                .allowInternalHost("rebind.test:" + server.port())
                .resolver(host -> {
                    asked.add(host);
                    if (asked.size() > 1) {
                        throw new UnknownHostException(host);
                    }
                    return List.of(InetAddress.getLoopbackAddress());
                })
                .build();
        assertThat(fetch(fetcher, "http://rebind.test:" + server.port() + "/")).isEqualTo("hello");
        assertThat(asked).hasSize(1);
    }

    @Test
    void theNextAddressIsTriedIfOneIsDead() throws IOException {
        ScriptedServer server = server(path -> HELLO);
        List<InetAddress> addresses = List.of(InetAddress.getByName("127.0.0.9"), InetAddress.getLoopbackAddress());
        HttpMediaFetcher fetcher = HttpMediaFetcher.builder()
                .allowInternalHost("two.test:" + server.port())
                .resolver(host -> addresses)
                .build();
        assertThat(fetch(fetcher, "http://two.test:" + server.port() + "/")).isEqualTo("hello");
    }

    @Test
    void redirectsAreFollowedAndCheckedAgain() throws IOException {
        ScriptedServer other = server(path -> HELLO);
        ScriptedServer server = server(path -> switch (path) {
            case "/relative" -> redirect("there/../hello");
            case "/hello" -> HELLO;
            case "/other" -> redirect("http://other.test:" + other.port() + "/x");
            case "/private" -> redirect("http://127.0.0.1/");
            case "/metadata" -> redirect("http://169.254.169.254/latest/meta-data/");
            case "/file" -> redirect("file:///etc/passwd");
            case "/bad" -> redirect("http://exa mple/");
            case "/nowhere" -> "HTTP/1.1 302 Found\r\n\r\n";
            default -> redirect("/again");
        });
        String base = "http://media.test:" + server.port();
        HttpMediaFetcher.Builder builder =
                fetcher().allowInternalHost("media.test:" + server.port()).allowInternalHost("169.254.169.254");
        assertThat(fetch(builder.build(), base + "/relative")).isEqualTo("hello");
        fails(builder.build(), base + "/other", "http://other.test:" + other.port() + " is not among the allowed");
        fails(builder.build(), base + "/private", "http://127.0.0.1 is not among the allowed hosts");
        fails(builder.build(), base + "/file", "the scheme \"file\" cannot be fetched");
        fails(builder.build(), base + "/bad", "redirects to something that is no URL");
        fails(builder.build(), base + "/nowhere", "redirects to nowhere");
        fails(builder.build(), base + "/loop", "redirects once more after 3 redirects");
        fails(builder.maxRedirects(0).build(), base + "/relative", "redirects once more after 0 redirects");
        assertThat(other.requests()).isEmpty();
        builder.maxRedirects(1).allowInternalHost("other.test:" + other.port());
        assertThat(fetch(builder.build(), base + "/other")).isEqualTo("hello");
    }

    private static String redirect(String location) {
        return "HTTP/1.1 302 Found\r\nLocation: " + location + "\r\n\r\n";
    }

    @ParameterizedTest
    @CsvSource({
        "ftp://example.com/, the scheme \"ftp\" cannot be fetched",
        "file:///etc/passwd, the scheme \"file\"",
        "//example.com/, the scheme \"\"",
        "http:/x, no host",
        "http:example.com, no host",
        "http://user:secret@example.com/, has a user name in it",
        "http://example.com@evil.test/, has a user name in it",
        "http://2130706433/, no host",
        "http://0x7f.1/, no host",
        "http://127.1/, no host",
        "http://ex_ample.com/, no host",
        "http://example.com:0/, has the port 0",
        "http://example.com:65536/, has the port 65536",
        "'http://b\u00fccher.example/', no host",
    })
    void urlsThatProgramsReadDifferentlyAreRefused(String url, String message) {
        HttpMediaFetcher fetcher = fetcher().allowAnyPublicHost().build();
        assertThatExceptionOfType(MediaException.class)
                .isThrownBy(() -> fetch(fetcher, url))
                .withMessageContaining(message)
                .withMessageNotContaining("secret");
        assertThat(resolved).isEmpty();
    }

    @Test
    void whatIsNotAsciiIsEscapedInTheRequest() throws IOException {
        ScriptedServer server = server(path -> HELLO);
        HttpMediaFetcher fetcher =
                fetcher().allowInternalHost("media.test:" + server.port()).build();
        fetch(fetcher, "http://media.test:" + server.port() + "/caf\u00e9?q=%0d%0aX#fragment");
        assertThat(server.requests().get(0)).startsWith("GET /caf%C3%A9?q=%0d%0aX HTTP/1.1\r\n");
    }

    @Test
    void entriesOfTheListAreChecked() {
        HttpMediaFetcher.Builder builder = HttpMediaFetcher.builder();
        for (String wrong : List.of("", "http://example.com", "*.", "a@b", "a/b", "*", ".example.com", "a b")) {
            assertThatIllegalArgumentException().isThrownBy(() -> builder.allowHost(wrong));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> builder.timeout(Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.maxRedirects(-1));
    }
}
