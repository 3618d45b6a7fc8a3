package io.multimodal4j.testing;

import io.multimodal4j.media.ItemSize;
import io.multimodal4j.processing.ProcessedField;
import io.multimodal4j.processing.ProcessedInputs;
import io.multimodal4j.prompt.Prompt;
import io.multimodal4j.prompt.PromptItem;
import io.multimodal4j.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The same asked twice, in another form, or among others: the answer must be the same. */
final class RepeatChecks {

    private RepeatChecks() {}

    static void run(CheckedModel model, Findings findings) {
        findings.check("text-equals-tokens", () -> textEqualsTokens(model));
        findings.check("deterministic", () -> deterministic(model));
        findings.check("batch-equals-alone", () -> batchEqualsAlone(model));
    }

    private static String textEqualsTokens(CheckedModel model) {
        List<ItemSize> sizes = TokenChecks.some(model);
        Prompt text = model.items(sizes);
        Prompt tokens = Prompt.ofTokenIds(model.processor().tokenize(text));
        for (PromptItem item : text.items()) {
            tokens = tokens.with(item);
        }
        compare(model, sizes, "the text", text, "its tokens", tokens);
        return "sizes " + sizes;
    }

    private static String deterministic(CheckedModel model) {
        List<ItemSize> sizes = TokenChecks.some(model);
        Prompt prompt = model.items(sizes);
        compare(model, sizes, "the first time", prompt, "the second time", prompt);
        return "twice with sizes " + sizes;
    }

    private static void compare(
            CheckedModel model, List<ItemSize> sizes, String one, Prompt first, String other, Prompt second) {
        try (ProcessedInputs a = model.processor().apply(first);
                ProcessedInputs b = model.processor().apply(second)) {
            Map<String, Object> expected = facts(a);
            Map<String, Object> found = facts(b);
            expected.forEach((what, value) -> Findings.expect(
                    value.equals(found.get(what)),
                    () -> "for sizes " + sizes + " " + one + " and " + other + " differ in the " + what
                            + ": expected " + shortened(value) + ", found "
                            + shortened(String.valueOf(found.get(what)))));
        }
    }

    private static String batchEqualsAlone(CheckedModel model) {
        List<ItemSize> sizes = TokenChecks.some(model);
        try (ProcessedInputs batch = model.processor().apply(model.items(sizes))) {
            for (int i = 0; i < sizes.size(); i++) {
                int item = i;
                try (ProcessedInputs single = model.processor().apply(model.items(List.of(sizes.get(item))))) {
                    Map<String, Object> expected = itemFacts(model, single, 0);
                    Map<String, Object> found = itemFacts(model, batch, item);
                    Findings.expect(
                            expected.equals(found),
                            () -> "item " + item + " of sizes " + sizes + " differs from the same item alone: expected "
                                    + expected + ", found " + found);
                }
            }
        }
        return "sizes " + sizes;
    }

    /** What an item is, wherever it is in the prompt. */
    private static Map<String, Object> itemFacts(CheckedModel model, ProcessedInputs inputs, int item) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("embeddings", model.embeddings(inputs).get(item));
        facts.put(
                "hash",
                inputs.hashes().getOrDefault(model.modality(), List.of()).get(item));
        inputs.fields()
                .forEach((name, field) ->
                        facts.put("field " + name, content(field.items().get(item))));
        return facts;
    }

    private static Map<String, Object> facts(ProcessedInputs inputs) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("placeholders", inputs.placeholders());
        facts.put("tokens", Arrays.stream(inputs.promptTokenIds()).boxed().toList());
        inputs.encoderPromptTokenIds()
                .ifPresent(ids ->
                        facts.put("encoder's tokens", Arrays.stream(ids).boxed().toList()));
        facts.put("hashes", inputs.hashes());
        for (Map.Entry<String, ProcessedField> field : inputs.fields().entrySet()) {
            List<String> items = new ArrayList<>();
            field.getValue().items().forEach(item -> items.add(content(item)));
            facts.put("field " + field.getKey(), items);
        }
        return facts;
    }

    private static String content(Tensor tensor) {
        return tensor + " with SHA-256 " + tensor.sha256();
    }

    private static String shortened(Object value) {
        String text = value.toString();
        return text.length() <= 300 ? text : text.substring(0, 300) + "...";
    }
}
