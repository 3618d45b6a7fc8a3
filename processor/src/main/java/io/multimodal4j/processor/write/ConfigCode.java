package io.multimodal4j.processor.write;

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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.lang.model.SourceVersion;

/** The code that reads the config records: an expression for the first, and a private method for each record inside. */
final class ConfigCode {

    private static final Set<String> TAKEN = Set.of("registration", "clone", "finalize");

    private final ModelDescriptor model;
    private final JavaSource source;
    private final Map<TypeRef, String> methods = new LinkedHashMap<>();

    ConfigCode(ModelDescriptor model, JavaSource source) {
        this.model = model;
        this.source = source;
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

    /** The name of the config record. */
    String recordName() {
        return source.name(model.config().orElse(RuntimeTypes.NO_CONFIG));
    }

    void writeReader() {
        if (model.configRecords().isEmpty()) {
            source.line(".config(config -> new " + recordName() + "())");
            return;
        }
        ConfigRecord root = model.configRecords().get(0);
        String method = methods.get(root.type());
        if (method == null) {
            source.call(".config(config -> new " + recordName() + "(", components(root), "))");
        } else {
            source.line(".config(" + reference(method) + ")");
        }
    }

    void writeNestedReaders() {
        for (ConfigRecord config : model.configRecords()) {
            String method = methods.get(config.type());
            if (method != null) {
                String name = source.name(config.type());
                source.line()
                        .open("private static " + name + " " + method + "(" + source.name(RuntimeTypes.CONFIG_NODE)
                                + " config) {")
                        .call("return new " + name + "(", components(config), ");")
                        .close("}");
            }
        }
    }

    private List<String> components(ConfigRecord config) {
        return config.components().stream().map(this::component).toList();
    }

    private String component(Component component) {
        if (component.file().isPresent()) {
            String file = Literal.of(component.file().get());
            return component.type() instanceof OptionalType optional
                    ? "config.findFile(" + file + ").map(" + function(optional.value(), 1) + ")"
                    : apply(component.type(), "config.file(" + file + ")", 1);
        }
        String keys = Literal.of(component.keys());
        if (component.type() instanceof OptionalType optional) {
            return "config.find(" + keys + ").map(" + function(optional.value(), 1) + ")";
        }
        if (component.defaultValue().isEmpty()) {
            return apply(component.type(), "config.at(" + keys + ")", 1);
        }
        String defaultValue = component.defaultValue().get();
        if (component.type() instanceof Scalar scalar && scalar != Scalar.STRING) {
            return "config.atOr(" + Literal.of(defaultValue) + ", " + keys + ")." + scalar.reader() + "()";
        }
        // A string default such as "224" must stay a string, so it does not go through JSON.
        return "config.find(" + keys + ").map(" + function(component.type(), 1) + ").orElse("
                + constant(component.type(), defaultValue) + ")";
    }

    private String constant(ConfigType type, String defaultValue) {
        if (type instanceof EnumType constants) {
            String constant = constants.constants().stream()
                    .filter(c -> c.toLowerCase(Locale.ROOT).equals(defaultValue))
                    .findFirst()
                    .orElseThrow();
            return source.name(constants.type()) + "." + constant;
        }
        return Literal.of(defaultValue);
    }

    /** Code that reads a value from a node. */
    private String apply(ConfigType type, String node, int depth) {
        if (type instanceof Scalar scalar) {
            return node + "." + scalar.reader() + "()";
        }
        if (type instanceof EnumType constants) {
            return node + ".asEnum(" + source.name(constants.type()) + ".values())";
        }
        if (type instanceof ListType list) {
            return node + ".asList(" + function(list.element(), depth) + ")";
        }
        return methodFor(type) + "(" + node + ")";
    }

    /** Code for a function from a node to a value. */
    private String function(ConfigType type, int depth) {
        if (type instanceof Scalar scalar) {
            return source.name(RuntimeTypes.CONFIG_NODE) + "::" + scalar.reader();
        }
        if (type instanceof RecordType) {
            return reference(methodFor(type));
        }
        String node = depth == 1 ? "node" : "node" + depth;
        return node + " -> " + apply(type, node, depth + 1);
    }

    private String reference(String method) {
        return source.name(model.type().registration()) + "::" + method;
    }

    private String methodFor(ConfigType type) {
        String method = methods.get(((RecordType) type).type());
        if (method == null) {
            throw new IllegalStateException("no method reads " + type.describe());
        }
        return method;
    }
}
