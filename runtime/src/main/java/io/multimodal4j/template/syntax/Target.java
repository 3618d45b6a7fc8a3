package io.multimodal4j.template.syntax;

import java.util.List;

/** What a value is assigned to. */
public sealed interface Target {

    /**
     * A variable.
     *
     * @param name its name
     * @param offset where it is
     */
    record Variable(String name, int offset) implements Target {}

    /**
     * An attribute of a namespace.
     *
     * @param namespace the name of the variable that holds the namespace
     * @param attribute the attribute
     * @param offset where it is
     */
    record Member(String namespace, String attribute, int offset) implements Target {}

    /**
     * Several targets, for a value of as many elements.
     *
     * @param items the targets
     * @param offset where they are
     */
    record Unpacked(List<Target> items, int offset) implements Target {}
}
