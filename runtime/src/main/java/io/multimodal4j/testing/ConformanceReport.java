package io.multimodal4j.testing;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What the checks of {@link Conformance} found of one model. Immutable.
 *
 * @param architecture the model's architecture
 * @param results a result per modality and check, in the order in which they ran
 */
public record ConformanceReport(String architecture, List<Result> results) {

    /**
     * Copies the list.
     *
     * @param architecture the model's architecture
     * @param results a result per modality and check
     */
    public ConformanceReport {
        results = List.copyOf(results);
    }

    /** How a check ended. */
    public enum Outcome {
        /** The model keeps what the check asks. */
        PASSED,
        /** It does not; the detail says what was expected and what was found. */
        FAILED,
        /** The check could not be made; the detail says why. */
        SKIPPED
    }

    /**
     * How one check ended.
     *
     * @param modality the modality whose items were processed
     * @param check the check's name, such as {@code "dummy-maximum"}
     * @param outcome how it ended
     * @param detail what was looked at; for a failure the sizes, what was expected and what was found
     */
    public record Result(String modality, String check, Outcome outcome, String detail) {

        @Override
        public String toString() {
            return check + " (" + modality + "): " + detail;
        }
    }

    /**
     * The checks that failed.
     *
     * @return their results, empty if the model conforms
     */
    public List<Result> failures() {
        return results.stream()
                .filter(result -> result.outcome() == Outcome.FAILED)
                .toList();
    }

    /** All failures with the model's name, or one line that says how many checks passed. */
    @Override
    public String toString() {
        List<Result> failures = failures();
        if (failures.isEmpty()) {
            long passed = results.stream()
                    .filter(result -> result.outcome() == Outcome.PASSED)
                    .count();
            return "The model " + architecture + " conforms: " + passed + " of " + results.size()
                    + " checks passed, none failed";
        }
        return failures.stream()
                .map(failure -> "\n  " + failure)
                .collect(Collectors.joining(
                        "",
                        "The model " + architecture + " does not conform: " + failures.size() + " of " + results.size()
                                + " checks failed",
                        ""));
    }
}
