package io.multimodal4j.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.multimodal4j.model.ModelRegistration;
import io.multimodal4j.registry.ModelRegistry;
import io.multimodal4j.registry.RegistryException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the JVM loads when models in several jars are registered and one of them is looked up. */
@SuppressWarnings("NullAway.Init")
class RegistryLoadingTest {

    private static final int MODELS = 50;

    private static Path many;
    private static Path few;

    /** Remembers every class that it defines, whoever asked for it. */
    private static final class RecordingLoader extends URLClassLoader {
        private final List<String> loaded = new ArrayList<>();

        RecordingLoader(Path... jars) {
            super(Arrays.stream(jars).map(RecordingLoader::url).toArray(URL[]::new), parent());
        }

        private static ClassLoader parent() {
            return RegistryLoadingTest.class.getClassLoader();
        }

        private static URL url(Path jar) {
            try {
                return jar.toUri().toURL();
            } catch (MalformedURLException e) {
                throw new IllegalArgumentException(e);
            }
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            Class<?> found = super.findClass(name);
            loaded.add(name);
            return found;
        }

        /** What was loaded since it was last asked. */
        List<String> take() {
            List<String> taken = List.copyOf(loaded);
            loaded.clear();
            return taken;
        }
    }

    @BeforeAll
    static void compile(@TempDir Path folder) throws IOException {
        DiskJavac first = new DiskJavac(folder.resolve("many"));
        for (int i = 0; i < MODELS; i++) {
            first.source("com/acme/Model" + i, model(i));
        }
        DiskJavac second = new DiskJavac(folder.resolve("few"))
                .model("org.other", "One", "OtherOne")
                .model("org.other", "Two", "OtherTwo");
        many = jar(first, folder.resolve("many.jar"));
        few = jar(second, folder.resolve("few.jar"));
    }

    /** With all that brings classes of its own: a nested config record, a method for the maximum, and a hand-written part in every second. */
    private static String model(int number) {
        String name = "Model" + number;
        String info = number % 2 == 0 ? ", info = " + name + ".Info.class" : "";
        return Models.minimalText("com.acme", name, name)
                .replace("(\"" + name + "\")", "(value = \"" + name + "\"" + info + ")")
                .replace(name + "() {}", name + "(Config config) {}")
                .replace("imageTokens()", "imageTokens(Config config)")
                .replaceFirst("}\\s*$", """

                            record Config(Vision vision) {}

                            record Vision(int size) {}

                            static final class Info implements ProcessingInfo<Config> {}
                        }
                        """);
    }

    private static Path jar(DiskJavac project, Path file) throws IOException {
        assertThat(project.compileAll()).isEmpty();
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream jar = new ZipOutputStream(out);
                Stream<Path> classes = Files.walk(project.output())) {
            for (Path path : classes.filter(Files::isRegularFile).sorted().toList()) {
                jar.putNextEntry(new ZipEntry(
                        project.output().relativize(path).toString().replace('\\', '/')));
                Files.copy(path, jar);
            }
        }
        return file;
    }

    @Test
    void readingTheRegistryLoadsOneIndexOfEachJarAndNothingElse() throws IOException {
        try (RecordingLoader loader = new RecordingLoader(many, few)) {
            ModelRegistry registry = ModelRegistry.load(loader);

            assertThat(registry.architectures()).hasSize(MODELS + 2).contains("Model0", "Model49", "OtherOne");
            assertThat(registry.contains("Model17")).isTrue();
            assertThat(loader.take()).containsExactly("com.acme.MultiModalIndex", "org.other.MultiModalIndex");
        }
    }

    @Test
    void lookingUpAModelLoadsItsOwnClassesAndNoOtherModel() throws IOException {
        try (RecordingLoader loader = new RecordingLoader(many, few)) {
            ModelRegistry registry = ModelRegistry.load(loader);
            loader.take();

            ModelRegistration<?> plain = registry.registration("Model17");
            assertThat(plain.schema().modelClass()).isEqualTo("com.acme.Model17");
            assertThat(loader.take())
                    .containsExactlyInAnyOrder(
                            "com.acme.Model17_Registration", "com.acme.Model17", "com.acme.Model17$Config");

            ModelRegistration<?> withInfo = registry.registration("Model18");
            assertThat(withInfo.schema().modality("image")).isPresent();
            assertThat(loader.take())
                    .contains("com.acme.Model18_Registration", "com.acme.Model18$Info")
                    .allMatch(name -> name.startsWith("com.acme.Model18"));

            registry.registration("OtherTwo");
            assertThat(loader.take()).containsExactlyInAnyOrder("org.other.Two_Registration", "org.other.Two");
        }
    }

    @Test
    void anUnknownArchitectureLoadsNothing() throws IOException {
        try (RecordingLoader loader = new RecordingLoader(many, few)) {
            ModelRegistry registry = ModelRegistry.load(loader);
            loader.take();

            assertThatExceptionOfType(RegistryException.class)
                    .isThrownBy(() -> registry.registration("Model50"))
                    .withMessageContaining(
                            "no model is registered for the architecture Model50; registered are Model0, ");
            assertThat(loader.take()).isEmpty();
        }
    }

    @Test
    void anArchitectureInTwoJarsIsAnErrorThatNamesBoth(@TempDir Path folder) throws IOException {
        Path again = jar(new DiskJavac(folder).model("net.again", "Again", "OtherOne"), folder.resolve("again.jar"));
        try (RecordingLoader loader = new RecordingLoader(many, few, again)) {
            assertThatExceptionOfType(RegistryException.class)
                    .isThrownBy(() -> ModelRegistry.load(loader))
                    .withMessageContaining("OtherOne is registered twice")
                    .withMessageContaining("org.other.MultiModalIndex in ")
                    .withMessageContaining("few.jar")
                    .withMessageContaining("net.again.MultiModalIndex in ")
                    .withMessageContaining("again.jar");
        }
    }

    @Test
    void anIndexThatHidesAnotherIsNamedWhenAModelIsMissed(@TempDir Path folder) throws IOException {
        Path hidden = jar(new DiskJavac(folder).model("org.other", "Three", "OtherThree"), folder.resolve("three.jar"));
        try (RecordingLoader loader = new RecordingLoader(few, hidden)) {
            ModelRegistry registry = ModelRegistry.load(loader);

            assertThatExceptionOfType(RegistryException.class)
                    .isThrownBy(() -> registry.registration("OtherThree"))
                    .withMessageContaining(
                            "registered are OtherOne, OtherTwo; the index org.other.MultiModalIndex is on the"
                                    + " class path 2 times, and only the first counts: ")
                    .withMessageContaining("few.jar")
                    .withMessageContaining("three.jar")
                    .withMessageContaining("-Amm4j.indexPackage=");
        }
    }

    @Test
    void aJarMoreThanOnceOnTheClassPathIsNoDuplicate() throws IOException {
        try (RecordingLoader loader = new RecordingLoader(few, few)) {
            assertThat(ModelRegistry.load(loader).architectures()).containsExactly("OtherOne", "OtherTwo");
        }
    }
}
