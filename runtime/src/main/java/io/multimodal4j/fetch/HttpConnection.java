package io.multimodal4j.fetch;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * One request over one connection to an address that was checked before. The name only goes into the certificate check and the request, and is never resolved again.
 */
final class HttpConnection implements AutoCloseable {

    private final Socket plain;
    private final Socket socket;
    private final Deadline.Watch watch;

    private HttpConnection(Socket plain, Socket socket, Deadline.Watch watch) {
        this.plain = plain;
        this.socket = socket;
        this.watch = watch;
    }

    static HttpConnection open(FetchTarget target, InetAddress address, SSLSocketFactory tls, Deadline deadline)
            throws IOException {
        // Proxies resolve names themselves, so none is used, whatever the system properties say.
        Socket plain = new Socket(Proxy.NO_PROXY);
        Deadline.Watch watch = deadline.closeAtEnd(plain);
        try {
            plain.connect(new InetSocketAddress(address, target.port()), deadline.remainingMillis());
            plain.setSoTimeout(deadline.remainingMillis());
            return new HttpConnection(plain, target.secure() ? secured(plain, target, tls) : plain, watch);
        } catch (IOException | RuntimeException e) {
            watch.callOff();
            plain.close();
            throw e;
        }
    }

    private static Socket secured(Socket plain, FetchTarget target, SSLSocketFactory tls) throws IOException {
        SSLSocket secured = (SSLSocket) tls.createSocket(plain, target.host(), target.port(), true);
        SSLParameters parameters = secured.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        if (target.host().indexOf(':') < 0 && !target.host().matches("[0-9.]+")) {
            parameters.setServerNames(List.of(new SNIHostName(target.host())));
        }
        secured.setSSLParameters(parameters);
        secured.startHandshake();
        return secured;
    }

    /** Asks for the target and gives the answer's bytes, from the status line on. */
    InputStream get(FetchTarget target) throws IOException {
        String request = "GET " + target.resource() + " HTTP/1.1\r\nHost: " + target.authority()
                + "\r\nUser-Agent: multimodal4j\r\nAccept: */*\r\nAccept-Encoding: identity\r\nConnection: close\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        return new BufferedInputStream(socket.getInputStream());
    }

    @Override
    public void close() throws IOException {
        watch.callOff();
        // Saying goodbye over TLS could wait for the other side.
        plain.close();
    }
}
