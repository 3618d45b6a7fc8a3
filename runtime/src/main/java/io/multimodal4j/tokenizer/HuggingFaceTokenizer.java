package io.multimodal4j.tokenizer;

import io.multimodal4j.config.ConfigException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The tokenizer of a {@code tokenizer.json}, run by the Rust library that Hugging Face's own tokenizers use. Nothing is truncated or padded, whatever
 * the file says, and nothing is looked for on the network.
 */
public final class HuggingFaceTokenizer implements Tokenizer {

    private static final Map<String, String> OPTIONS = Map.of("truncation", "false", "padding", "false");

    private final ai.djl.huggingface.tokenizers.HuggingFaceTokenizer tokenizer;
    private byte[] json;
    private final Set<String> reserved;
    private @Nullable UserTextTokenizer forUserText;
    private boolean closed;

    private HuggingFaceTokenizer(byte[] json, Set<String> reserved) throws Exception {
        this.tokenizer = create(json);
        this.json = json;
        this.reserved = Set.copyOf(reserved);
    }

    /**
     * Loads a tokenizer.
     *
     * @param file a {@code tokenizer.json}
     * @return the tokenizer; the caller closes it
     * @throws ConfigException if the file is missing or is not a tokenizer
     */
    public static HuggingFaceTokenizer load(Path file) {
        return load(file, Set.of());
    }

    /**
     * Loads a tokenizer whose special tokens are not all marked as such.
     *
     * @param file a {@code tokenizer.json}
     * @param reserved further added tokens that text of a user must not produce, such as a model's placeholders
     * @return the tokenizer; the caller closes it
     * @throws ConfigException if the file is missing or is not a tokenizer
     */
    public static HuggingFaceTokenizer load(Path file, Set<String> reserved) {
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
            TokenizerJsonCheck.check(json);
            return new HuggingFaceTokenizer(json, reserved);
        } catch (Exception e) {
            throw new ConfigException(
                    file.getFileName() + " in " + file.toAbsolutePath().getParent() + " is not a tokenizer: "
                            + e.getMessage(),
                    e);
        }
    }

    private static ai.djl.huggingface.tokenizers.HuggingFaceTokenizer create(byte[] json) throws Exception {
        return OfflineDjl.call(() -> ai.djl.huggingface.tokenizers.HuggingFaceTokenizer.newInstance(
                new ByteArrayInputStream(json), OPTIONS));
    }

    @Override
    public int[] encode(String text, boolean addSpecialTokens) {
        Objects.requireNonNull(text, "text");
        return Encodings.ids(tokenizer.encode(text, addSpecialTokens, false));
    }

    @Override
    public EncodedText encode(List<TextPart> parts, boolean addSpecialTokens) {
        if (!parts.stream().allMatch(TextPart::trusted)) {
            return forUserText().encode(parts, addSpecialTokens);
        }
        List<String> texts = parts.stream().map(TextPart::text).toList();
        return Encodings.withParts(tokenizer.encode(String.join("", texts), addSpecialTokens, false), parts, texts);
    }

    /** Made when it is needed for the first time: prompts without text of a user need no second tokenizer. */
    private synchronized UserTextTokenizer forUserText() {
        if (closed) {
            throw new IllegalStateException("the tokenizer is already closed");
        }
        UserTextTokenizer known = forUserText;
        if (known != null) {
            return known;
        }
        try {
            MaskedTokenizerJson masked = new MaskedTokenizerJson(json, reserved);
            UserTextTokenizer made = new UserTextTokenizer(create(masked.bytes()), masked, this::tokenId);
            forUserText = made;
            json = new byte[0];
            return made;
        } catch (ConfigException e) {
            throw e;
        } catch (Exception e) {
            throw new ConfigException(
                    "text of users cannot be kept apart from the special tokens of this tokenizer: " + e.getMessage(),
                    e);
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        tokenizer.close();
        if (forUserText != null) {
            forUserText.close();
        }
    }
}
