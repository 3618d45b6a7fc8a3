package io.multimodal4j;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes a small model directory whose tokenizer knows four special tokens and three words. */
public final class TestModelDirectory {

    private static final String TOKENIZER = """
            {"version": "1.0", "truncation": {"direction": "Right", "max_length": 8, "strategy": "LongestFirst", "stride": 0},
             "padding": null,
             "added_tokens": [
               {"id": 0, "content": "<unk>", "single_word": false, "lstrip": false, "rstrip": false, "normalized": false, "special": true},
               {"id": 1, "content": "<s>", "single_word": false, "lstrip": false, "rstrip": false, "normalized": false, "special": true},
               {"id": 2, "content": "</s>", "single_word": false, "lstrip": false, "rstrip": false, "normalized": false, "special": true},
               {"id": 3, "content": "<image>", "single_word": false, "lstrip": false, "rstrip": false, "normalized": false, "special": true}],
             "normalizer": null, "pre_tokenizer": {"type": "WhitespaceSplit"},
             "post_processor": {"type": "TemplateProcessing",
               "single": [{"SpecialToken": {"id": "<s>", "type_id": 0}}, {"Sequence": {"id": "A", "type_id": 0}}],
               "pair": [{"Sequence": {"id": "A", "type_id": 0}}, {"Sequence": {"id": "B", "type_id": 1}}],
               "special_tokens": {"<s>": {"id": "<s>", "ids": [1], "tokens": ["<s>"]}}},
             "decoder": null,
             "model": {"type": "WordLevel", "unk_token": "<unk>",
               "vocab": {"<unk>": 0, "<s>": 1, "</s>": 2, "<image>": 3, "what": 4, "is": 5, "this": 6}}}
            """;

    private static final String PREPROCESSOR = """
            {"image_processor_type": "CLIPImageProcessor", "size": {"shortest_edge": 28},
             "crop_size": {"height": 28, "width": 28}}
            """;

    private TestModelDirectory() {}

    /** Writes the tokenizer's file alone. */
    public static Path writeTokenizer(Path folder) throws IOException {
        return Files.writeString(folder.resolve("tokenizer.json"), TOKENIZER);
    }

    /** Writes a directory for one architecture. */
    public static Path write(Path folder, String architecture) throws IOException {
        writeTokenizer(folder);
        Files.writeString(folder.resolve("preprocessor_config.json"), PREPROCESSOR);
        Files.writeString(
                folder.resolve("config.json"),
                "{\"architectures\": [\"" + architecture + "\"], \"image_seq_length\": 4}");
        return folder;
    }
}
