package io.multimodal4j.fetch;

import java.net.IDN;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** The hosts that media may come from. An entry is a name with an optional port, {@code cdn.example.com:8443}; one that begins with {@code *.} stands for all names below. */
final class HostList {

    /**
     * An allowed host.
     *
     * @param internal whether it may have a private address
     */
    record Entry(boolean internal) {}

    private static final String BELOW = "*.";

    private final Map<String, Entry> entries;
    private final boolean any;

    private HostList(Map<String, Entry> entries, boolean any) {
        this.entries = entries;
        this.any = any;
    }

    static HostList none() {
        return new HostList(Map.of(), false);
    }

    HostList with(String host, Entry entry) {
        Map<String, Entry> more = new HashMap<>(entries);
        more.put(normalised(host), entry);
        return new HostList(Map.copyOf(more), any);
    }

    HostList withAny() {
        return new HostList(entries, true);
    }

    /**
     * Looks for a URL's host.
     *
     * @param host the name in small letters, without a dot at the end
     * @param port the port
     * @param usual whether the port is the scheme's own
     * @return the entry, or empty if the host is not allowed
     */
    Optional<Entry> find(String host, int port, boolean usual) {
        String suffix = usual ? "" : ":" + port;
        Entry exact = entries.get(host + suffix);
        if (exact != null) {
            return Optional.of(exact);
        }
        for (int dot = host.indexOf('.'); dot >= 0; dot = host.indexOf('.', dot + 1)) {
            Entry below = entries.get(BELOW + host.substring(dot + 1) + suffix);
            if (below != null) {
                return Optional.of(below);
            }
        }
        return any && usual ? Optional.of(new Entry(false)) : Optional.empty();
    }

    private static String normalised(String entry) {
        String below = entry.startsWith(BELOW) ? BELOW : "";
        String host = entry.substring(below.length());
        if (host.isEmpty() || host.matches(".*[/@*\\\\\\s?#].*") || host.startsWith(".")) {
            throw new IllegalArgumentException("\"" + entry
                    + "\" is no host; write it as \"example.com\", \"example.com:8443\" or \"*.example.com\"");
        }
        return below + IDN.toASCII(host).toLowerCase(Locale.ROOT);
    }

    /** The entries, sorted. */
    @Override
    public String toString() {
        return any ? "any host on the usual ports" : String.join(", ", new TreeSet<>(entries.keySet()));
    }
}
