package io.multimodal4j.testing;

import io.multimodal4j.media.ItemSize;
import io.multimodal4j.media.MediaException;
import io.multimodal4j.processing.ProcessedInputs;
import io.multimodal4j.processing.TokenCounts;
import io.multimodal4j.prompt.PlaceholderRange;
import io.multimodal4j.prompt.PromptItem;
import java.util.List;

/** The token counts: one formula must serve the maximum, the dummy inputs, counting and processing. */
final class TokenChecks {

    private TokenChecks() {}

    static void run(CheckedModel model, long seed, Findings findings) {
        findings.check("dummy-maximum", () -> dummyMaximum(model));
        findings.check("placeholders", () -> placeholders(model));
        findings.check("size-search", () -> sizeSearch(model, seed));
        findings.check("count-equals-apply", () -> countEqualsApply(model));
    }

    private static String dummyMaximum(CheckedModel model) {
        int maximum = model.declaredMaximum();
        int items = model.several();
        try (ProcessedInputs inputs = model.processor().apply(model.dummies(items))) {
            List<Integer> found = model.embeddings(inputs);
            Findings.expect(
                    found.size() == items && found.stream().allMatch(tokens -> tokens == maximum),
                    () -> "expected " + items + " dummy items of the declared maximum of " + maximum
                            + " tokens each, found " + found + " for items of "
                            + model.dummies(items).items(model.modality()).stream()
                                    .map(PromptItem::media)
                                    .toList());
            return items + " dummy items of " + maximum + " tokens";
        }
    }

    private static String placeholders(CheckedModel model) {
        List<ItemSize> sizes = some(model);
        try (ProcessedInputs inputs = model.processor().apply(model.items(sizes))) {
            List<PlaceholderRange> ranges = model.ranges(inputs);
            int end = 0;
            for (PlaceholderRange range : ranges) {
                int from = end;
                Findings.expect(
                        range.offset() >= from && range.embeds() >= 1 && range.embeds() <= range.length(),
                        () -> "expected a placeholder with embeddings from position " + from + " on, found " + range);
                end = range.offset() + range.length();
            }
            int behind = end;
            int length = inputs.encoderPromptTokenIds().map(ids -> ids.length).orElseGet(inputs::promptTokens);
            Findings.expect(
                    ranges.size() == sizes.size() && behind <= length,
                    () -> "expected " + sizes.size() + " placeholders within " + length + " tokens for sizes " + sizes
                            + ", found " + ranges.size() + " up to " + behind);
            return ranges.size() + " placeholders for sizes " + sizes;
        }
    }

    /** An item's tokens are known from its size, so that a search decodes nothing. */
    private static String sizeSearch(CheckedModel model, long seed) {
        int maximum = model.declaredMaximum();
        int tried = 0;
        int beyond = 0;
        int most = 0;
        String worst = "";
        for (ItemSize size : model.searchSizes(seed)) {
            int tokens = model.takes(size) ? tokens(model, size) : 0;
            tried += tokens > 0 ? 1 : 0;
            beyond += tokens > maximum ? 1 : 0;
            if (tokens > most) {
                most = tokens;
                worst = size.toString();
            }
        }
        String seen = worst + " has " + most + ", and " + beyond + " of " + tried + " sizes have more than the maximum";
        Findings.expect(
                beyond == 0,
                () -> "expected at most the declared maximum of " + maximum + " tokens, found that " + seen);
        return "none of " + tried + " sizes has more than " + maximum + " tokens";
    }

    private static int tokens(CheckedModel model, ItemSize size) {
        TokenCounts counts;
        try {
            counts = model.processor().count(model.blanks(List.of(size)));
        } catch (MediaException e) {
            // Refused, as a request would be: it has no tokens that could be too many.
            return 0;
        } catch (RuntimeException e) {
            throw new Findings.Violation("expected a token count for size " + size + ", found " + e);
        }
        return counts.items().getOrDefault(model.modality(), List.of(0)).get(0);
    }

    private static String countEqualsApply(CheckedModel model) {
        for (ItemSize size : model.sampleSizes()) {
            compareCounts(model, List.of(size));
        }
        List<ItemSize> several = some(model);
        compareCounts(model, several);
        return "sizes " + model.sampleSizes() + " alone, and " + several + " together";
    }

    private static void compareCounts(CheckedModel model, List<ItemSize> sizes) {
        TokenCounts counts = model.processor().count(model.items(sizes));
        try (ProcessedInputs inputs = model.processor().apply(model.items(sizes))) {
            List<Integer> counted = counts.items().getOrDefault(model.modality(), List.of());
            List<Integer> processed = model.embeddings(inputs);
            int length = inputs.promptTokenIds().length;
            Findings.expect(
                    counted.equals(processed) && counts.promptTokens() == length,
                    () -> "for sizes " + sizes + " expected the counted " + counted + " tokens in a prompt of "
                            + counts.promptTokens() + ", found that processing gives " + processed + " in " + length);
        }
    }

    static List<ItemSize> some(CheckedModel model) {
        List<ItemSize> sizes = model.sampleSizes();
        return sizes.subList(0, Math.min(sizes.size(), model.several()));
    }
}
