package io.multimodal4j.processor.write;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import io.multimodal4j.processor.model.Argument;
import io.multimodal4j.processor.model.CallDescriptor;
import io.multimodal4j.processor.model.TypeRef;
import java.util.List;
import javax.lang.model.element.Modifier;

/** The classes that generated code uses. */
final class JavaTypes {

    static final ClassName DTYPE = ClassName.get("io.multimodal4j.annotations", "DType");
    static final ClassName GENERATED_INDEX = ClassName.get("io.multimodal4j.annotations", "GeneratedIndex");
    static final ClassName CONFIG_NODE = ClassName.get("io.multimodal4j.config", "ConfigNode");
    static final ClassName INSERTION_POINT = ClassName.get("io.multimodal4j.annotations", "InsertionPoint");
    static final ClassName FIELD_EXCEPTION = ClassName.get("io.multimodal4j.field", "FieldException");
    static final ClassName IMAGE_PROCESSOR_FACTORY = ClassName.get("io.multimodal4j.model", "ImageProcessorFactory");
    static final ClassName ITEM_SIZE = ClassName.get("io.multimodal4j.media", "ItemSize");
    static final ClassName PROCESSING_INFO = ClassName.get("io.multimodal4j.model", "ProcessingInfo");
    static final ClassName ENCODE_INPUTS = ClassName.get("io.multimodal4j.field", "EncodeInputs");
    static final ClassName FIELD_SPEC = ClassName.get("io.multimodal4j.field", "FieldSpec");
    static final ClassName RAGGED = ClassName.get("io.multimodal4j.field", "Ragged");
    static final ClassName DUMMY_INPUTS = ClassName.get("io.multimodal4j.model", "DummyInputsBuilder");
    static final ClassName MODEL_CONTEXT = ClassName.get("io.multimodal4j.model", "ModelContext");
    static final ClassName MODEL_INDEX = ClassName.get("io.multimodal4j.model", "ModelIndex");
    static final ClassName MODEL_REGISTRATION = ClassName.get("io.multimodal4j.model", "ModelRegistration");
    static final ClassName MODEL_SCHEMA = ClassName.get("io.multimodal4j.model", "ModelSchema");
    static final ClassName MODALITY_SCHEMA = MODEL_SCHEMA.nestedClass("ModalitySchema");
    static final ClassName PROMPT_UPDATE_SPEC = MODEL_SCHEMA.nestedClass("PromptUpdateSpec");
    static final ClassName NO_CONFIG = ClassName.get("io.multimodal4j.model", "NoConfig");
    static final ClassName SUPPORTS_MULTI_MODAL = ClassName.get("io.multimodal4j.model", "SupportsMultiModal");
    static final ClassName PROMPT = ClassName.get("io.multimodal4j.prompt", "Prompt");
    static final ClassName PROMPT_UPDATE = ClassName.get("io.multimodal4j.prompt", "PromptUpdate");
    static final ClassName TENSOR = ClassName.get("io.multimodal4j.tensor", "Tensor");

    private static final ClassName GENERATED = ClassName.get("javax.annotation.processing", "Generated");

    private JavaTypes() {}

    static ClassName name(TypeRef type) {
        List<String> names = type.simpleNames();
        return ClassName.get(
                type.packageName(), names.get(0), names.subList(1, names.size()).toArray(new String[0]));
    }

    static AnnotationSpec generatedBy(String processor) {
        return AnnotationSpec.builder(GENERATED)
                .addMember("value", "$S", processor)
                .build();
    }

    /** An annotation for some warnings, none for none. */
    static List<AnnotationSpec> suppressing(List<String> warnings) {
        if (warnings.isEmpty()) {
            return List.of();
        }
        AnnotationSpec.Builder suppress = AnnotationSpec.builder(SuppressWarnings.class);
        warnings.forEach(warning -> suppress.addMember("value", "$S", warning));
        return List.of(suppress.build());
    }

    /** A method that carries out the interface. */
    static MethodSpec.Builder override(String name, TypeName returned) {
        return MethodSpec.methodBuilder(name)
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .returns(returned);
    }

    /** A call of one of the model's static methods. */
    static CodeBlock call(ClassName model, CallDescriptor call) {
        return CodeBlock.of("$T.$L($L)", model, call.method(), arguments(call.arguments()));
    }

    static CodeBlock arguments(List<Argument> arguments) {
        return arguments.stream()
                .map(argument -> CodeBlock.of("$L", argument.code()))
                .collect(CodeBlock.joining(", "));
    }

    /** String literals with commas between. */
    static CodeBlock literals(List<String> texts) {
        return texts.stream().map(text -> CodeBlock.of("$S", text)).collect(CodeBlock.joining(", "));
    }
}
