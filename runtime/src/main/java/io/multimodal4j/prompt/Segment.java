package io.multimodal4j.prompt;

import java.util.Objects;

/** A part of a prompt. Immutable. */
public sealed interface Segment {

    /**
     * A text.
     *
     * @param text the text
     * @param trusted whether it is template text, in which special tokens and placeholders are recognised; text that a user wrote is not
     */
    record Text(String text, boolean trusted) implements Segment {

        /**
         * Checks the argument.
         *
         * @param text the text
         * @param trusted whether it is template text
         */
        public Text {
            Objects.requireNonNull(text, "text");
        }

        /** The number of characters, never the text. */
        @Override
        public String toString() {
            return text.length() + " characters of " + (trusted ? "template" : "user") + " text";
        }
    }

    /** Token ids, which leave as they are outside placeholders. */
    final class Tokens implements Segment {
        private final int[] ids;

        /**
         * Copies the ids.
         *
         * @param ids the token ids
         */
        public Tokens(int... ids) {
            this.ids = ids.clone();
        }

        /**
         * The token ids.
         *
         * @return a copy
         */
        public int[] ids() {
            return ids.clone();
        }

        int[] sharedIds() {
            return ids;
        }

        @Override
        public String toString() {
            return ids.length + " token ids";
        }
    }

    /**
     * An item in its place: no placeholder has to be written for it.
     *
     * @param item the item
     */
    record Item(PromptItem item) implements Segment {

        /**
         * Checks the argument.
         *
         * @param item the item
         */
        public Item {
            Objects.requireNonNull(item, "item");
        }
    }
}
