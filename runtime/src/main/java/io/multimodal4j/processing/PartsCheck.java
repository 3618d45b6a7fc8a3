package io.multimodal4j.processing;

import io.multimodal4j.annotations.Modality;
import io.multimodal4j.config.ConfigException;
import io.multimodal4j.field.FieldSpec;
import io.multimodal4j.model.ModelSchema;
import io.multimodal4j.prompt.PromptExpander;
import io.multimodal4j.prompt.PromptUpdate;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** What can be wrong between a declaration and a model directory, found when the model is loaded and not at the first request. */
final class PartsCheck {

    private PartsCheck() {}

    static void check(RequestProcessor.Parts parts) {
        for (ModelSchema.ModalitySchema modality : parts.schema().modalities()) {
            if (!modality.modality().equals(Modality.IMAGE)) {
                throw new ConfigException("the model " + parts.architecture() + " takes " + modality.modality()
                        + ", which this version of the runtime cannot process");
            }
            for (FieldSpec field : modality.fields()) {
                requireMade(field, parts);
            }
        }
    }

    private static void requireMade(FieldSpec field, RequestProcessor.Parts parts) {
        List<String> made = parts.imageProcessor().fieldNames();
        if (!made.contains(field.name())) {
            throw new ConfigException("the model " + parts.architecture() + " declares the field '" + field.name()
                    + "', but the model directory's " + parts.imageProcessor().type() + " makes " + made);
        }
    }

    static List<PromptExpander.Target> targets(RequestProcessor.Parts parts) {
        List<PromptExpander.Target> targets = new ArrayList<>();
        for (PromptUpdate update : parts.updates()) {
            OptionalInt id = parts.tokenizer().tokenId(update.target());
            if (id.isEmpty()) {
                throw new ConfigException("the target '" + update.target() + "' of modality " + update.modality()
                        + " is not one token of the model directory's tokenizer; add it to the tokenizer's special tokens, or"
                        + " load the directory that belongs to " + parts.architecture());
            }
            targets.add(new PromptExpander.Target(update.modality(), update.target(), id.getAsInt()));
        }
        return targets;
    }
}
