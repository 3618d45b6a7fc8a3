package io.multimodal4j.testing;

/**
 * One difference between two schemas of a model. Immutable.
 *
 * <p>Breaking is what an engine, a model directory or an application that fitted the earlier schema may not fit any more: something was removed, a field
 * has another dtype, shape or layout, a prompt update has another target, a key of {@code config.json} is required, a limit was lowered. Compatible
 * is what is only added or relaxed: an architecture, a modality, an optional field or key, a higher limit, a description.
 *
 * @param isBreaking whether somebody may break
 * @param where the place in the schema, such as {@code modalities.image.fields.pixel_values.dtype}
 * @param what the difference in words
 */
public record SchemaChange(boolean isBreaking, String where, String what) {

    @Override
    public String toString() {
        return (isBreaking ? "BREAKING    " : "COMPATIBLE  ") + where + ": " + what;
    }
}
