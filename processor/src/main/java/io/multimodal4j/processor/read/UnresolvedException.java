package io.multimodal4j.processor.read;

/** Something in a declaration does not exist (yet): another processor may generate it in a later round. */
public final class UnresolvedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String missing;

    /**
     * Says what is missing.
     *
     * @param missing a sentence about the type and what uses it, without a full stop
     */
    public UnresolvedException(String missing) {
        super(missing);
        this.missing = missing;
    }

    public String missing() {
        return missing;
    }
}
