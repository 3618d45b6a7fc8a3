package io.multimodal4j.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.multimodal4j.MultiModalProcessor;
import io.multimodal4j.processing.ProcessedField;
import io.multimodal4j.processing.ProcessedInputs;
import io.multimodal4j.processing.Stage;
import io.multimodal4j.processing.Timings;
import io.multimodal4j.prompt.PlaceholderRange;
import io.multimodal4j.tensor.Safetensors;
import io.multimodal4j.tensor.Tensor;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code mm4j process}: a prompt with media becomes what an engine needs. */
@Command(
        name = "process",
        mixinStandardHelpOptions = true,
        description = "Processes a prompt and its media: token ids, placeholders, fields, hashes.")
final class ProcessCommand implements Runnable {

    /** In the order in which a request goes through them; nobody waits for others here. */
    private static final List<Stage> STAGES =
            List.of(Stage.OPEN, Stage.HASH, Stage.TOKENIZE, Stage.EXPAND, Stage.DECODE, Stage.PREPROCESS);

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private ModelOptions model;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private PromptOptions prompt;

    @Option(names = "--dump", paramLabel = "FILE", description = "Write the fields to a safetensors file.")
    private @Nullable Path dump;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    ProcessCommand() {}

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        try (MultiModalProcessor processor = model.load();
                ProcessedInputs inputs = processor.apply(prompt.prompt(processor))) {
            if (dump != null) {
                Safetensors.write(dump, tensors(inputs));
            }
            if (json) {
                Json.print(out, generator -> write(generator, inputs, processor.backend()));
            } else {
                describe(inputs, processor.backend()).print(out);
            }
        }
    }

    private static Map<String, Tensor> tensors(ProcessedInputs inputs) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        inputs.fields().values().forEach(field -> tensors.putAll(tensors(field)));
        return tensors;
    }

    /** The merged field, or its items, numbered, where they differ in shape. */
    private static Map<String, Tensor> tensors(ProcessedField field) {
        String name = field.spec().name();
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        field.merged().ifPresentOrElse(merged -> tensors.put(name, merged), () -> {
            for (int i = 0; i < field.items().size(); i++) {
                tensors.put(name + "." + i, field.items().get(i));
            }
        });
        return tensors;
    }

    private static void write(JsonGenerator json, ProcessedInputs inputs, String backend) throws IOException {
        json.writeStartObject();
        json.writeStringField("model", inputs.architecture());
        json.writeStringField("backend", backend);
        Json.ints(json, "prompt_token_ids", inputs.promptTokenIds());
        Optional<int[]> encoderPrompt = inputs.encoderPromptTokenIds();
        if (encoderPrompt.isPresent()) {
            Json.ints(json, "encoder_prompt_token_ids", encoderPrompt.get());
        }
        json.writeObjectFieldStart("placeholders");
        for (Map.Entry<String, List<PlaceholderRange>> modality :
                inputs.placeholders().entrySet()) {
            json.writeArrayFieldStart(modality.getKey());
            for (PlaceholderRange range : modality.getValue()) {
                write(json, range);
            }
            json.writeEndArray();
        }
        json.writeEndObject();
        json.writeObjectFieldStart("fields");
        for (ProcessedField field : inputs.fields().values()) {
            write(json, field);
        }
        json.writeEndObject();
        json.writeObjectFieldStart("hashes");
        for (Map.Entry<String, List<String>> modality : inputs.hashes().entrySet()) {
            Json.strings(json, modality.getKey(), modality.getValue());
        }
        json.writeEndObject();
        write(json, inputs.timings());
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, PlaceholderRange range) throws IOException {
        json.writeStartObject();
        json.writeNumberField("offset", range.offset());
        json.writeNumberField("length", range.length());
        json.writeNumberField("embeds", range.embeds());
        json.writeArrayFieldStart("is_embed");
        for (PlaceholderRange.Run run : range.isEmbed()) {
            json.writeArray(new int[] {run.start(), run.end()}, 0, 2);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, ProcessedField field) throws IOException {
        for (Map.Entry<String, Tensor> entry : tensors(field).entrySet()) {
            Tensor tensor = entry.getValue();
            json.writeObjectFieldStart(entry.getKey());
            json.writeStringField("modality", field.spec().modality());
            json.writeStringField("layout", field.spec().layout().name().toLowerCase(Locale.ROOT));
            json.writeStringField("dtype", tensor.dtype().typeName());
            Json.longs(json, "shape", tensor.shape());
            json.writeStringField("sha256", tensor.sha256());
            json.writeEndObject();
        }
    }

    private static void write(JsonGenerator json, Timings timings) throws IOException {
        json.writeObjectFieldStart("timings_ms");
        for (Stage stage : STAGES) {
            json.writeNumberField(name(stage), millis(timings.nanos(stage)));
        }
        json.writeEndObject();
    }

    private static String name(Stage stage) {
        return stage.name().toLowerCase(Locale.ROOT);
    }

    private static double millis(long nanos) {
        return Math.rint(nanos / 1e3) / 1e3;
    }

    private static Table describe(ProcessedInputs inputs, String backend) {
        Table table = new Table()
                .line("model", inputs.architecture())
                .line("back end", backend)
                .line("prompt", Table.number(inputs.promptTokenIds().length) + " tokens");
        inputs.encoderPromptTokenIds()
                .ifPresent(ids -> table.line("encoder's prompt", Table.number(ids.length) + " tokens"));
        inputs.placeholders().forEach((modality, ranges) -> {
            for (int i = 0; i < ranges.size(); i++) {
                PlaceholderRange range = ranges.get(i);
                table.line(
                        modality + " " + i,
                        Table.number(range.embeds()) + " embeddings in " + Table.number(range.length())
                                + " tokens from position " + Table.number(range.offset()));
            }
        });
        tensors(inputs)
                .forEach((name, tensor) -> table.line(name, tensor + ", " + Table.bytes(tensor.byteSize()))
                        .line("  sha256", tensor.sha256()));
        inputs.hashes().forEach((modality, hashes) -> {
            for (int i = 0; i < hashes.size(); i++) {
                table.line(modality + " " + i + " hash", hashes.get(i));
            }
        });
        for (Stage stage : STAGES) {
            table.line(name(stage), Table.millis(inputs.timings().nanos(stage)));
        }
        return table;
    }
}
