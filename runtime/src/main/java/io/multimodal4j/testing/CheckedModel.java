package io.multimodal4j.testing;

import io.multimodal4j.MultiModalProcessor;
import io.multimodal4j.media.ItemSize;
import io.multimodal4j.media.MediaException;
import io.multimodal4j.media.MediaItem;
import io.multimodal4j.processing.ProcessedInputs;
import io.multimodal4j.prompt.PlaceholderRange;
import io.multimodal4j.prompt.Prompt;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A loaded model with the prompts and items on which it is checked. The text around the items is that of its own dummy inputs. */
final class CheckedModel {

    private static final int MOST_SAMPLES = 4;

    private final MultiModalProcessor processor;
    private final ItemSamples<?> samples;
    private final String modality;
    private final int sequenceLength;

    CheckedModel(MultiModalProcessor processor, String modality, int sequenceLength) {
        this.processor = processor;
        this.samples = ItemSamples.of(modality, processor);
        this.modality = modality;
        this.sequenceLength = sequenceLength;
    }

    MultiModalProcessor processor() {
        return processor;
    }

    String modality() {
        return modality;
    }

    int declaredMaximum() {
        return processor.maxTokensPerItem(modality, sequenceLength);
    }

    /** How many items a prompt with several has: enough to tell an item from its neighbours. */
    int several() {
        return Math.min(3, processor.limit(modality));
    }

    Prompt dummies(int count) {
        return processor.dummyInputs(Map.of(modality, count));
    }

    /** Sizes that the model takes, at least one. */
    List<ItemSize> sampleSizes() {
        List<ItemSize> sizes = new ArrayList<>();
        for (ItemSize size : samples.small()) {
            if (sizes.size() < MOST_SAMPLES && takes(size)) {
                sizes.add(size);
            }
        }
        Findings.expect(
                !sizes.isEmpty(),
                () -> "expected a size of modality " + modality + " that the model takes, but it refuses all of "
                        + samples.small());
        return sizes;
    }

    /** Sizes for counting, of which the model may refuse some. */
    List<ItemSize> searchSizes(long seed) {
        return samples.searched(seed);
    }

    /** Whether neither the processor nor the token count refuses a size. */
    boolean takes(ItemSize size) {
        try {
            boolean made = samples.isMadeOf(size);
            processor.count(blanks(List.of(size)));
            return made;
        } catch (MediaException e) {
            return false;
        } catch (RuntimeException e) {
            // Not refused but wrong, which is for the checks to say.
            return true;
        }
    }

    /** A prompt with an item of each size. */
    Prompt items(List<ItemSize> sizes) {
        return prompt(sizes, samples::item);
    }

    /** A prompt with an item of each size that has no content, for counting. */
    Prompt blanks(List<ItemSize> sizes) {
        return prompt(sizes, samples::blank);
    }

    private Prompt prompt(List<ItemSize> sizes, Function<ItemSize, MediaItem> item) {
        Prompt dummies = dummies(sizes.size());
        Prompt prompt = dummies.isTokenized() ? Prompt.ofTokenIds(dummies.tokenIds()) : Prompt.of(dummies.text());
        for (ItemSize size : sizes) {
            prompt = prompt.with(item.apply(size));
        }
        return prompt;
    }

    List<PlaceholderRange> ranges(ProcessedInputs inputs) {
        return inputs.placeholders().getOrDefault(modality, List.of());
    }

    List<Integer> embeddings(ProcessedInputs inputs) {
        return new ArrayList<>(
                ranges(inputs).stream().map(PlaceholderRange::embeds).toList());
    }
}
