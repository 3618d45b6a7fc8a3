package io.multimodal4j.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.multimodal4j.MultiModalProcessor;
import io.multimodal4j.model.ModelSchema.ModalitySchema;
import io.multimodal4j.processing.ProcessedField;
import io.multimodal4j.processing.ProcessedInputs;
import io.multimodal4j.prompt.PlaceholderRange;
import io.multimodal4j.tensor.Tensor;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code mm4j profile}: what the worst case costs. */
@Command(
        name = "profile",
        mixinStandardHelpOptions = true,
        description =
                "Processes the generated dummy inputs and shows tokens per item, bytes per field and peak native memory.")
final class ProfileCommand implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private ModelOptions model;

    @Option(
            names = "--count",
            paramLabel = "MODALITY=N",
            description = "How many dummy items of a modality (default: one of each).")
    private Map<String, Integer> counts = new LinkedHashMap<>();

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    ProfileCommand() {}

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        try (MultiModalProcessor processor = model.load()) {
            Map<String, Integer> wanted = counts.isEmpty() ? oneOfEach(processor) : counts;
            processor.allocator().resetPeak();
            try (ProcessedInputs inputs = processor.apply(processor.dummyInputs(wanted))) {
                long peak = processor.allocator().peakBytes();
                if (json) {
                    Json.print(out, generator -> write(generator, processor.backend(), inputs, peak));
                } else {
                    describe(processor.backend(), inputs, peak).print(out);
                }
            }
        }
    }

    private static Map<String, Integer> oneOfEach(MultiModalProcessor processor) {
        Map<String, Integer> one = new LinkedHashMap<>();
        for (ModalitySchema modality : processor.schema().modalities()) {
            one.put(modality.modality(), 1);
        }
        return one;
    }

    private static Map<String, List<Integer>> items(ProcessedInputs inputs) {
        Map<String, List<Integer>> items = new LinkedHashMap<>();
        inputs.placeholders()
                .forEach((modality, ranges) -> items.put(
                        modality, ranges.stream().map(PlaceholderRange::embeds).toList()));
        return items;
    }

    private static void write(JsonGenerator json, String backend, ProcessedInputs inputs, long peak)
            throws IOException {
        json.writeStartObject();
        json.writeStringField("model", inputs.architecture());
        json.writeStringField("backend", backend);
        Json.items(json, "items", items(inputs));
        json.writeNumberField("prompt_tokens", inputs.promptTokenIds().length);
        json.writeObjectFieldStart("fields");
        for (ProcessedField field : inputs.fields().values()) {
            Tensor tensor = field.tensor();
            json.writeObjectFieldStart(field.spec().name());
            json.writeStringField("dtype", tensor.dtype().typeName());
            Json.longs(json, "shape", tensor.shape());
            json.writeNumberField("bytes", tensor.byteSize());
            json.writeEndObject();
        }
        json.writeEndObject();
        json.writeNumberField("peak_native_bytes", peak);
        json.writeEndObject();
    }

    private static Table describe(String backend, ProcessedInputs inputs, long peak) {
        Table table = new Table().line("model", inputs.architecture()).line("back end", backend);
        items(inputs)
                .forEach((modality, tokens) -> table.line(
                        modality,
                        Table.number(tokens.size()) + " items of at most "
                                + Table.number(tokens.stream()
                                        .mapToInt(Integer::intValue)
                                        .max()
                                        .orElse(0))
                                + " tokens"));
        table.line("prompt", Table.number(inputs.promptTokenIds().length) + " tokens");
        inputs.fields()
                .forEach((name, field) -> table.line(
                        name, field.tensor() + ", " + Table.bytes(field.tensor().byteSize())));
        return table.line("peak native memory", Table.bytes(peak));
    }
}
