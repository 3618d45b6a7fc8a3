package io.multimodal4j.model;

import io.multimodal4j.media.AudioItem;
import io.multimodal4j.media.AudioLength;
import io.multimodal4j.media.ImageItem;
import io.multimodal4j.media.ImageSize;
import io.multimodal4j.media.ItemSize;
import io.multimodal4j.media.MediaItem;
import io.multimodal4j.media.VideoItem;
import io.multimodal4j.media.VideoSize;
import io.multimodal4j.prompt.Prompt;
import io.multimodal4j.prompt.PromptUpdate;
import java.util.Map;

/**
 * Collects the dummy items of a profiling run: the generated code says which placeholder stands for which modality, this class knows how many items
 * are wanted and which size has the most features. Made for one run; not safe for use by several threads.
 */
public final class DummyInputsBuilder {

    private final Map<String, Integer> counts;
    private final Map<String, ItemSize> sizes;
    private final StringBuilder text = new StringBuilder();
    private Prompt prompt = Prompt.of("");

    /**
     * A builder for one run.
     *
     * @param counts how many items of each modality; missing means none
     * @param sizes the size with the most features of each modality
     */
    public DummyInputsBuilder(Map<String, Integer> counts, Map<String, ItemSize> sizes) {
        this.counts = Map.copyOf(counts);
        this.sizes = Map.copyOf(sizes);
    }

    /**
     * Adds the wanted number of dummy items of a modality, each with its placeholder.
     *
     * @param modality the modality's name
     * @param target the placeholder of one item, in which {@value PromptUpdate#NUMBER} stands for its number; empty for items that are inserted
     * @return this
     * @throws IllegalStateException if items are wanted but their size is not known
     */
    public DummyInputsBuilder add(String modality, String target) {
        for (int i = 0; i < counts.getOrDefault(modality, 0); i++) {
            text.append(target.replace(PromptUpdate.NUMBER, Integer.toString(i + 1)));
            prompt = prompt.with(blank(modality));
        }
        return this;
    }

    /**
     * Adds a text, for items that are inserted behind it.
     *
     * @param addition the text
     * @return this
     */
    public DummyInputsBuilder text(String addition) {
        text.append(addition);
        return this;
    }

    private MediaItem blank(String modality) {
        ItemSize size = sizes.get(modality);
        if (size instanceof ImageSize image) {
            return ImageItem.blank(image);
        }
        if (size instanceof VideoSize video) {
            return VideoItem.blank(video);
        }
        if (size instanceof AudioLength sound) {
            return AudioItem.silence(sound);
        }
        throw new IllegalStateException("no dummy size is known for modality " + modality);
    }

    /**
     * The prompt with all dummy items.
     *
     * @return the prompt
     */
    public Prompt build() {
        return prompt.withText(text.toString());
    }
}
