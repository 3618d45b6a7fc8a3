package io.multimodal4j.template;

import io.multimodal4j.annotations.Modality;
import io.multimodal4j.media.AudioItem;
import io.multimodal4j.media.ImageItem;
import io.multimodal4j.media.MediaItem;
import io.multimodal4j.media.VideoItem;
import java.util.Objects;
import java.util.Optional;

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
         * The item. Nothing of it is read before the prompt is processed.
         *
         * @return empty if the caller gives it beside the messages, in the same order
         */
        Optional<? extends MediaItem> item();
    }

    /**
     * A picture.
     *
     * @param item the picture, empty if it is given beside the messages
     */
    record Image(Optional<ImageItem> item) implements Media {

        /** Checks that it is said whether there is one. */
        public Image {
            Objects.requireNonNull(item, "item");
        }

        @Override
        public String modality() {
            return Modality.IMAGE;
        }
    }

    /**
     * A video.
     *
     * @param item the video, empty if it is given beside the messages
     */
    record Video(Optional<VideoItem> item) implements Media {

        /** Checks that it is said whether there is one. */
        public Video {
            Objects.requireNonNull(item, "item");
        }

        @Override
        public String modality() {
            return Modality.VIDEO;
        }
    }

    /**
     * Sound.
     *
     * @param item the sound, empty if it is given beside the messages
     */
    record Audio(Optional<AudioItem> item) implements Media {

        /** Checks that it is said whether there is one. */
        public Audio {
            Objects.requireNonNull(item, "item");
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
        return new Image(Optional.empty());
    }

    /**
     * A picture.
     *
     * @param item the picture
     * @return the part
     */
    static ContentPart image(ImageItem item) {
        return new Image(Optional.of(item));
    }

    /**
     * A video that the caller gives beside the messages.
     *
     * @return the part
     */
    static ContentPart video() {
        return new Video(Optional.empty());
    }

    /**
     * A video.
     *
     * @param item the video
     * @return the part
     */
    static ContentPart video(VideoItem item) {
        return new Video(Optional.of(item));
    }

    /**
     * Sound that the caller gives beside the messages.
     *
     * @return the part
     */
    static ContentPart audio() {
        return new Audio(Optional.empty());
    }

    /**
     * A sound.
     *
     * @param item the sound
     * @return the part
     */
    static ContentPart audio(AudioItem item) {
        return new Audio(Optional.of(item));
    }
}
