package io.multimodal4j.processing;

import io.multimodal4j.media.ItemInfo;
import io.multimodal4j.media.ItemSize;
import io.multimodal4j.prompt.ContentResolver;
import io.multimodal4j.prompt.ItemContents;
import io.multimodal4j.prompt.PromptContent;
import io.multimodal4j.prompt.PromptException;
import io.multimodal4j.prompt.PromptUpdate;
import io.multimodal4j.prompt.ResolvedContent;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the items of a request become in its prompt, from their sizes alone. */
final class RequestContents implements ItemContents {

    private final Map<String, List<RequestItem>> items;
    private final ContentResolver resolver;

    RequestContents(RequestItems items, ContentResolver resolver) {
        this.items = items.byModality();
        this.resolver = resolver;
    }

    @Override
    public Set<String> modalities() {
        return items.keySet();
    }

    @Override
    public int count(String modality) {
        return items.getOrDefault(modality, List.of()).size();
    }

    @Override
    public ResolvedContent content(PromptUpdate update, int index) {
        RequestItem item = items.getOrDefault(update.modality(), List.of()).get(index);
        Optional<ItemSize> size = item.size();
        ResolvedContent content = size.isPresent()
                // A model may refuse a size here.
                ? item.naming(() ->
                        resolver.resolve(update.content(new ItemInfo(size.get(), index, count(update.modality())))))
                : resolver.resolve(ofEmbeddings(update, item));
        item.embeddings().ifPresent(given -> {
            if (given != content.embeds()) {
                throw new PromptException(item.name() + " was given with " + given + " embeddings, but of its size "
                        + size.map(Object::toString).orElse("") + " the model makes " + content.embeds());
            }
        });
        return content;
    }

    private static PromptContent ofEmbeddings(PromptUpdate update, RequestItem item) {
        int given = item.embeddings().orElse(0);
        if (given < 1) {
            throw new PromptException(item.name() + " was given without a single embedding");
        }
        return update.contentOf(given)
                .orElseThrow(() -> new PromptException("what " + item.name()
                        + " becomes in the prompt depends on more than the number of its embeddings;"
                        + " give the size of the item that was encoded with its EmbeddingsItem"));
    }
}
