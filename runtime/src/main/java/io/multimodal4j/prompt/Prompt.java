package io.multimodal4j.prompt;

import io.multimodal4j.media.ImageItem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What the caller asks: a text or token ids, and the media that its placeholders stand for, in their order. Immutable; the {@code with} methods
 * return a new prompt.
 */
public final class Prompt {

    private final String text;
    private final int[] tokenIds;
    private final boolean tokenized;
    private final List<ImageItem> images;

    private Prompt(String text, int[] tokenIds, boolean tokenized, List<ImageItem> images) {
        this.text = text;
        this.tokenIds = tokenIds;
        this.tokenized = tokenized;
        this.images = images;
    }

    /**
     * A prompt from text, which contains one placeholder (such as {@code <image>}) for every item.
     *
     * @param text the text
     * @return a prompt without media
     */
    public static Prompt of(String text) {
        return new Prompt(Objects.requireNonNull(text, "text"), new int[0], false, List.of());
    }

    /**
     * A prompt that is tokenized already, with one placeholder token for every item. The ids leave as they are outside the placeholders.
     *
     * @param tokenIds the token ids
     * @return a prompt without media
     */
    public static Prompt ofTokenIds(int... tokenIds) {
        return new Prompt("", tokenIds.clone(), true, List.of());
    }

    /**
     * The same media with another text.
     *
     * @param newText the text
     * @return the prompt
     */
    public Prompt withText(String newText) {
        return new Prompt(Objects.requireNonNull(newText, "newText"), new int[0], false, images);
    }

    /**
     * Adds a picture.
     *
     * @param image the picture
     * @return the prompt
     */
    public Prompt withImage(ImageItem image) {
        List<ImageItem> more = new ArrayList<>(images);
        more.add(Objects.requireNonNull(image, "image"));
        return new Prompt(text, tokenIds, tokenized, List.copyOf(more));
    }

    /**
     * Adds a picture from a file.
     *
     * @param image the file
     * @return the prompt
     */
    public Prompt withImage(Path image) {
        return withImage(ImageItem.of(image));
    }

    /**
     * Adds an encoded picture from memory.
     *
     * @param image the file's bytes, not copied
     * @return the prompt
     */
    public Prompt withImage(byte[] image) {
        return withImage(ImageItem.of(image));
    }

    /**
     * Adds an encoded picture, reading the stream to its end now. The stream stays the caller's to close.
     *
     * @param image the stream
     * @return the prompt
     * @throws IOException if the stream cannot be read
     */
    public Prompt withImage(InputStream image) throws IOException {
        return withImage(ImageItem.of(image.readAllBytes()));
    }

    /**
     * Whether the prompt was given as token ids.
     *
     * @return false if it was given as text
     */
    public boolean isTokenized() {
        return tokenized;
    }

    /**
     * The text.
     *
     * @return empty if the prompt was given as token ids
     */
    public String text() {
        return text;
    }

    /**
     * The token ids.
     *
     * @return a copy; empty if the prompt was given as text
     */
    public int[] tokenIds() {
        return tokenIds.clone();
    }

    /**
     * The pictures, in the order of their placeholders.
     *
     * @return an unmodifiable list
     */
    public List<ImageItem> images() {
        return images;
    }
}
