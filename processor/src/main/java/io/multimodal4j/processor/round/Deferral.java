package io.multimodal4j.processor.round;

import java.util.LinkedHashMap;
import java.util.Map;

/** The classes that could not be processed yet, by name, with what they wait for. */
public final class Deferral {

    private Map<String, String> waiting = new LinkedHashMap<>();

    public void add(String type, String missing) {
        waiting.put(type, missing);
    }

    /** Hands out everything that waits and forgets it; what still cannot be processed is added again. */
    public Map<String, String> take() {
        Map<String, String> taken = waiting;
        waiting = new LinkedHashMap<>();
        return taken;
    }
}
