package io.multimodal4j.processor.read;

/** Our annotations by name: a processor must not need them loaded. */
public final class AnnotationNames {

    private static final String PACKAGE = "io.multimodal4j.annotations.";

    public static final String REGISTER_PROCESSOR = PACKAGE + "RegisterProcessor";
    public static final String MULTI_MODAL_FIELD = PACKAGE + "MultiModalField";
    public static final String PROMPT_REPLACEMENT = PACKAGE + "PromptReplacement";
    public static final String CONFIG_KEY = PACKAGE + "ConfigKey";
    public static final String GENERATED_INDEX = PACKAGE + "GeneratedIndex";

    private AnnotationNames() {}
}
