package io.multimodal4j;

import io.multimodal4j.annotations.DType;
import io.multimodal4j.config.ProcessorKwargs;
import io.multimodal4j.media.MediaReaders;
import io.multimodal4j.model.ModelRegistration;
import io.multimodal4j.processing.ItemLimits;
import io.multimodal4j.processing.ItemPipeline;
import io.multimodal4j.processing.ProcessingServices;
import io.multimodal4j.processing.RequestProcessor;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * A loaded model under the options of its requests. What was made for some options is remembered for requests to come, within bounds: it costs a few tables. Safe for use by any
 * number of threads.
 */
final class ModelVariants {

    private static final int MOST_REMEMBERED = 64;

    private final String architecture;
    private final ModelRegistration<?> registration;
    private final DType dtype;
    private final ModelDirectory directory;
    private final MediaReaders readers;
    private final ProcessorKwargs ofProcessor;
    private final Function<BoundModel<?>, ItemLimits> limits;
    private final ProcessingServices services;
    private final String modelKey;
    private final ModelVariant standard;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, ModelVariant> remembered = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, ModelVariant> eldest) {
            return size() > MOST_REMEMBERED;
        }
    };

    /**
     * The variants of one model.
     *
     * @param architecture its architecture
     * @param registration what was generated for it
     * @param dtype the type of float fields
     * @param directory its model directory
     * @param readers what opens media
     * @param kwargs the options of the processor, over which those of requests are laid
     * @param limits computes the limits of a variant
     * @param services what all variants share
     */
    ModelVariants(
            String architecture,
            ModelRegistration<?> registration,
            DType dtype,
            ModelDirectory directory,
            MediaReaders readers,
            ProcessorKwargs kwargs,
            Function<BoundModel<?>, ItemLimits> limits,
            ProcessingServices services) {
        this.architecture = architecture;
        this.registration = registration;
        this.dtype = dtype;
        this.directory = directory;
        this.readers = readers;
        this.ofProcessor = kwargs;
        this.limits = limits;
        this.services = services;
        this.modelKey = architecture + " " + sha256(directory.config().canonicalJson());
        this.standard = create(kwargs);
    }

    /** The model under the processor's own options. */
    ModelVariant standard() {
        return standard;
    }

    /** The model under the options of a request. */
    ModelVariant of(ProcessorKwargs kwargs) {
        if (kwargs.isEmpty()) {
            return standard;
        }
        lock.lock();
        try {
            ModelVariant known = remembered.get(kwargs.canonical());
            if (known == null) {
                known = create(kwargs.over(ofProcessor));
                remembered.put(kwargs.canonical(), known);
            }
            return known;
        } finally {
            lock.unlock();
        }
    }

    private ModelVariant create(ProcessorKwargs kwargs) {
        BoundModel<?> model = BoundModel.bind(architecture, registration, dtype, directory, kwargs);
        Map<String, ItemPipeline<?, ?>> pipelines = model.pipelines(directory, kwargs, readers);
        KwargsCheck.check(architecture, kwargs, pipelines);
        return new ModelVariant(
                model,
                pipelines,
                new RequestProcessor(new RequestProcessor.Parts(
                        architecture,
                        modelKey,
                        model.schema(),
                        model.promptUpdates(),
                        model.prompts(),
                        limits.apply(model),
                        pipelines,
                        services)));
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
