package io.multimodal4j.cli;

import io.multimodal4j.MultiModalProcessor;
import io.multimodal4j.MultiModalProcessorBuilder;
import io.multimodal4j.config.ProcessorKwargs;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** Which model is loaded, and how. */
final class ModelOptions {

    @Option(
            names = "--model-dir",
            required = true,
            paramLabel = "DIR",
            description = "A Hugging Face model directory: config.json, preprocessor_config.json, tokenizer.json.")
    @SuppressWarnings("NullAway.Init")
    private Path modelDir;

    @Option(
            names = "--limit",
            paramLabel = "MODALITY=N",
            description =
                    "The most items of a modality in one prompt, for example image=4; at most what the model supports.")
    private Map<String, Integer> limits = new LinkedHashMap<>();

    @Option(
            names = "--backend",
            paramLabel = "NAME",
            defaultValue = "auto",
            description = "auto, java or tvm-cpu (default: ${DEFAULT-VALUE}, the fastest that works).")
    private String backend = "auto";

    @Option(
            names = "--processor-kwargs",
            paramLabel = "JSON",
            description =
                    "Processor options laid over preprocessor_config.json, for example '{\"do_center_crop\": false}'.")
    private String processorKwargs = "{}";

    ModelOptions() {}

    MultiModalProcessor load() {
        MultiModalProcessorBuilder builder = MultiModalProcessor.builder(modelDir)
                .backend(backend)
                .processorKwargs(ProcessorKwargs.parse(processorKwargs));
        limits.forEach(builder::limit);
        return builder.load();
    }
}
