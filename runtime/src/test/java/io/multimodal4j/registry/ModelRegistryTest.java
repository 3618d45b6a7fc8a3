package io.multimodal4j.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.multimodal4j.TestModel;
import io.multimodal4j.model.ModelIndex;
import io.multimodal4j.model.ModelRegistration;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelRegistryTest {

    private record OtherIndex(String architecture) implements ModelIndex {

        @Override
        public List<String> architectures() {
            return List.of(architecture);
        }

        @Override
        public ModelRegistration<?> registration(String name) {
            throw new AssertionError("nobody asked for " + name);
        }
    }

    private final ModelRegistry registry =
            ModelRegistry.of(List.of(new TestModel.Index("<image>"), new OtherIndex("Another")));

    @Test
    void findsAModelWithoutTouchingTheOthers() {
        assertThat(registry.architectures()).containsExactly("Another", TestModel.ARCHITECTURE);
        assertThat(registry.registration(TestModel.ARCHITECTURE).schema().modelClass())
                .isEqualTo("io.multimodal4j.TestModel");
        assertThat(registry.firstRegistered(List.of("Unknown", TestModel.ARCHITECTURE)))
                .isEqualTo(TestModel.ARCHITECTURE);
    }

    @Test
    void saysWhatIsRegistered() {
        assertThatExceptionOfType(RegistryException.class)
                .isThrownBy(() -> registry.registration("Nope"))
                .withMessage("no model is registered for the architecture Nope; registered are Another, "
                        + TestModel.ARCHITECTURE);
        assertThatExceptionOfType(RegistryException.class)
                .isThrownBy(() -> ModelRegistry.of(List.of()).registration("Nope"))
                .withMessageContaining(
                        "no model is registered for the architecture Nope; no model is registered at all")
                .withMessageContaining("JDK 23 and newer run annotation processors only from a processor path")
                .withMessageContaining("annotationProcessorPaths")
                .withMessageContaining("-processorpath");
    }

    @Test
    void namesBothOriginsOfADuplicate() {
        assertThatExceptionOfType(RegistryException.class)
                .isThrownBy(() -> ModelRegistry.of(
                        List.of(new TestModel.Index("<image>"), new OtherIndex(TestModel.ARCHITECTURE))))
                .withMessageContaining(TestModel.ARCHITECTURE + " is registered twice")
                .withMessageContaining(TestModel.Index.class.getName())
                .withMessageContaining(OtherIndex.class.getName());
    }

    @Test
    void anIndexThatCannotBeLoadedIsNamed(@TempDir Path folder) throws IOException {
        Path services = Files.createDirectories(folder.resolve("META-INF/services"));
        Files.writeString(services.resolve(ModelIndex.class.getName()), "gone.MultiModalIndex\n");
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.toUri().toURL()}, ModelRegistryTest.class.getClassLoader())) {
            assertThatExceptionOfType(RegistryException.class)
                    .isThrownBy(() -> ModelRegistry.load(loader))
                    .withMessageContaining("gone.MultiModalIndex");
        }
    }
}
