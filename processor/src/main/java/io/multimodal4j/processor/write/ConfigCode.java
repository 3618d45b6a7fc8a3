package io.multimodal4j.processor.write;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import io.multimodal4j.processor.model.ConfigRecord;
import io.multimodal4j.processor.model.ConfigRecord.Component;
import io.multimodal4j.processor.model.ConfigType;
import io.multimodal4j.processor.model.ConfigType.EnumType;
import io.multimodal4j.processor.model.ConfigType.ListType;
import io.multimodal4j.processor.model.ConfigType.OptionalType;
import io.multimodal4j.processor.model.ConfigType.RecordType;
import io.multimodal4j.processor.model.ConfigType.Scalar;
import io.multimodal4j.processor.model.ModelDescriptor;
import io.multimodal4j.processor.model.TypeRef;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Modifier;

/** The methods that read the config records: {@code readConfig}, and a private one for each record inside. */
final class ConfigCode {

    private static final Set<String> TAKEN = Set.of(
            "schema",
            "readConfig",
            "promptUpdates",
            "dummyInputs",
            "info",
            "imageProcessor",
            "create",
            "embed",
            "clone",
            "finalize");

    private final ModelDescriptor model;
    private final ClassName registration;
    private final Map<TypeRef, String> methods = new LinkedHashMap<>();

    ConfigCode(ModelDescriptor model) {
        this.model = model;
        this.registration = JavaTypes.name(model.type().registration());
        for (ConfigRecord config : model.configRecords()) {
            if (!config.equals(model.configRecords().get(0)) || isRecursive()) {
                methods.put(config.type(), methodName(config.type().simpleName()));
            }
        }
    }

    /** Whether the config record is also found inside itself, so that it needs a method that can be called again. */
    private boolean isRecursive() {
        TypeRef root = model.configRecords().get(0).type();
        return model.configRecords().stream()
                .flatMap(r -> r.components().stream())
                .anyMatch(c -> mentions(c.type(), root));
    }

    private static boolean mentions(ConfigType type, TypeRef record) {
        if (type instanceof OptionalType optional) {
            return mentions(optional.value(), record);
        }
        if (type instanceof ListType list) {
            return mentions(list.element(), record);
        }
        return type instanceof RecordType inner && inner.type().equals(record);
    }

    private String methodName(String simpleName) {
        int upper = 1;
        while (upper < simpleName.length() - 1
                && Character.isUpperCase(simpleName.charAt(upper))
                && Character.isUpperCase(simpleName.charAt(upper + 1))) {
            upper++;
        }
        String wanted = simpleName.substring(0, upper).toLowerCase(Locale.ROOT) + simpleName.substring(upper);
        String name = wanted;
        for (int i = 2; TAKEN.contains(name) || SourceVersion.isKeyword(name) || methods.containsValue(name); i++) {
            name = wanted + i;
        }
        return name;
    }

    CodeBlock readConfig() {
        if (model.configRecords().isEmpty()) {
            return CodeBlock.of("return new $T();\n", JavaTypes.NO_CONFIG);
        }
        ConfigRecord root = model.configRecords().get(0);
        String method = methods.get(root.type());
        return method == null ? construct(root) : CodeBlock.of("return $L(config);\n", method);
    }

    List<MethodSpec> nestedReaders() {
        List<MethodSpec> readers = new ArrayList<>();
        for (ConfigRecord config : model.configRecords()) {
            String method = methods.get(config.type());
            if (method != null) {
                readers.add(MethodSpec.methodBuilder(method)
                        .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                        .returns(JavaTypes.name(config.type()))
                        .addParameter(JavaTypes.CONFIG_NODE, "config")
                        .addCode(construct(config))
                        .build());
            }
        }
        return readers;
    }

    private CodeBlock construct(ConfigRecord config) {
        CodeBlock arguments = config.components().stream().map(this::component).collect(CodeBlock.joining(",\n"));
        String lineBreak = config.components().size() > 1 ? "\n" : "";
        return CodeBlock.of("$[return new $T($L$L);\n$]", JavaTypes.name(config.type()), lineBreak, arguments);
    }

    private CodeBlock component(Component component) {
        if (component.file().isPresent()) {
            String file = component.file().get();
            return component.type() instanceof OptionalType optional
                    ? CodeBlock.of("config.findFile($S).map($L)", file, function(optional.value(), 1))
                    : apply(component.type(), CodeBlock.of("config.file($S)", file), 1);
        }
        CodeBlock keys = JavaTypes.literals(component.keys());
        if (component.type() instanceof OptionalType optional) {
            return CodeBlock.of("config.find($L).map($L)", keys, function(optional.value(), 1));
        }
        if (component.defaultValue().isEmpty()) {
            return apply(component.type(), CodeBlock.of("config.at($L)", keys), 1);
        }
        String defaultValue = component.defaultValue().get();
        if (component.type() instanceof Scalar scalar && scalar != Scalar.STRING) {
            return CodeBlock.of("config.atOr($S, $L).$L()", defaultValue, keys, scalar.reader());
        }
        // A string default such as "224" must stay a string, so it does not go through JSON.
        return CodeBlock.of(
                "config.find($L).map($L).orElse($L)",
                keys,
                function(component.type(), 1),
                constant(component.type(), defaultValue));
    }

    private static CodeBlock constant(ConfigType type, String defaultValue) {
        if (type instanceof EnumType constants) {
            String constant = constants.constants().stream()
                    .filter(c -> c.toLowerCase(Locale.ROOT).equals(defaultValue))
                    .findFirst()
                    .orElseThrow();
            return CodeBlock.of("$T.$L", JavaTypes.name(constants.type()), constant);
        }
        return CodeBlock.of("$S", defaultValue);
    }

    /** Code that reads a value from a node. */
    private CodeBlock apply(ConfigType type, CodeBlock node, int depth) {
        if (type instanceof Scalar scalar) {
            return CodeBlock.of("$L.$L()", node, scalar.reader());
        }
        if (type instanceof EnumType constants) {
            return CodeBlock.of("$L.asEnum($T.values())", node, JavaTypes.name(constants.type()));
        }
        if (type instanceof ListType list) {
            return CodeBlock.of("$L.asList($L)", node, function(list.element(), depth));
        }
        return CodeBlock.of("$L($L)", methodFor(type), node);
    }

    /** Code for a function from a node to a value. */
    private CodeBlock function(ConfigType type, int depth) {
        if (type instanceof Scalar scalar) {
            return CodeBlock.of("$T::$L", JavaTypes.CONFIG_NODE, scalar.reader());
        }
        if (type instanceof RecordType) {
            return CodeBlock.of("$T::$L", registration, methodFor(type));
        }
        String node = depth == 1 ? "node" : "node" + depth;
        return CodeBlock.of("$L -> $L", node, apply(type, CodeBlock.of("$L", node), depth + 1));
    }

    private String methodFor(ConfigType type) {
        String method = methods.get(((RecordType) type).type());
        if (method == null) {
            throw new IllegalStateException("no method reads " + type.describe());
        }
        return method;
    }
}
