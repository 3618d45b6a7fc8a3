package io.multimodal4j.processing;

import io.multimodal4j.config.ConfigException;
import io.multimodal4j.field.FieldSpec;
import io.multimodal4j.media.ItemInfo;
import io.multimodal4j.media.ItemProcessor;
import io.multimodal4j.media.ItemSize;
import io.multimodal4j.model.ModelSchema;
import io.multimodal4j.prompt.ContentResolver;
import io.multimodal4j.prompt.PromptException;
import io.multimodal4j.prompt.PromptUpdate;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What can be wrong between a declaration and a model directory, found when the model is loaded and not at the first request. */
final class PartsCheck {

    private PartsCheck() {}

    static void check(RequestProcessor.Parts parts, ContentResolver resolver) {
        for (ModelSchema.ModalitySchema modality : parts.schema().modalities()) {
            requireOneAlternative(modality, parts);
        }
        for (PromptUpdate update : parts.updates()) {
            requireTokens(update, parts, resolver);
            parts.prompts().encoderPrompt().ifPresent(text -> requireWithin(text, update, parts, resolver));
        }
    }

    /** Every item has its placeholder in the encoder's prompt, or is inserted there. */
    private static void requireWithin(
            String encoderPrompt, PromptUpdate update, RequestProcessor.Parts parts, ContentResolver resolver) {
        List<Integer> tokens =
                Arrays.stream(resolver.tokens(encoderPrompt)).boxed().toList();
        List<Integer> target =
                Arrays.stream(resolver.tokens(update.target(0))).boxed().toList();
        if (Collections.indexOfSubList(tokens, target) < 0) {
            throw new ConfigException("the encoder's prompt of the model " + parts.architecture() + " is '"
                    + encoderPrompt + "', without the placeholder '" + update.target() + "' of modality "
                    + update.modality());
        }
    }

    /** The processor of a modality must make all the required fields of at least one encode method. */
    private static void requireOneAlternative(ModelSchema.ModalitySchema modality, RequestProcessor.Parts parts) {
        ItemProcessor<?> processor = parts.pipeline(modality.modality()).processor();
        List<String> made = processor.fieldNames();
        Map<String, FieldSpec> fields =
                modality.fields().stream().collect(Collectors.toMap(FieldSpec::name, Function.identity()));
        boolean fits = modality.alternatives().stream()
                .anyMatch(names -> names.stream()
                        .allMatch(name -> made.contains(name)
                                || (fields.containsKey(name) && fields.get(name).optional())));
        if (!fits) {
            throw new ConfigException("the model " + parts.architecture() + " declares the fields "
                    + modality.alternatives() + " for modality " + modality.modality() + ", but the model directory's "
                    + processor.type() + " makes " + made);
        }
    }

    /** Targets and special tokens must be known to the tokenizer, which is tried with an item of the size with the most features. */
    private static void requireTokens(PromptUpdate update, RequestProcessor.Parts parts, ContentResolver resolver) {
        ItemSize size = parts.pipeline(update.modality()).processor().sizeWithMostFeatures();
        try {
            if (!update.target().isEmpty() && resolver.tokens(update.target(0)).length == 0) {
                throw new PromptException(
                        "the target '" + update.target() + "' is no token of the model directory's tokenizer");
            }
            resolver.resolve(update.content(new ItemInfo(size, 0, 1)));
        } catch (PromptException e) {
            throw new ConfigException(
                    "the prompt update of modality " + update.modality() + " of the model " + parts.architecture()
                            + " does not fit the model directory: " + e.getMessage(),
                    e);
        }
    }
}
