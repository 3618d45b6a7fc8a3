package io.multimodal4j.processing;

import io.multimodal4j.media.ContentWriter;
import io.multimodal4j.model.ModelSchema;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Keys of items: SHA-256 over a canonical encoding in which every part carries its name, its type and its length, so that no two different inputs feed the same
 * bytes. A key covers the model and its configuration, what it declares of the modality, the effective options with their defaults, the tenant's salt, and the item's content or
 * what the caller calls it. Immutable, safe for any number of threads.
 */
final class ItemHasher {

    private static final String VERSION = "multimodal4j item 2";

    private final String model;
    private final ModelSchema schema;

    /**
     * A hasher for one model.
     *
     * @param model what tells the model and its configuration from others
     * @param schema what it declares
     */
    ItemHasher(String model, ModelSchema schema) {
        this.model = model;
        this.schema = schema;
    }

    /** The key of an item whose content is known. */
    String byContent(String modality, ItemSource source, String cacheSalt) {
        MessageDigest digest = sha256();
        ContentWriter content =
                start(digest, modality, source.optionsKey(), cacheSalt).text("by", "content");
        source.identify(content);
        return HexFormat.of().formatHex(digest.digest());
    }

    /**
     * The key of an item that the caller gave a name. How it is read is part of it, as it is part of what an item's content writes: one id of two applications that blend
     * on different colours is two items.
     */
    String byId(String modality, String id, ItemPipeline<?, ?> pipeline, String cacheSalt) {
        MessageDigest digest = sha256();
        start(digest, modality, pipeline.processor().optionsKey(), cacheSalt)
                .text("by", "id")
                .text("loading", pipeline.reader().optionsKey())
                .text("id", id);
        return HexFormat.of().formatHex(digest.digest());
    }

    private ContentWriter start(MessageDigest digest, String modality, String optionsKey, String cacheSalt) {
        ContentWriter content = new DigestWriter(digest)
                .text("version", VERSION)
                .text("model", model)
                .text("modality", modality);
        schema.modality(modality)
                .ifPresent(declared -> declared.fields().forEach(field -> content.text("field", field.toString())));
        return content.text("options", optionsKey).text("cache salt", cacheSalt);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
