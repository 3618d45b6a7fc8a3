package io.multimodal4j.tokenizer;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.jni.CharSpan;
import java.util.List;

/** Reads what the tokenizer library returns. */
final class Encodings {

    private Encodings() {}

    static int[] ids(Encoding encoding) {
        long[] ids = encoding.getIds();
        int[] narrow = new int[ids.length];
        for (int i = 0; i < ids.length; i++) {
            narrow[i] = Math.toIntExact(ids[i]);
        }
        return narrow;
    }

    /**
     * Assigns tokens to parts. The library's spans count code points; tokens that it puts around the text have none. An added token may take the blanks beside it, whose part is not the
     * one that it is written in.
     */
    static EncodedText withParts(Encoding encoding, List<TextPart> parts, List<String> texts) {
        int[] text = String.join("", texts).codePoints().toArray();
        int[] lengths =
                texts.stream().mapToInt(t -> t.codePointCount(0, t.length())).toArray();
        CharSpan[] spans = encoding.getCharTokenSpans();
        String[] tokens = encoding.getTokens();
        int[] starts = new int[spans.length];
        int[] ends = new int[spans.length];
        for (int i = 0; i < spans.length; i++) {
            starts[i] = spans[i] == null ? -1 : spans[i].getStart();
            ends[i] = spans[i] == null ? -1 : spans[i].getEnd();
            if (spans[i] != null) {
                int start = starts[i];
                int end = ends[i];
                while (start < end && Character.isWhitespace(text[start])) {
                    start++;
                }
                while (end > start && Character.isWhitespace(text[end - 1])) {
                    end--;
                }
                if (start < end
                        && end - start < ends[i] - starts[i]
                        && tokens[i].strip().equals(new String(text, start, end - start))) {
                    starts[i] = start;
                    ends[i] = end;
                }
            }
        }
        return EncodedText.ofSpans(ids(encoding), starts, ends, parts, lengths);
    }
}
