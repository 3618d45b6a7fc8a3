package io.multimodal4j.processing;

import io.multimodal4j.model.ModelSchema;
import io.multimodal4j.prompt.Prompt;
import io.multimodal4j.prompt.PromptItem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The items of one request, by modality in the order of the model's declaration, and within one in the order of the prompt. */
final class RequestItems {

    private final Map<String, List<RequestItem>> byModality = new LinkedHashMap<>();

    /**
     * The items of a prompt.
     *
     * @param prompt the prompt
     * @param schema the model's declaration
     * @param limits says how many items of each modality there may be
     */
    RequestItems(Prompt prompt, ModelSchema schema, ItemLimits limits) {
        Map<String, List<RequestItem>> given = new LinkedHashMap<>();
        for (PromptItem item : prompt.items()) {
            List<RequestItem> items = given.computeIfAbsent(item.modality(), modality -> new ArrayList<>());
            items.add(new RequestItem(item, items.size()));
        }
        given.forEach((modality, items) -> limits.check(modality, items.size(), prompt));
        for (ModelSchema.ModalitySchema modality : schema.modalities()) {
            List<RequestItem> items = given.get(modality.modality());
            if (items != null) {
                byModality.put(modality.modality(), items);
            }
        }
    }

    Map<String, List<RequestItem>> byModality() {
        return byModality;
    }

    List<RequestItem> all() {
        return byModality.values().stream().flatMap(List::stream).toList();
    }

    /** Lets go of everything that was processed. */
    void release() {
        all().forEach(RequestItem::release);
    }
}
