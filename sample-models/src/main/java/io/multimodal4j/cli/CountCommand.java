package io.multimodal4j.cli;

import io.multimodal4j.MultiModalProcessor;
import io.multimodal4j.processing.TokenCounts;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code mm4j count}: tokens from headers alone. */
@Command(
        name = "count",
        mixinStandardHelpOptions = true,
        description = "Counts tokens per item and in all, from the headers of the media, without decoding them.")
final class CountCommand implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private ModelOptions model;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private PromptOptions prompt;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    CountCommand() {}

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        try (MultiModalProcessor processor = model.load()) {
            TokenCounts counts = processor.count(prompt.prompt(processor));
            if (json) {
                Json.print(out, generator -> {
                    generator.writeStartObject();
                    generator.writeStringField("model", counts.architecture());
                    Json.items(generator, "items", counts.items());
                    generator.writeNumberField("prompt_tokens", counts.promptTokens());
                    generator.writeEndObject();
                });
                return;
            }
            Table table = new Table().line("model", counts.architecture());
            counts.items().forEach((modality, items) -> {
                for (int i = 0; i < items.size(); i++) {
                    table.line(modality + " " + i, Table.number(items.get(i)) + " tokens");
                }
            });
            table.line("prompt", Table.number(counts.promptTokens()) + " tokens")
                    .print(out);
        }
    }
}
