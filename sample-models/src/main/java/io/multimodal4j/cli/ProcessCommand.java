package io.multimodal4j.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.multimodal4j.MultiModalProcessor;
import io.multimodal4j.processing.ProcessedField;
import io.multimodal4j.processing.ProcessedInputs;
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
                ProcessedInputs inputs = processor.apply(prompt.prompt())) {
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
        inputs.fields().forEach((name, field) -> tensors.put(name, field.tensor()));
        return tensors;
    }

    private static void write(JsonGenerator json, ProcessedInputs inputs, String backend) throws IOException {
        json.writeStartObject();
        json.writeStringField("model", inputs.architecture());
        json.writeStringField("backend", backend);
        Json.ints(json, "prompt_token_ids", inputs.promptTokenIds());
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
        Tensor tensor = field.tensor();
        json.writeObjectFieldStart(field.spec().name());
        json.writeStringField("modality", field.spec().modality());
        json.writeStringField("layout", field.spec().layout().name().toLowerCase(Locale.ROOT));
        json.writeStringField("dtype", tensor.dtype().typeName());
        Json.longs(json, "shape", tensor.shape());
        json.writeStringField("sha256", tensor.sha256());
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, Timings timings) throws IOException {
        json.writeObjectFieldStart("timings_ms");
        json.writeNumberField("decode", millis(timings.decode()));
        json.writeNumberField("preprocess", millis(timings.preprocess()));
        json.writeNumberField("tokenize", millis(timings.tokenize()));
        json.writeNumberField("expand", millis(timings.expand()));
        json.writeEndObject();
    }

    private static double millis(long nanos) {
        return Math.rint(nanos / 1e3) / 1e3;
    }

    private static Table describe(ProcessedInputs inputs, String backend) {
        Table table = new Table()
                .line("model", inputs.architecture())
                .line("back end", backend)
                .line("prompt", Table.number(inputs.promptTokenIds().length) + " tokens");
        inputs.placeholders().forEach((modality, ranges) -> {
            for (int i = 0; i < ranges.size(); i++) {
                PlaceholderRange range = ranges.get(i);
                table.line(
                        modality + " " + i,
                        Table.number(range.embeds()) + " embeddings in " + Table.number(range.length())
                                + " tokens from position " + Table.number(range.offset()));
            }
        });
        inputs.fields()
                .forEach((name, field) -> table.line(
                                name,
                                field.tensor() + ", "
                                        + Table.bytes(field.tensor().byteSize()))
                        .line("  sha256", field.tensor().sha256()));
        inputs.hashes().forEach((modality, hashes) -> {
            for (int i = 0; i < hashes.size(); i++) {
                table.line(modality + " " + i + " hash", hashes.get(i));
            }
        });
        Timings timings = inputs.timings();
        return table.line("decode", Table.millis(timings.decode()))
                .line("preprocess", Table.millis(timings.preprocess()))
                .line("tokenize", Table.millis(timings.tokenize()))
                .line("expand", Table.millis(timings.expand()));
    }
}
