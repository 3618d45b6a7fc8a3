package io.multimodal4j.fetch;

import io.multimodal4j.media.MediaException;
import io.multimodal4j.media.MediaFetcher;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import javax.net.ssl.SSLSocketFactory;

/**
 * Fetches media from http and https URLs of hosts that are on its list. A host's name is resolved once, all its addresses are checked, and the connection goes to one of those very addresses;
 * addresses that are not globally reachable (private, loopback, link-local, multicast, those of metadata services) are refused. Every redirect is checked
 * like the first URL. Bytes and time are bounded. No proxy, cookie, credential or cache is used. Immutable, safe for any number of threads.
 *
 * <pre>{@code
 * MediaFetcher fetcher = HttpMediaFetcher.builder().allowHost("images.example.com").allowHost("*.example.org").build();
 * }</pre>
 */
public final class HttpMediaFetcher implements MediaFetcher {

    private static final int MAX_ADDRESSES = 4;

    private final HostList hosts;
    private final HostResolver resolver;
    private final SSLSocketFactory tls;
    private final Duration timeout;
    private final int maxRedirects;

    private HttpMediaFetcher(Builder builder) {
        this.hosts = builder.hosts;
        this.resolver = builder.resolver;
        this.tls = builder.tls;
        this.timeout = builder.timeout;
        this.maxRedirects = builder.maxRedirects;
    }

    /**
     * Starts with an empty list of hosts, 10 seconds for each URL and 3 redirects.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public byte[] fetch(URI uri, long maxBytes) {
        return fetch(uri, maxBytes, maxRedirects, new Deadline(timeout));
    }

    private byte[] fetch(URI uri, long maxBytes, int redirectsLeft, Deadline deadline) {
        FetchTarget target = FetchTarget.of(uri);
        List<InetAddress> addresses = checkedAddresses(target);
        String location;
        try (HttpConnection connection = connect(target, addresses, deadline)) {
            InputStream in = connection.get(target);
            HttpResponse response = HttpResponse.read(in);
            if (!response.isRedirect()) {
                return body(target, response, in, maxBytes);
            }
            location = response.header("location").orElse("");
        } catch (IOException e) {
            IOException cause = deadline.isOver() ? deadline.timeout() : e;
            throw new MediaException("cannot fetch from " + target + ": " + cause.getMessage(), e);
        }
        if (redirectsLeft == 0) {
            throw new MediaException(target + " redirects once more after " + maxRedirects + " redirects");
        }
        return fetch(redirected(uri, target, location), maxBytes, redirectsLeft - 1, deadline);
    }

    private static byte[] body(FetchTarget target, HttpResponse response, InputStream in, long maxBytes)
            throws IOException {
        if (response.status() != 200) {
            throw new MediaException(target + " answers with status " + response.status());
        }
        return HttpBody.read(response, in, maxBytes);
    }

    private List<InetAddress> checkedAddresses(FetchTarget target) {
        HostList.Entry entry = hosts.find(target.host(), target.port(), target.usualPort())
                .orElseThrow(() -> new MediaException(target + " is not among the allowed hosts (" + hosts
                        + "); allow it where the HttpMediaFetcher is built"));
        try {
            List<InetAddress> addresses = resolver.resolve(target.host());
            for (InetAddress address : addresses) {
                AddressRules.refusal(address, entry.internal()).ifPresent(kind -> {
                    throw new MediaException(target + " has " + kind + ", which is refused");
                });
            }
            return addresses;
        } catch (UnknownHostException e) {
            throw new MediaException("there is no host of the name " + target.host(), e);
        }
    }

    private HttpConnection connect(FetchTarget target, List<InetAddress> addresses, Deadline deadline)
            throws IOException {
        IOException failure = new UnknownHostException("the host has no address");
        for (InetAddress address : addresses.subList(0, Math.min(MAX_ADDRESSES, addresses.size()))) {
            try {
                return HttpConnection.open(target, address, tls, deadline);
            } catch (IOException e) {
                failure = e;
            }
        }
        throw failure;
    }

    private static URI redirected(URI from, FetchTarget target, String location) {
        try {
            URI next = from.resolve(new URI(location));
            if (location.isEmpty() || (target.secure() && !FetchTarget.of(next).secure())) {
                throw new MediaException(target + " redirects to nowhere or from https to http, which is refused");
            }
            return next;
        } catch (URISyntaxException e) {
            throw new MediaException(target + " redirects to something that is no URL", e);
        }
    }

    /** Says where media may come from. Not safe for several threads. */
    public static final class Builder {

        private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);
        private static final int DEFAULT_REDIRECTS = 3;

        private HostList hosts = HostList.none();
        private HostResolver resolver = HostResolver.SYSTEM;
        private SSLSocketFactory tls = (SSLSocketFactory) SSLSocketFactory.getDefault();
        private Duration timeout = DEFAULT_TIMEOUT;
        private int maxRedirects = DEFAULT_REDIRECTS;

        private Builder() {}

        /**
         * Allows a host, on the usual ports (80 for http, 443 for https) unless one is named. Its addresses must be globally reachable.
         *
         * @param host {@code example.com}, {@code example.com:8443}, or {@code *.example.com} for every name below example.com
         * @return this
         */
        public Builder allowHost(String host) {
            hosts = hosts.with(host, new HostList.Entry(false));
            return this;
        }

        /**
         * Allows a host of the application's own network, which may have a private or loopback address. Link-local addresses and those of metadata services stay refused.
         *
         * @param host as in {@link #allowHost}
         * @return this
         */
        public Builder allowInternalHost(String host) {
            hosts = hosts.with(host, new HostList.Entry(true));
            return this;
        }

        /**
         * Allows every host with globally reachable addresses, on the usual ports. Whoever writes prompts then decides to whom this machine speaks.
         *
         * @return this
         */
        public Builder allowAnyPublicHost() {
            hosts = hosts.withAny();
            return this;
        }

        /**
         * How long fetching one URL may take, redirects included. The resolver's own waiting is not interrupted by it.
         *
         * @param newTimeout at least a millisecond
         * @return this
         */
        public Builder timeout(Duration newTimeout) {
            if (newTimeout.toMillis() < 1) {
                throw new IllegalArgumentException("the timeout must be at least a millisecond: " + newTimeout);
            }
            timeout = newTimeout;
            return this;
        }

        /**
         * How many redirects are followed.
         *
         * @param newMaxRedirects 0 to refuse redirects
         * @return this
         */
        public Builder maxRedirects(int newMaxRedirects) {
            if (newMaxRedirects < 0) {
                throw new IllegalArgumentException("maxRedirects must not be negative: " + newMaxRedirects);
            }
            maxRedirects = newMaxRedirects;
            return this;
        }

        /**
         * What makes TLS connections: a factory that trusts the application's own certificates, or has a client certificate. Names are checked in any case.
         *
         * @param newTls instead of the JDK's default
         * @return this
         */
        public Builder sslSocketFactory(SSLSocketFactory newTls) {
            tls = Objects.requireNonNull(newTls, "newTls");
            return this;
        }

        Builder resolver(HostResolver newResolver) {
            resolver = newResolver;
            return this;
        }

        /**
         * Makes the fetcher.
         *
         * @return the fetcher
         */
        public HttpMediaFetcher build() {
            return new HttpMediaFetcher(this);
        }
    }
}
