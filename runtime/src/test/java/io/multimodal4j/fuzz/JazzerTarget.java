package io.multimodal4j.fuzz;

/** What Jazzer calls, without depending on it: the name of a {@link FuzzTarget}, then any number of inputs. See docs/fuzzing.md. */
public final class JazzerTarget {

    private static volatile FuzzTarget target = FuzzTarget.WAV;

    private JazzerTarget() {}

    /** Chooses the target. */
    public static void fuzzerInitialize(String[] arguments) {
        target = FuzzTarget.valueOf(arguments[0]);
    }

    /** Runs it; Jazzer reports what is thrown. */
    public static void fuzzerTestOneInput(byte[] input) {
        target.accepts(input);
    }
}
