package io.multimodal4j.omni;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The {@code tokenizer.json} of {@link OmniModel}: every character is a token, and there are special tokens. */
final class OmniTokenizer {

    private static final List<String> SPECIAL =
            List.of("<unk>", "<s>", "</s>", "<image>", "<video>", "<audio>", "<break>");

    private OmniTokenizer() {}

    static String json() {
        List<String> vocabulary = new ArrayList<>(SPECIAL);
        for (char c = ' '; c <= '~'; c++) {
            vocabulary.add(String.valueOf(c));
        }
        StringBuilder entries = new StringBuilder();
        for (int id = 0; id < vocabulary.size(); id++) {
            entries.append(id == 0 ? "" : ", ")
                    .append(quote(vocabulary.get(id)))
                    .append(": ")
                    .append(id);
        }
        String added = SPECIAL.stream()
                .map(
                        token -> "{\"id\": " + SPECIAL.indexOf(token) + ", \"content\": " + quote(token)
                                + ", \"single_word\": false, \"lstrip\": false, \"rstrip\": false, \"normalized\": false, \"special\": true}")
                .collect(Collectors.joining(", "));
        return "{\"version\": \"1.0\", \"truncation\": null, \"padding\": null, \"added_tokens\": [" + added + "],"
                + "\"normalizer\": null, \"pre_tokenizer\": {\"type\": \"Split\", \"pattern\": {\"Regex\": \".\"}, \"behavior\": \"Isolated\", \"invert\": false},"
                + "\"post_processor\": {\"type\": \"TemplateProcessing\","
                + "  \"single\": [{\"SpecialToken\": {\"id\": \"<s>\", \"type_id\": 0}}, {\"Sequence\": {\"id\": \"A\", \"type_id\": 0}}],"
                + "  \"pair\": [{\"Sequence\": {\"id\": \"A\", \"type_id\": 0}}, {\"Sequence\": {\"id\": \"B\", \"type_id\": 1}}],"
                + "  \"special_tokens\": {\"<s>\": {\"id\": \"<s>\", \"ids\": [1], \"tokens\": [\"<s>\"]}}},"
                + "\"decoder\": null, \"model\": {\"type\": \"WordLevel\", \"unk_token\": \"<unk>\", \"vocab\": {"
                + entries
                + "}}}";
    }

    private static String quote(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
