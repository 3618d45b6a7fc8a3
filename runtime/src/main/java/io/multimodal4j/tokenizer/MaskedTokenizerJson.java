package io.multimodal4j.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.multimodal4j.tokenizer.AddedTokens.AddedToken;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A {@code tokenizer.json} in which special tokens have names that nobody can guess, and otherwise everything is as it was, ids included. Its tokenizer makes
 * ordinary text of what looks like a special token, because nothing that a user writes is the name of one any more; template text is given with the new
 * names. So the whole of a prompt is still tokenized at once, with everything that happens at the borders of its parts.
 */
final class MaskedTokenizerJson {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int SECRET_BYTES = 16;

    private final ObjectNode root;
    private final Map<String, String> masks = new LinkedHashMap<>();
    private final List<AddedToken> tokens = new ArrayList<>();

    /**
     * Masks a tokenizer.
     *
     * @param json a {@code tokenizer.json}
     * @param reserved added tokens that are masked although they are not special
     */
    MaskedTokenizerJson(byte[] json, Set<String> reserved) throws IOException {
        this.root = (ObjectNode) JSON.readTree(json);
        byte[] secret = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(secret);
        String name = HexFormat.of().formatHex(secret);
        for (JsonNode token : root.path("added_tokens")) {
            String content = token.path("content").asText();
            boolean masked = token.path("special").asBoolean() || reserved.contains(content);
            String mask = masked ? "<|" + name + ":" + masks.size() + "|>" : "";
            if (masked) {
                masks.put(content, mask);
                ((ObjectNode) token).put("content", mask);
            }
            tokens.add(new AddedToken(content, token.path("single_word").asBoolean(), mask));
        }
        if (root.get("model") instanceof ObjectNode model) {
            maskVocabulary(model);
            maskMerges(model);
            String unknown = model.path("unk_token").asText("");
            if (masks.containsKey(unknown)) {
                model.put("unk_token", masks.get(unknown));
            }
        }
    }

    /** The new name of each masked token. */
    Map<String, String> masks() {
        return masks;
    }

    /** All added tokens, masked or not. */
    List<AddedToken> tokens() {
        return tokens;
    }

    byte[] bytes() throws IOException {
        return JSON.writeValueAsBytes(root);
    }

    /** Words with their ids, or pieces with their scores in the order of their ids. */
    private void maskVocabulary(ObjectNode model) {
        JsonNode vocabulary = model.get("vocab");
        if (vocabulary instanceof ObjectNode words) {
            ObjectNode masked = JSON.createObjectNode();
            words.properties()
                    .forEach(word -> masked.set(masks.getOrDefault(word.getKey(), word.getKey()), word.getValue()));
            model.set("vocab", masked);
        } else if (vocabulary instanceof ArrayNode pieces) {
            for (JsonNode piece : pieces) {
                String mask = masks.get(piece.path(0).asText());
                if (mask != null) {
                    ((ArrayNode) piece).set(0, TextNode.valueOf(mask));
                }
            }
        }
    }

    /** Merges of which a masked token is a part or the result would build it from what a user wrote. */
    private void maskMerges(ObjectNode model) {
        if (!(model.get("merges") instanceof ArrayNode merges)) {
            return;
        }
        ArrayNode kept = JSON.createArrayNode();
        for (JsonNode merge : merges) {
            String left =
                    merge.isArray() ? merge.path(0).asText() : merge.asText().replaceFirst(" .*", "");
            String right =
                    merge.isArray() ? merge.path(1).asText() : merge.asText().replaceFirst("^[^ ]* ", "");
            if (!masks.containsKey(left) && !masks.containsKey(right) && !masks.containsKey(left + right)) {
                kept.add(merge);
            }
        }
        model.set("merges", kept);
    }
}
