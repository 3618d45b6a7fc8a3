package io.multimodal4j.testing;

import io.multimodal4j.MultiModalProcessor;
import io.multimodal4j.media.ImageItem;
import io.multimodal4j.media.ImageSize;
import io.multimodal4j.media.MediaException;
import io.multimodal4j.processing.ProcessedInputs;
import io.multimodal4j.prompt.PlaceholderRange;
import io.multimodal4j.prompt.Prompt;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A loaded model with the prompts and pictures on which it is checked. The text around the items is that of its own dummy inputs. */
final class CheckedModel {

    /** Small, ugly, in both orientations: what a real request has is larger, but no other case. */
    private static final List<ImageSize> CANDIDATES = List.of(
            new ImageSize(64, 48),
            new ImageSize(37, 91),
            new ImageSize(160, 40),
            new ImageSize(1, 1),
            new ImageSize(29, 29),
            new ImageSize(301, 203));

    private static final int MOST_SAMPLES = 4;

    private final MultiModalProcessor processor;
    private final String modality;
    private final int sequenceLength;

    CheckedModel(MultiModalProcessor processor, String modality, int sequenceLength) {
        this.processor = processor;
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

    /** Sizes that the image processor takes, at least one. */
    List<ImageSize> sampleSizes() {
        List<ImageSize> sizes =
                CANDIDATES.stream().filter(this::takes).limit(MOST_SAMPLES).toList();
        Findings.expect(
                !sizes.isEmpty(),
                () -> "expected a picture size that the image processor takes, but it refuses all of " + CANDIDATES);
        return sizes;
    }

    boolean takes(ImageSize size) {
        try {
            return !processor.imageProcessor().outputs(size).isEmpty();
        } catch (MediaException e) {
            return false;
        }
    }

    /** A prompt with a picture of each size. */
    Prompt pictures(List<ImageSize> sizes) {
        return prompt(sizes, size -> ImageItem.of(PngWriter.write(size)));
    }

    /** A prompt with a picture of each size that has a header but no content, for counting. */
    Prompt blanks(List<ImageSize> sizes) {
        return prompt(sizes, ImageItem::blank);
    }

    private Prompt prompt(List<ImageSize> sizes, Function<ImageSize, ImageItem> picture) {
        Prompt dummies = dummies(sizes.size());
        Prompt prompt = dummies.isTokenized() ? Prompt.ofTokenIds(dummies.tokenIds()) : Prompt.of(dummies.text());
        for (ImageSize size : sizes) {
            prompt = prompt.withImage(picture.apply(size));
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
