package io.multimodal4j.processor.model;

import java.util.List;
import java.util.stream.Collectors;

/** What generated code can pass to a model's constructor and static methods, with the code that it passes. */
public enum Argument {
    /** The config record. */
    CONFIG("config"),
    /** The application's context. */
    CONTEXT("context"),
    /** The item's size, if it is an image. */
    IMAGE_SIZE("item.imageSize()"),
    /** The item's size, if it is a video. */
    VIDEO_SIZE("item.videoSize()"),
    /** The item's size, if it is a sound. */
    AUDIO_LENGTH("item.audioLength()"),
    /** The item's size and its place among the others. */
    ITEM("item"),
    /** The longest sequence, in tokens. */
    SEQUENCE_LENGTH("sequenceLength");

    private final String code;

    Argument(String code) {
        this.code = code;
    }

    /** The code of several arguments, with commas between. */
    public static String code(List<Argument> arguments) {
        return arguments.stream().map(argument -> argument.code).collect(Collectors.joining(", "));
    }
}
