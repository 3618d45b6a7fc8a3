package io.multimodal4j.tokenizer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Set;

/**
 * Finds what the Rust library does not return an error for: it ends the whole process over JSON that is cut off within some parts, and over a template that names special tokens which it does not define.
 */
final class TokenizerJsonCheck {

    private static final ObjectMapper JSON = new ObjectMapper(new JsonFactory());
    private static final Set<String> SMALL_PARTS = Set.of("normalizer", "pre_tokenizer", "post_processor", "decoder");

    private TokenizerJsonCheck() {}

    /**
     * Checks a {@code tokenizer.json}.
     *
     * @throws IOException if it is not whole, or would not be survived
     */
    static void check(byte[] json) throws IOException {
        try (JsonParser parser = JSON.createParser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("it is not a JSON object");
            }
            for (String part = parser.nextFieldName(); part != null; part = parser.nextFieldName()) {
                parser.nextToken();
                if (!SMALL_PARTS.contains(part)) {
                    // Skipping finds out whether it is whole, and builds nothing.
                    parser.skipChildren();
                } else if (part.equals("post_processor")) {
                    checkTemplates(parser.readValueAsTree());
                } else {
                    parser.readValueAsTree();
                }
            }
            if (parser.currentToken() != JsonToken.END_OBJECT || parser.nextToken() != null) {
                throw new IOException("it is cut off, or something follows it");
            }
        }
    }

    private static void checkTemplates(JsonNode processor) throws IOException {
        for (JsonNode inner : processor.path("processors")) {
            checkTemplates(inner);
        }
        JsonNode defined = processor.path("special_tokens");
        for (String template : new String[] {"single", "pair"}) {
            for (JsonNode piece : processor.path(template)) {
                JsonNode id = piece.path("SpecialToken").path("id");
                if (id.isTextual() && !defined.has(id.textValue())) {
                    throw new IOException(
                            "its post_processor names a special token that it does not define in \"special_tokens\"");
                }
            }
        }
    }
}
