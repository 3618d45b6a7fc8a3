package io.multimodal4j.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Compares the JSON schema that was generated for a model with the one that was checked in, so that a change of the contract is a change in review.
 *
 * <pre>{@code
 * @Test
 * void schemaIsTheOneThatWasReviewed() {
 *   SchemaDrift.of(Llava.class).check(Path.of("src/test/resources/schemas/Llava.json"));
 * }
 * }</pre>
 *
 * <p>Any difference fails, and the message says which of the changes break somebody: see {@link SchemaChange}. To create the file, or to accept a
 * change, run the test once with the system property {@value #UPDATE} set to {@code true} and commit what it wrote.
 *
 * <p>Immutable, safe for any number of threads.
 */
public final class SchemaDrift {

    /** The system property with which {@link #check} writes the file instead of comparing with it. */
    public static final String UPDATE = "multimodal4j.update";

    private final String name;
    private final String generated;

    private SchemaDrift(String name, String generated) {
        this.name = name;
        this.generated = normalised(generated);
    }

    /**
     * The schema that was generated for a model class.
     *
     * @param modelClass the annotated class
     * @return the schema, to be compared
     * @throws AssertionError if none was generated
     */
    public static SchemaDrift of(Class<?> modelClass) {
        ClassLoader own = modelClass.getClassLoader();
        return of(modelClass.getName(), own == null ? ClassLoader.getSystemClassLoader() : own);
    }

    /**
     * The schema that was generated for a model class.
     *
     * @param modelClass the annotated class's binary name, such as {@code com.acme.Zoo$Llava}
     * @param loader where its generated files are found
     * @return the schema, to be compared
     * @throws AssertionError if none was generated
     */
    public static SchemaDrift of(String modelClass, ClassLoader loader) {
        String resource = "META-INF/multimodal4j/" + modelClass + ".json";
        try (InputStream in = loader.getResourceAsStream(resource)) {
            if (in == null) {
                throw new AssertionError("There is no " + resource + " on the class path: is " + modelClass
                        + " annotated with @RegisterProcessor, and is multimodal4j-processor on the processor path of"
                        + " its build?");
            }
            return new SchemaDrift(modelClass, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + resource, e);
        }
    }

    /**
     * A schema that is at hand as text.
     *
     * @param name what messages call it
     * @param json the text of the schema
     * @return the schema, to be compared
     */
    public static SchemaDrift ofText(String name, String json) {
        return new SchemaDrift(Objects.requireNonNull(name, "name"), json);
    }

    /**
     * Compares with a checked-in file, or writes it if {@value #UPDATE} is {@code true}.
     *
     * @param checkedIn the file
     * @throws AssertionError if the file is missing or differs; the message has the changes, the lines, and how to accept them
     */
    public void check(Path checkedIn) {
        if (Boolean.getBoolean(UPDATE)) {
            write(checkedIn);
            return;
        }
        if (!Files.exists(checkedIn)) {
            throw new AssertionError(
                    "There is no checked-in schema of " + name + " at " + checkedIn + ". " + howTo("create it"));
        }
        String before = read(checkedIn);
        if (before.equals(generated)) {
            return;
        }
        List<SchemaChange> changes = SchemaComparison.compare(before, generated);
        throw new AssertionError("The schema of " + name + " is not the one in " + checkedIn + ": " + summary(changes)
                + "\n" + LineDiff.of(before, generated) + howTo("accept the change"));
    }

    /**
     * What changed since a schema was checked in, without failing.
     *
     * @param before the text of the earlier schema
     * @return the changes, those that break somebody first; empty if there is none but in layout
     * @throws AssertionError if one of the texts is not JSON
     */
    public List<SchemaChange> changesSince(String before) {
        return SchemaComparison.compare(before, generated);
    }

    private static String summary(List<SchemaChange> changes) {
        if (changes.isEmpty()) {
            return "only its layout changed.";
        }
        long breaking = changes.stream().filter(SchemaChange::isBreaking).count();
        return changes.stream()
                .map(change -> "\n  " + change)
                .collect(Collectors.joining(
                        "", breaking + " BREAKING and " + (changes.size() - breaking) + " COMPATIBLE changes.", ""));
    }

    private static String howTo(String what) {
        return "To " + what + ", run this test once with -D" + UPDATE + "=true and commit the file.";
    }

    private void write(Path file) {
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            Files.writeString(file, generated);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    private static String read(Path file) {
        try {
            return normalised(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /** Version control may have changed the ends of lines. */
    private static String normalised(String text) {
        return text.replace("\r\n", "\n");
    }
}
