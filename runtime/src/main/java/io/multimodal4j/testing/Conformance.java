package io.multimodal4j.testing;

import io.multimodal4j.MultiModalProcessor;
import io.multimodal4j.MultiModalProcessorBuilder;
import io.multimodal4j.annotations.DType;
import io.multimodal4j.model.Encoder;
import io.multimodal4j.model.ModelSchema.ModalitySchema;
import io.multimodal4j.registry.ModelRegistry;
import io.multimodal4j.tensor.TensorAllocator;
import io.multimodal4j.testing.ConformanceReport.Result;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Checks that a registered model and its model directory keep the contract that an engine relies on: the declared maximum is one, counting and processing
 * agree, and no result depends on how or how often it was asked for. Everything is processed for real, on pictures, videos and sounds
 * made in memory.
 *
 * <pre>{@code
 * @Test
 * void conforms() {
 *   Conformance.of(Path.of("models/llava-1.5")).check();
 * }
 * }</pre>
 *
 * <p>The checks, by name:
 *
 * <ul>
 *   <li>{@code dummy-maximum}: every dummy item has exactly the declared most tokens;
 *   <li>{@code placeholders}: there is one placeholder range per item, inside the prompt, one behind the other;
 *   <li>{@code size-search}: no size has more tokens than the declared maximum, in neither orientation: sizes at and around the dummy items' own and their
 *       multiples, around the patch and tile sizes that models use, and strips of any ratio;
 *   <li>{@code count-equals-apply}: counting without decoding gives what processing gives;
 *   <li>{@code text-equals-tokens}: a prompt given as token ids gives what its text gives;
 *   <li>{@code deterministic}: the same request gives the same result twice;
 *   <li>{@code batch-equals-alone}: an item gives the same alone and among others;
 *   <li>{@code split-and-merge}: the items of a field, one behind the other, are the merged tensor;
 *   <li>{@code declared-fields}: the fields are what the model declares;
 *   <li>{@code encode}: the encode method takes the fields and returns an embedding for every placeholder;
 *   <li>{@code memory}: all native memory is returned.
 * </ul>
 *
 * <p>Not safe for use by several threads.
 */
public final class Conformance {

    private static final int DEFAULT_SEQUENCE_LENGTH = 32_768;
    private static final long DEFAULT_SEED = 20_240_117L;

    private final Path modelDirectory;
    private final Map<String, Encoder> encoders = new HashMap<>();
    private final TensorAllocator allocator = new TensorAllocator();
    private MultiModalProcessorBuilder loading;
    private int sequenceLength = DEFAULT_SEQUENCE_LENGTH;
    private long seed = DEFAULT_SEED;

    private Conformance(Path modelDirectory) {
        this.modelDirectory = modelDirectory;
        this.loading = MultiModalProcessor.builder(modelDirectory).allocator(allocator);
    }

    /**
     * Starts to check a model.
     *
     * @param modelDirectory its Hugging Face model directory; weights are not needed
     * @return the check, to be run with {@link #check()}
     */
    public static Conformance of(Path modelDirectory) {
        return new Conformance(Objects.requireNonNull(modelDirectory, "modelDirectory"));
    }

    /**
     * Sets the registry in which the architecture is looked up.
     *
     * @param registry the registry; everything on the class path if not set
     * @return this
     */
    public Conformance registry(ModelRegistry registry) {
        loading = loading.registry(registry);
        return this;
    }

    /**
     * Chooses the kernel back end.
     *
     * @param name {@code "auto"} (the default), {@code "java"}, {@code "tvm-cpu"}
     * @return this
     */
    public Conformance backend(String name) {
        loading = loading.backend(name);
        return this;
    }

    /**
     * Chooses the type of float fields.
     *
     * @param dtype float32 (the default), bfloat16 or float16
     * @return this
     */
    public Conformance dtype(DType dtype) {
        loading = loading.dtype(dtype);
        return this;
    }

    /**
     * Gives the model a real encoder, whose embeddings are then compared with the placeholders.
     *
     * @param modality the modality
     * @param encoder the encoder; one that returns as many embeddings as there are placeholders if not set
     * @return this
     */
    public Conformance encoder(String modality, Encoder encoder) {
        encoders.put(modality, encoder);
        return this;
    }

    /**
     * Sets the sequence length on which a declared maximum may depend.
     *
     * @param tokens the length; {@value #DEFAULT_SEQUENCE_LENGTH} if not set
     * @return this
     */
    public Conformance sequenceLength(int tokens) {
        this.sequenceLength = tokens;
        return this;
    }

    /**
     * Sets the seed from which the sizes of the size search are drawn: the same seed tries the same sizes.
     *
     * @param newSeed the seed
     * @return this
     */
    public Conformance seed(long newSeed) {
        this.seed = newSeed;
        return this;
    }

    /**
     * Runs all checks.
     *
     * @return what they found; none failed
     * @throws AssertionError if a check failed; the message has all failures, with the check, the sizes, what was expected and what was found
     * @throws RuntimeException if the model directory cannot be loaded, as {@link MultiModalProcessor#load} says
     */
    public ConformanceReport check() {
        ConformanceReport report = run();
        if (!report.failures().isEmpty()) {
            throw new AssertionError(report.toString());
        }
        return report;
    }

    /**
     * Runs all checks and leaves it to the caller what to make of the result.
     *
     * @return what they found
     * @throws RuntimeException if the model directory cannot be loaded, as {@link MultiModalProcessor#load} says
     */
    public ConformanceReport run() {
        try (MultiModalProcessor processor = loading.load()) {
            List<Result> results = new ArrayList<>();
            for (ModalitySchema modality : processor.schema().modalities()) {
                results.addAll(items(processor, modality.modality()));
            }
            return new ConformanceReport(processor.architecture(), results);
        }
    }

    private List<Result> items(MultiModalProcessor processor, String modality) {
        Findings findings = new Findings(modality);
        if (processor.limit(modality) == 0) {
            findings.skip("items", "the model directory allows none");
            return findings.results();
        }
        CheckedModel model = new CheckedModel(processor, modality, sequenceLength);
        TokenChecks.run(model, seed, findings);
        RepeatChecks.run(model, findings);
        FieldChecks.run(model, encoders, findings);
        memory(allocator, findings);
        return findings.results();
    }

    static void memory(TensorAllocator allocator, Findings findings) {
        findings.check("memory", () -> {
            Findings.expect(
                    allocator.liveTensors() == 0,
                    () -> "expected no live tensor after every result was closed, found " + allocator.liveTensors()
                            + " of " + allocator.liveBytes() + " bytes");
            return "everything was returned, at most " + allocator.peakBytes() + " bytes were in use";
        });
    }

    @Override
    public String toString() {
        return "the conformance of " + modelDirectory;
    }
}
