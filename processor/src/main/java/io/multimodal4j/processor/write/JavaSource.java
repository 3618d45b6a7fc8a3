package io.multimodal4j.processor.write;

import io.multimodal4j.processor.model.TypeRef;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * One Java file while it is written: lines with their indentation, and the imports of the classes that they name. Lines are written once and the imports put above them
 * at the end.
 */
final class JavaSource {

    private static final String JAVA_LANG = "java.lang";
    private static final String BLOCK = "    ";
    private static final String CONTINUATION = "        ";

    private final TypeRef type;
    private final Predicate<String> isHidden;
    private final Map<String, String> packages = new HashMap<>();
    private final SortedSet<String> imports = new TreeSet<>();
    private final StringBuilder body = new StringBuilder(2048);
    private String indent = "";

    /**
     * A file for a class.
     *
     * @param type the class
     * @param isHidden whether the class's package has a class of that name, which hides that of {@code java.lang}
     */
    JavaSource(TypeRef type, Predicate<String> isHidden) {
        this.type = type;
        this.isHidden = isHidden;
        packages.put(type.simpleNames().get(0), type.packageName());
    }

    /** How this file names a class: without its package, which it imports, unless it means another class by that name. */
    String name(TypeRef named) {
        String top = named.simpleNames().get(0);
        String taken = packages.putIfAbsent(top, named.packageName());
        if (taken == null) {
            addImport(named.packageName(), top);
        }
        return taken == null || taken.equals(named.packageName()) ? named.shortName() : named.canonicalName();
    }

    private void addImport(String packageName, String top) {
        boolean isVisible =
                packageName.equals(JAVA_LANG) ? !isHidden.test(top) : packageName.equals(type.packageName());
        if (!isVisible) {
            imports.add(packageName + "." + top);
        }
    }

    /** How this file names a class of {@code java.lang}. */
    String lang(String simpleName) {
        return name(new TypeRef(JAVA_LANG, List.of(simpleName)));
    }

    /** Adds a line. */
    JavaSource line(String text) {
        body.append(indent).append(text).append('\n');
        return this;
    }

    /** Adds an empty line. */
    JavaSource line() {
        body.append('\n');
        return this;
    }

    /** Adds a line that begins a block. */
    JavaSource open(String text) {
        line(text);
        indent += BLOCK;
        return this;
    }

    /** Adds the line that ends a block. */
    JavaSource close(String text) {
        indent = indent.substring(BLOCK.length());
        return line(text);
    }

    /** Adds a line that goes on in the next ones. */
    JavaSource begin(String text) {
        line(text);
        indent += CONTINUATION;
        return this;
    }

    /** Adds the last line of what goes on. */
    JavaSource end(String text) {
        line(text);
        indent = indent.substring(CONTINUATION.length());
        return this;
    }

    /** Adds a call: on one line, or with a line for each of several arguments. */
    JavaSource call(String start, List<String> arguments, String end) {
        if (arguments.size() < 2) {
            return line(start + String.join("", arguments) + end);
        }
        begin(start);
        int last = arguments.size() - 1;
        arguments.subList(0, last).forEach(argument -> line(argument + ","));
        return end(arguments.get(last) + end);
    }

    /** The class's annotations: that it is generated, if the annotation is there, and the warnings that it would cause. */
    JavaSource annotations(String generator, boolean hasGenerated, List<String> suppressions) {
        if (hasGenerated) {
            line("@" + name(RuntimeTypes.GENERATED) + "(" + Literal.of(generator) + ")");
        }
        if (!suppressions.isEmpty()) {
            String warnings = Literal.of(suppressions);
            line("@" + lang("SuppressWarnings") + "(" + (suppressions.size() == 1 ? warnings : "{" + warnings + "}")
                    + ")");
        }
        return this;
    }

    /** The whole file. */
    String text() {
        StringBuilder file = new StringBuilder(body.length() + 512);
        if (!type.packageName().isEmpty()) {
            file.append("package ").append(type.packageName()).append(";\n\n");
        }
        if (!imports.isEmpty()) {
            imports.forEach(name -> file.append("import ").append(name).append(";\n"));
            file.append('\n');
        }
        return file.append(body).toString();
    }
}
