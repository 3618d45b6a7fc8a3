package io.multimodal4j.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** A server on this machine that answers each request with the bytes that a test wants, legal or not. */
final class ScriptedServer implements AutoCloseable {

    /** Keeps the connection open and says nothing more. */
    static final String SILENCE = "\0silence";

    private final ServerSocket server;
    private final Function<String, String> answers;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<Socket> connections = new CopyOnWriteArrayList<>();
    private final Thread thread;

    /** The function gets the resource of a request, such as {@code /cat.png}. */
    ScriptedServer(Function<String, String> answers) throws IOException {
        this(new ServerSocket(0, 10, InetAddress.getLoopbackAddress()), answers);
    }

    ScriptedServer(ServerSocket server, Function<String, String> answers) {
        this.server = server;
        this.answers = answers;
        this.thread = new Thread(this::serve, "scripted server");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return server.getLocalPort();
    }

    /** The heads of all requests. */
    List<String> requests() {
        return requests;
    }

    private void serve() {
        while (!server.isClosed()) {
            try {
                Socket connection = server.accept();
                connections.add(connection);
                answer(connection);
            } catch (IOException e) {
                // The client went away, or the test is over.
            }
        }
    }

    private void answer(Socket connection) throws IOException {
        String head = head(connection.getInputStream());
        requests.add(head);
        String answer = answers.apply(head.split(" ", 3)[1]);
        boolean silent = answer.endsWith(SILENCE);
        String bytes = silent ? answer.substring(0, answer.length() - SILENCE.length()) : answer;
        connection.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
        connection.getOutputStream().flush();
        if (!silent) {
            connection.close();
        }
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int c = in.read();
            if (c < 0) {
                throw new IOException("the client went away");
            }
            head.append((char) c);
        }
        return head.toString();
    }

    @Override
    public void close() {
        try {
            server.close();
            for (Socket connection : connections) {
                connection.close();
            }
            thread.join();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
