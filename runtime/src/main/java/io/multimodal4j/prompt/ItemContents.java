package io.multimodal4j.prompt;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** What the items of a request become. Asked once for each item, with the update that found its place. */
public interface ItemContents {

    /**
     * The modalities of which there are items.
     *
     * @return their names, in the order in which they are shown
     */
    Set<String> modalities();

    /**
     * How many items there are.
     *
     * @param modality a modality
     * @return at least 0
     */
    int count(String modality);

    /**
     * What an item becomes.
     *
     * @param update the update that applies to it
     * @param item its index among the items of the update's modality
     * @return the content
     */
    ResolvedContent content(PromptUpdate update, int item);

    /**
     * Contents that do not depend on the update.
     *
     * @param contents what each item becomes, by modality, in the order of the items
     * @return the contents
     */
    static ItemContents of(Map<String, List<ResolvedContent>> contents) {
        Map<String, List<ResolvedContent>> given = new LinkedHashMap<>(contents);
        return new ItemContents() {
            @Override
            public Set<String> modalities() {
                return given.keySet();
            }

            @Override
            public int count(String modality) {
                return given.getOrDefault(modality, List.of()).size();
            }

            @Override
            public ResolvedContent content(PromptUpdate update, int item) {
                return Objects.requireNonNull(given.get(update.modality())).get(item);
            }
        };
    }
}
