package io.multimodal4j.cli;

import io.multimodal4j.MultiModalProcessor;
import io.multimodal4j.MultiModalProcessorBuilder;
import io.multimodal4j.annotations.DType;
import io.multimodal4j.config.ProcessorKwargs;
import io.multimodal4j.fetch.HttpMediaFetcher;
import io.multimodal4j.media.MediaPolicy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
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
            names = "--dtype",
            paramLabel = "TYPE",
            defaultValue = "float32",
            description = "The type of float fields: float32, bfloat16 or float16 (default: ${DEFAULT-VALUE}).")
    private DType dtype = DType.FLOAT32;

    @Option(
            names = "--processor-kwargs",
            paramLabel = "JSON",
            description =
                    "Processor options laid over preprocessor_config.json, for example '{\"do_center_crop\": false}'.")
    private String processorKwargs = "{}";

    @Option(
            names = "--allow-files",
            paramLabel = "FOLDER",
            description = "Let file: URLs in messages name files below a folder; repeat it for several.")
    private List<Path> folders = new ArrayList<>();

    @Option(
            names = "--allow-host",
            paramLabel = "HOST",
            description = "Let http: and https: URLs in messages be fetched from a host; repeat it for several.")
    private List<String> hosts = new ArrayList<>();

    ModelOptions() {}

    MultiModalProcessor load() {
        MultiModalProcessorBuilder builder = MultiModalProcessor.builder(modelDir)
                .backend(backend)
                .dtype(dtype)
                .mediaPolicy(mediaPolicy())
                .processorKwargs(ProcessorKwargs.parse(processorKwargs));
        limits.forEach(builder::limit);
        return builder.load();
    }

    private MediaPolicy mediaPolicy() {
        MediaPolicy.Builder policy = MediaPolicy.builder().allowFiles(folders.toArray(Path[]::new));
        if (!hosts.isEmpty()) {
            HttpMediaFetcher.Builder fetcher = HttpMediaFetcher.builder();
            hosts.forEach(fetcher::allowHost);
            policy.fetcher(fetcher.build());
        }
        return policy.build();
    }
}
