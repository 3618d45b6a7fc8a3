/** The annotations of a model declaration and the vocabulary they use. Depends on nothing but the JDK. */
module io.multimodal4j.annotations {
    exports io.multimodal4j.annotations;
}
