package io.multimodal4j.tokenizer;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;

/**
 * Keeps the tokenizer library from using the network. It can only be told with system properties: one stops it from fetching a CUDA build of itself on
 * machines with a GPU, one from reporting its use. They are set for the time of a call and put back as they were.
 */
final class OfflineDjl {

    private static final Map<String, String> PROPERTIES = Map.of("RUST_FLAVOR", "cpu", "OPT_OUT_TRACKING", "true");
    private static final Object LOCK = new Object();

    private OfflineDjl() {}

    static <T> T call(Callable<T> action) throws Exception {
        synchronized (LOCK) {
            Map<String, String> before = new TreeMap<>();
            for (Map.Entry<String, String> property : PROPERTIES.entrySet()) {
                String old = System.getProperty(property.getKey());
                if (old != null) {
                    before.put(property.getKey(), old);
                }
                System.setProperty(property.getKey(), property.getValue());
            }
            try {
                return action.call();
            } finally {
                for (String name : PROPERTIES.keySet()) {
                    String old = before.get(name);
                    if (old == null) {
                        System.clearProperty(name);
                    } else {
                        System.setProperty(name, old);
                    }
                }
            }
        }
    }
}
