package io.multimodal4j.testing;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;

/**
 * One thing that the compiler or a processor said. Immutable.
 *
 * @param kind {@code "error"}, {@code "warning"}, {@code "mandatory_warning"}, {@code "note"} or {@code "other"}
 * @param code the id of a multimodal4j diagnostic, such as {@code "MM4J204"}; empty for what others say
 * @param file the name of the source file without its folder, empty if it is about none
 * @param line the line, from 1; -1 if it is about none
 * @param column the column, from 1; -1 if it is about none
 * @param message the whole message
 */
public record CompilerMessage(String kind, String code, String file, long line, long column, String message) {

    private static final Pattern CODE = Pattern.compile("\\[(MM4J\\d{3})]");

    static CompilerMessage of(Diagnostic<? extends JavaFileObject> diagnostic) {
        String message = diagnostic.getMessage(Locale.ROOT);
        Matcher code = CODE.matcher(message);
        JavaFileObject source = diagnostic.getSource();
        String path = source == null ? "" : source.toUri().getPath();
        return new CompilerMessage(
                diagnostic.getKind().name().toLowerCase(Locale.ROOT),
                code.find() ? code.group(1) : "",
                path.substring(path.lastIndexOf('/') + 1),
                diagnostic.getLineNumber(),
                diagnostic.getColumnNumber(),
                message);
    }

    @Override
    public String toString() {
        return file + ":" + line + ":" + column + " " + kind + " " + message;
    }
}
