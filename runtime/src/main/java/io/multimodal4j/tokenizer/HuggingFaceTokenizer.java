package io.multimodal4j.tokenizer;

import io.multimodal4j.config.ConfigException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/**
 * The tokenizer of a {@code tokenizer.json}, run by the Rust library that Hugging Face's own tokenizers use. Nothing is truncated or padded, whatever
 * the file says, and nothing is looked for on the network.
 */
public final class HuggingFaceTokenizer implements Tokenizer {

    private static final Map<String, String> OPTIONS = Map.of("truncation", "false", "padding", "false");

    private final ai.djl.huggingface.tokenizers.HuggingFaceTokenizer tokenizer;

    private HuggingFaceTokenizer(ai.djl.huggingface.tokenizers.HuggingFaceTokenizer tokenizer) {
        this.tokenizer = tokenizer;
    }

    /**
     * Loads a tokenizer.
     *
     * @param file a {@code tokenizer.json}
     * @return the tokenizer; the caller closes it
     * @throws ConfigException if the file is missing or is not a tokenizer
     */
    public static HuggingFaceTokenizer load(Path file) {
        byte[] json;
        try {
            json = Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new ConfigException(
                    "there is no " + file.getFileName() + " in "
                            + file.toAbsolutePath().getParent() + "; a model directory needs one",
                    e);
        } catch (IOException e) {
            throw new ConfigException("cannot read " + file + ": " + e.getMessage(), e);
        }
        try {
            return new HuggingFaceTokenizer(
                    OfflineDjl.call(() -> ai.djl.huggingface.tokenizers.HuggingFaceTokenizer.newInstance(
                            new ByteArrayInputStream(json), OPTIONS)));
        } catch (Exception e) {
            throw new ConfigException(
                    file.getFileName() + " in " + file.toAbsolutePath().getParent() + " is not a tokenizer: "
                            + e.getMessage(),
                    e);
        }
    }

    @Override
    public int[] encode(String text, boolean addSpecialTokens) {
        Objects.requireNonNull(text, "text");
        long[] ids = tokenizer.encode(text, addSpecialTokens, false).getIds();
        int[] narrow = new int[ids.length];
        for (int i = 0; i < ids.length; i++) {
            narrow[i] = Math.toIntExact(ids[i]);
        }
        return narrow;
    }

    @Override
    public void close() {
        tokenizer.close();
    }
}
