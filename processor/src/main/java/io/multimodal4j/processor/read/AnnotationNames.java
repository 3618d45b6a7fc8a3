package io.multimodal4j.processor.read;

import java.util.List;

/** Our annotations by name: a processor must not need them loaded. */
public final class AnnotationNames {

    static final String PACKAGE = "io.multimodal4j.annotations.";

    public static final String REGISTER_PROCESSOR = PACKAGE + "RegisterProcessor";
    public static final String MULTI_MODAL_FIELD = PACKAGE + "MultiModalField";
    public static final String PROMPT_REPLACEMENT = PACKAGE + "PromptReplacement";
    public static final String PROMPT_REPLACEMENTS = PACKAGE + "PromptReplacements";
    public static final String PROMPT_INSERTION = PACKAGE + "PromptInsertion";
    public static final String PROMPT_INSERTIONS = PACKAGE + "PromptInsertions";
    public static final String SIZE_WITH_MOST_FEATURES = PACKAGE + "SizeWithMostFeatures";
    public static final String MAX_TOKENS_PER_ITEM = PACKAGE + "MaxTokensPerItem";
    public static final String CONFIG_KEY = PACKAGE + "ConfigKey";
    public static final String CONFIG_FILE = PACKAGE + "ConfigFile";
    public static final String GENERATED_INDEX = PACKAGE + "GeneratedIndex";

    /** What belongs on the members of a registered class, or on the class. */
    public static final List<String> OF_MODELS = List.of(
            MULTI_MODAL_FIELD,
            PROMPT_REPLACEMENT,
            PROMPT_REPLACEMENTS,
            PROMPT_INSERTION,
            PROMPT_INSERTIONS,
            SIZE_WITH_MOST_FEATURES,
            MAX_TOKENS_PER_ITEM);

    private AnnotationNames() {}
}
