package io.multimodal4j.testing;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What came of compiling model sources. Immutable.
 *
 * @param succeeded whether there was no error
 * @param messages what the compiler and the processors said, in their order
 * @param generatedFiles the text of every generated source and resource by path, sorted
 */
public record ModelCompilation(boolean succeeded, List<CompilerMessage> messages, Map<String, String> generatedFiles) {

    /**
     * Copies the collections.
     *
     * @param succeeded whether there was no error
     * @param messages what was said
     * @param generatedFiles what was generated
     */
    public ModelCompilation {
        messages = List.copyOf(messages);
        generatedFiles = Collections.unmodifiableMap(new TreeMap<>(generatedFiles));
    }

    /**
     * The ids of all multimodal4j diagnostics.
     *
     * @return the ids in the order in which they were reported, each as often as it was
     */
    public List<String> codes() {
        return messages.stream()
                .map(CompilerMessage::code)
                .filter(code -> !code.isEmpty())
                .toList();
    }

    /**
     * A generated file.
     *
     * @param path its path, such as {@code "com/acme/Llava_Registration.java"} or {@code "META-INF/multimodal4j/com.acme.Llava.json"}
     * @return its text
     * @throws AssertionError if it was not generated; the message lists what was, and what the compiler said
     */
    public String generated(String path) {
        String text = generatedFiles.get(path);
        if (text == null) {
            throw new AssertionError(
                    path + " was not generated, only " + generatedFiles.keySet() + "; the compiler said " + messages);
        }
        return text;
    }
}
