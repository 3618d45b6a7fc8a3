package io.multimodal4j.processor.write;

import io.multimodal4j.processor.model.TypeRef;
import java.util.List;

/** The classes that generated code uses beside the model's own. */
final class RuntimeTypes {

    static final TypeRef DTYPE = ours("annotations", "DType");
    static final TypeRef GENERATED_INDEX = ours("annotations", "GeneratedIndex");
    static final TypeRef INSERTION_POINT = ours("annotations", "InsertionPoint");
    static final TypeRef CONFIG_NODE = ours("config", "ConfigNode");
    static final TypeRef MODEL_INDEX = ours("model", "ModelIndex");
    static final TypeRef MODEL_REGISTRATION = ours("model", "ModelRegistration");
    static final TypeRef NO_CONFIG = ours("model", "NoConfig");
    static final TypeRef GENERATED = new TypeRef("javax.annotation.processing", List.of("Generated"));
    static final TypeRef LIST = new TypeRef("java.util", List.of("List"));

    private RuntimeTypes() {}

    private static TypeRef ours(String packageName, String simpleName) {
        return new TypeRef("io.multimodal4j." + packageName, List.of(simpleName));
    }
}
