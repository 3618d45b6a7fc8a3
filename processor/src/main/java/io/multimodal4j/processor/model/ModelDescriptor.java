package io.multimodal4j.processor.model;

import java.util.List;
import java.util.Optional;

/**
 * All that is generated from.
 *
 * @param type the model class
 * @param architectures the architectures that it serves, in the order of declaration
 * @param description one line, may be empty
 * @param constructorArguments what its constructor takes
 * @param configRecords the config record, then the records inside it in the order in which they are met; empty for none
 * @param modalities its modalities, in the order of the encode methods
 * @param info the hand-written class in place of what is derived, empty for none
 * @param dummyInputs the hand-written class in place of generated dummy inputs, empty for none
 * @param imageProcessor the hand-written class that makes the image processor, empty for none
 * @param suppressions the warnings that code which uses the model would cause, such as {@code deprecation}
 */
public record ModelDescriptor(
        TypeRef type,
        List<String> architectures,
        String description,
        List<Argument> constructorArguments,
        List<ConfigRecord> configRecords,
        List<ModalityDescriptor> modalities,
        Optional<TypeRef> info,
        Optional<TypeRef> dummyInputs,
        Optional<TypeRef> imageProcessor,
        List<String> suppressions) {

    public ModelDescriptor {
        architectures = List.copyOf(architectures);
        constructorArguments = List.copyOf(constructorArguments);
        configRecords = List.copyOf(configRecords);
        modalities = List.copyOf(modalities);
        suppressions = List.copyOf(suppressions);
    }

    /** The config record, empty if the constructor takes none. */
    public Optional<TypeRef> config() {
        return configRecords.stream().findFirst().map(ConfigRecord::type);
    }
}
