package io.multimodal4j.benchmarks.compile;

import io.multimodal4j.registry.ModelRegistry;

/** Reads the registry and looks models up, once, in a JVM that has done nothing else; prints how long each took. */
public final class RegistryProbe {

    private RegistryProbe() {}

    /**
     * Prints three times in nanoseconds: reading the registry, the first lookup, the second.
     *
     * @param args two architectures, or none to look nothing up
     */
    public static void main(String[] args) {
        long start = System.nanoTime();
        ModelRegistry registry = ModelRegistry.load();
        long read = System.nanoTime();
        lookUp(registry, args, 0);
        long first = System.nanoTime();
        lookUp(registry, args, 1);
        long second = System.nanoTime();
        System.out.println((read - start) + " " + (first - read) + " " + (second - first));
    }

    private static void lookUp(ModelRegistry registry, String[] architectures, int index) {
        if (index < architectures.length) {
            registry.registration(architectures[index]).schema();
        }
    }
}
