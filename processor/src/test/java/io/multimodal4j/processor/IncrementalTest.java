package io.multimodal4j.processor;

import static org.assertj.core.api.Assertions.assertThat;

import io.multimodal4j.model.ModelIndex;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compilations of only some sources, into an output folder that an earlier compilation has left. */
class IncrementalTest {

    private static final String SERVICES = "META-INF/services/io.multimodal4j.model.ModelIndex";

    @TempDir
    Path folder;

    private DiskJavac project() {
        DiskJavac project = new DiskJavac(folder.resolve("main"))
                .model("com.acme.a", "One", "A1")
                .model("com.acme.b", "Two", "A2");
        assertThat(project.compileAll()).isEmpty();
        assertThat(architectures(project)).containsExactly("A1", "A2");
        return project;
    }

    @Test
    void theIndexKeepsTheModelsThatAreNotCompiledAgain() throws IOException {
        DiskJavac project = project();

        assertThat(project.compile("com/acme/a/One")).isEmpty();

        assertThat(architectures(project)).containsExactly("A1", "A2");
        assertThat(project.read(SERVICES)).isEqualTo("com.acme.MultiModalIndex\n");
    }

    @Test
    void aModelThatIsAddedJoinsTheIndex() {
        DiskJavac project = project().model("com.acme.c", "Three", "A3");

        assertThat(project.compile("com/acme/c/Three")).isEmpty();

        assertThat(architectures(project)).containsExactly("A1", "A2", "A3");
    }

    @Test
    void aModelThatIsDeletedLeavesTheIndex() throws IOException {
        DiskJavac project = project().delete("com/acme/b/Two");

        assertThat(project.compile("com/acme/a/One")).isEmpty();

        assertThat(architectures(project)).containsExactly("A1");
        assertThat(project.read(SERVICES)).isEqualTo("com.acme.a.MultiModalIndex\n");
    }

    @Test
    void aModelThatIsRegisteredUnderAnotherNameIsFoundUnderThatOnly() {
        DiskJavac project = project().model("com.acme.b", "Two", "Renamed");

        assertThat(project.compile("com/acme/b/Two")).isEmpty();

        assertThat(architectures(project)).containsExactly("A1", "Renamed");
    }

    @Test
    void aProviderWrittenByHandStaysListedWhileItExists() throws IOException {
        DiskJavac project = project().source("com/acme/Own", """
                package com.acme;

                import io.multimodal4j.model.*;
                import java.util.List;

                /** An index without models. */
                public final class Own implements ModelIndex {

                    /** For the service loader. */
                    public Own() {}

                    @Override
                    public List<String> architectures() {
                        return List.of();
                    }

                    @Override
                    public ModelRegistration<?> registration(String architecture) {
                        throw new IllegalArgumentException(architecture);
                    }
                }
                """);
        Files.writeString(
                project.output().resolve(SERVICES),
                "# by hand\ncom.acme.Own # ours\ncom.acme.Gone\ncom.acme.MultiModalIndex\n");

        assertThat(project.compileAll()).isEmpty();

        assertThat(project.read(SERVICES)).isEqualTo("com.acme.MultiModalIndex\ncom.acme.Own\n");
    }

    /** In the folder that is compiled into, so javac warns of nothing. */
    private static Generating late(String architecture) {
        return new Generating(1, "com.acme.Late", Models.minimalText("com.acme", "Late", architecture));
    }

    @Test
    void theModelsOfSeveralIndexesAreFoundInTheNextOne() throws IOException {
        DiskJavac project = new DiskJavac(folder).model("com.acme", "One", "A1").beside(() -> late("L"));
        assertThat(project.compileAll()).isEmpty();
        assertThat(project.read(SERVICES)).isEqualTo("com.acme.MultiModalIndex\ncom.acme.MultiModalIndex2\n");
        assertThat(architectures(project)).containsExactly("A1", "L");

        // The other processor generates the same model again.
        assertThat(project.compileAll()).isEmpty();
        assertThat(project.read(SERVICES)).isEqualTo("com.acme.MultiModalIndex\n");
        assertThat(architectures(project)).containsExactly("A1", "L");

        // It generates the model under another name.
        project.beside(() -> late("Renamed"));
        assertThat(project.compileAll()).isEmpty();
        assertThat(architectures(project)).contains("A1", "Renamed");
    }

    @Test
    void modelsAreAlsoReadFromClassFiles() {
        DiskJavac project = project().model("com.acme.c", "Three", "A3");

        assertThat(project.processClasses("com/acme/c/Three", "com.acme.a.One", "com.acme.b.Two"))
                .isEmpty();

        assertThat(architectures(project)).containsExactly("A1", "A2", "A3");
    }

    @Test
    void theIndexOfTheTestsStandsBesideThatOfTheMainClasses() throws IOException {
        DiskJavac main = project();
        DiskJavac tests = new DiskJavac(folder.resolve("test"))
                .dependsOn(main)
                .model("com.acme.a", "Fake", "T1")
                .model("com.acme.b", "Other", "T2");

        assertThat(tests.compileAll()).isEmpty();
        assertThat(tests.compile("com/acme/a/Fake")).isEmpty();

        assertThat(tests.read(SERVICES)).isEqualTo("com.acme.MultiModalIndex2\n");
        assertThat(architectures(tests, main)).containsExactly("A1", "A2", "T1", "T2");
    }

    @Test
    void lookingUpOneModelLoadsNoOther() throws Exception {
        DiskJavac project = project();
        Files.delete(project.output().resolve("com/acme/b/Two_Registration.class"));
        try (URLClassLoader loader = loader(project)) {
            ModelIndex index =
                    ServiceLoader.load(ModelIndex.class, loader).findFirst().orElseThrow();

            assertThat(index.registration("A1").schema().modelClass()).isEqualTo("com.acme.a.One");
        }
    }

    static List<String> architectures(DiskJavac... projects) {
        try (URLClassLoader loader = loader(projects)) {
            return ServiceLoader.load(ModelIndex.class, loader).stream()
                    .map(ServiceLoader.Provider::get)
                    .flatMap(index -> index.architectures().stream()
                            .filter(a -> index.registration(a)
                                    .schema()
                                    .architectures()
                                    .contains(a)))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    static URLClassLoader loader(DiskJavac... projects) throws IOException {
        URL[] urls = new URL[projects.length];
        for (int i = 0; i < urls.length; i++) {
            urls[i] = projects[i].output().toUri().toURL();
        }
        return new URLClassLoader(urls, IncrementalTest.class.getClassLoader());
    }
}
