package io.multimodal4j.testing;

import io.multimodal4j.testing.ConformanceReport.Outcome;
import io.multimodal4j.testing.ConformanceReport.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Collects what the checks of one modality find: one that fails, or whose model throws, does not keep the others from running. */
final class Findings {

    private final String modality;
    private final List<Result> results = new ArrayList<>();

    Findings(String modality) {
        this.modality = modality;
    }

    /** Looks at one thing and says what it saw; throws a {@link Violation} if it is wrong. */
    @FunctionalInterface
    interface Check {
        String run();
    }

    /** What is wrong, in words for the author of the model. */
    static final class Violation extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Violation(String message) {
            super(message);
        }
    }

    static void expect(boolean condition, Supplier<String> otherwise) {
        if (!condition) {
            throw new Violation(otherwise.get());
        }
    }

    void check(String name, Check check) {
        try {
            results.add(new Result(modality, name, Outcome.PASSED, check.run()));
        } catch (Violation e) {
            results.add(new Result(modality, name, Outcome.FAILED, String.valueOf(e.getMessage())));
        } catch (RuntimeException e) {
            // A model that throws does not conform either, and its message is for the same reader.
            String where = e.getStackTrace().length == 0 ? "" : " at " + e.getStackTrace()[0];
            results.add(new Result(modality, name, Outcome.FAILED, "expected a result, found " + e + where));
        }
    }

    void skip(String name, String reason) {
        results.add(new Result(modality, name, Outcome.SKIPPED, reason));
    }

    List<Result> results() {
        return results;
    }
}
