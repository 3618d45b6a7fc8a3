package io.multimodal4j.prompt;

import io.multimodal4j.prompt.TokenizedPrompt.Slot;
import io.multimodal4j.tokenizer.EncodedText;
import io.multimodal4j.tokenizer.TextPart;
import io.multimodal4j.tokenizer.Tokenizer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Collects the tokens of one prompt. Texts that follow one another are tokenized together, because a tokenizer may join what their border parts. */
final class PromptAssembly {

    private final Tokenizer tokenizer;
    private final List<int[]> tokens = new ArrayList<>();
    private final BitSet closed = new BitSet();
    private final List<Slot> slots = new ArrayList<>();
    private final List<TextPart> run = new ArrayList<>();
    private final Map<Integer, Place> places = new HashMap<>();
    private boolean addSpecialTokens;
    private int length;

    /** An item that has its place. */
    record Place(int rank, int item) {}

    PromptAssembly(Tokenizer tokenizer, boolean addSpecialTokens) {
        this.tokenizer = tokenizer;
        this.addSpecialTokens = addSpecialTokens;
    }

    /** Adds a text. */
    void text(String text, boolean trusted) {
        if (!text.isEmpty()) {
            run.add(new TextPart(text, trusted));
        }
    }

    /** Adds a placeholder that is one token, where an item has its place. */
    void placeholder(String target, Place place) {
        places.put(run.size(), place);
        run.add(new TextPart(target, true));
    }

    /** Adds tokens. */
    void tokens(int... ids) {
        endRun();
        append(ids);
    }

    /** Adds the tokens of a placeholder, where an item has its place. */
    void placeholder(int[] ids, Place place) {
        endRun();
        slot(place, length, ids.length);
        append(ids);
    }

    private void slot(Place place, int position, int count) {
        slots.add(new Slot(place.rank(), place.item(), position, count));
        closed.set(position, position + count);
    }

    private void append(int[] ids) {
        if (length > Integer.MAX_VALUE - 8 - ids.length) {
            throw new PromptException("the prompt has more than " + (Integer.MAX_VALUE - 8) + " tokens");
        }
        tokens.add(ids);
        length += ids.length;
    }

    private void endRun() {
        if (run.isEmpty() && !addSpecialTokens) {
            return;
        }
        if (places.isEmpty() && run.stream().allMatch(TextPart::trusted)) {
            append(tokenizer.encode(run.stream().map(TextPart::text).collect(Collectors.joining()), addSpecialTokens));
        } else {
            append(tokenizer.encode(run, addSpecialTokens));
        }
        addSpecialTokens = false;
        run.clear();
        places.clear();
    }

    private void append(EncodedText text) {
        int placed = 0;
        for (int i = 0; i < text.length(); i++) {
            Place place = places.get(text.part(i));
            if (place != null) {
                slot(place, length + i, 1);
                placed++;
            } else if (text.isUntrusted(i)) {
                closed.set(length + i);
            }
        }
        if (placed != places.size()) {
            throw new PromptException("the tokenizer joins the placeholder of an item with the text beside it;"
                    + " put template text between them");
        }
        append(text.tokenIds());
    }

    TokenizedPrompt finish() {
        endRun();
        return new TokenizedPrompt(
                tokens.size() == 1
                        ? tokens.get(0)
                        : tokens.stream().flatMapToInt(IntStream::of).toArray(),
                closed,
                slots);
    }
}
