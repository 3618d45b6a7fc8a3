package io.multimodal4j.template;

import io.multimodal4j.annotations.Modality;
import java.util.Objects;

/** A part of the content of a message. */
public sealed interface ContentPart {

    /**
     * Text.
     *
     * @param text the text
     */
    record Text(String text) implements ContentPart {

        /** Checks that there is a text. */
        public Text {
            Objects.requireNonNull(text, "text");
        }

        /** The length, not the text. */
        @Override
        public String toString() {
            return "text, " + text.length() + " characters";
        }
    }

    /** A medium. */
    sealed interface Media extends ContentPart {

        /**
         * The modality.
         *
         * @return a constant of {@link Modality}
         */
        String modality();

        /**
         * Where it comes from.
         *
         * @return the source
         */
        MediaSource source();
    }

    /**
     * A picture.
     *
     * @param source where it comes from
     */
    record Image(MediaSource source) implements Media {

        /** Checks that there is a source. */
        public Image {
            Objects.requireNonNull(source, "source");
        }

        @Override
        public String modality() {
            return Modality.IMAGE;
        }
    }

    /**
     * A video.
     *
     * @param source where it comes from
     */
    record Video(MediaSource source) implements Media {

        /** Checks that there is a source. */
        public Video {
            Objects.requireNonNull(source, "source");
        }

        @Override
        public String modality() {
            return Modality.VIDEO;
        }
    }

    /**
     * Sound.
     *
     * @param source where it comes from
     */
    record Audio(MediaSource source) implements Media {

        /** Checks that there is a source. */
        public Audio {
            Objects.requireNonNull(source, "source");
        }

        @Override
        public String modality() {
            return Modality.AUDIO;
        }
    }

    /**
     * Text.
     *
     * @param text the text
     * @return the part
     */
    static ContentPart text(String text) {
        return new Text(text);
    }

    /**
     * A picture that the caller gives beside the messages.
     *
     * @return the part
     */
    static ContentPart image() {
        return new Image(new MediaSource.Attached());
    }

    /**
     * A video that the caller gives beside the messages.
     *
     * @return the part
     */
    static ContentPart video() {
        return new Video(new MediaSource.Attached());
    }

    /**
     * Sound that the caller gives beside the messages.
     *
     * @return the part
     */
    static ContentPart audio() {
        return new Audio(new MediaSource.Attached());
    }
}
