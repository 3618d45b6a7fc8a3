package io.multimodal4j;

import io.multimodal4j.config.ConfigException;
import io.multimodal4j.config.ProcessorKwargs;
import io.multimodal4j.processing.ItemPipeline;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Refuses processor options that no processor of the model knows: Hugging Face and vLLM drop them silently. */
final class KwargsCheck {

    private KwargsCheck() {}

    static void check(String architecture, ProcessorKwargs kwargs, Map<String, ItemPipeline<?, ?>> pipelines) {
        Map<String, Set<String>> known = new TreeMap<>();
        pipelines.forEach((modality, pipeline) ->
                known.put(modality, new TreeSet<>(pipeline.processor().optionNames())));
        for (String name : kwargs.names()) {
            if (known.values().stream().noneMatch(names -> names.contains(name))) {
                throw new ConfigException("'" + name + "' is no processor option of the model " + architecture
                        + "; its options are " + known);
            }
        }
        kwargs.scopes().forEach((scope, modality) -> {
            Set<String> names = known.get(modality);
            if (names == null) {
                throw new ConfigException("the model " + architecture + " takes no " + modality
                        + ", so it has no options '" + scope + "'");
            }
            for (String name : kwargs.names(modality)) {
                if (!names.contains(name)) {
                    throw new ConfigException("'" + name + "' in '" + scope + "' is no processor option of the model "
                            + architecture + "; those of modality " + modality + " are " + names);
                }
            }
        });
    }
}
