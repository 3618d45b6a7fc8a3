package io.multimodal4j.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.multimodal4j.media.MediaException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIMatcher;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Although the connection goes to an address, the certificate is checked against the URL's name, and the server is told the name. */
class HttpsTest {

    private static final char[] PASSWORD = "password".toCharArray();

    private static SSLContext context;

    @BeforeAll
    static void makeACertificate(@TempDir Path folder)
            throws IOException, InterruptedException, GeneralSecurityException {
        Path store = folder.resolve("store.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=secure.test",
                        "-ext",
                        "san=dns:secure.test",
                        "-validity",
                        "36500",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        new String(PASSWORD))
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(keytool.waitFor()).as(said).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD);
        }
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, PASSWORD);
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("server", keys.getCertificate("server"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), trust.getTrustManagers(), null);
    }

    private static ScriptedServer server(AtomicReference<String> name) throws IOException {
        SSLServerSocket socket = (SSLServerSocket)
                context.getServerSocketFactory().createServerSocket(0, 10, InetAddress.getLoopbackAddress());
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setSNIMatchers(List.of(new SNIMatcher(0) {
            @Override
            public boolean matches(SNIServerName asked) {
                name.set(new SNIHostName(asked.getEncoded()).getAsciiName());
                return true;
            }
        }));
        socket.setSSLParameters(parameters);
        return new ScriptedServer(socket, path -> "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello");
    }

    private static String fetch(HttpMediaFetcher.Builder builder, String host, int port) {
        HttpMediaFetcher fetcher = builder.allowInternalHost(host + ":" + port)
                .resolver(name -> List.of(InetAddress.getLoopbackAddress()))
                .build();
        byte[] body = fetcher.fetch(URI.create("https://" + host + ":" + port + "/x"), 100);
        return new String(body, StandardCharsets.US_ASCII);
    }

    @Test
    void theNameIsAskedForAndChecked() throws IOException {
        AtomicReference<String> name = new AtomicReference<>();
        try (ScriptedServer server = server(name)) {
            HttpMediaFetcher.Builder trusting = HttpMediaFetcher.builder().sslSocketFactory(context.getSocketFactory());
            assertThat(fetch(trusting, "secure.test", server.port())).isEqualTo("hello");
            assertThat(name).hasValue("secure.test");
            assertThatExceptionOfType(MediaException.class)
                    .isThrownBy(() -> fetch(trusting, "other.test", server.port()))
                    .withMessageContainingAll("cannot fetch from https://other.test:", "other.test found");
        }
    }

    @Test
    void anUnknownCertificateIsRefused() throws IOException {
        try (ScriptedServer server = server(new AtomicReference<>())) {
            assertThatExceptionOfType(MediaException.class)
                    .isThrownBy(() -> fetch(HttpMediaFetcher.builder(), "secure.test", server.port()))
                    .withMessageContaining("cannot fetch from https://secure.test:");
        }
    }
}
