package io.multimodal4j.samples;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.multimodal4j.MultiModalProcessor;
import io.multimodal4j.registry.ModelRegistry;
import io.multimodal4j.testing.Conformance;
import io.multimodal4j.testing.SchemaDrift;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What every model of this module must keep, whoever adds it: the registry and the model directories are enumerated. */
class EveryModelTest {

    private static final Path DIRECTORIES = Path.of("models");
    private static final Path SCHEMAS = Path.of("src/test/resources/schemas");

    static List<String> modelClasses() {
        ModelRegistry registry = ModelRegistry.load();
        return registry.architectures().stream()
                .map(architecture ->
                        registry.registration(architecture).schema().modelClass())
                .distinct()
                .toList();
    }

    static List<Path> directories() throws IOException {
        try (Stream<Path> folders = Files.list(DIRECTORIES)) {
            return folders.filter(folder -> Files.exists(folder.resolve("config.json")))
                    .sorted()
                    .toList();
        }
    }

    static Stream<Arguments> directoriesAndBackends() throws IOException {
        List<String> backends = Backends.here().toList();
        return directories().stream()
                .flatMap(folder -> backends.stream().map(backend -> Arguments.of(folder, backend)));
    }

    @ParameterizedTest
    @MethodSource("directoriesAndBackends")
    void conforms(Path directory, String backend) {
        Conformance.of(directory).backend(backend).check();
    }

    @ParameterizedTest
    @MethodSource("modelClasses")
    void schemaIsTheOneThatWasReviewed(String modelClass) {
        SchemaDrift.of(modelClass, getClass().getClassLoader()).check(SCHEMAS.resolve(modelClass + ".json"));
    }

    @ParameterizedTest
    @MethodSource("modelClasses")
    void schemaIsAsPublished(String modelClass) throws IOException {
        assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(resource("model.schema.json"), InputFormat.JSON)
                        .validate(resource(modelClass + ".json"), InputFormat.JSON))
                .isEmpty();
    }

    @Test
    void everyModelHasADirectory() throws IOException {
        assertThat(directories().stream().map(EveryModelTest::modelClass)).containsAll(modelClasses());
    }

    private static String modelClass(Path directory) {
        try (MultiModalProcessor processor =
                MultiModalProcessor.builder(directory).backend("java").load()) {
            return processor.schema().modelClass();
        }
    }

    private String resource(String name) throws IOException {
        try (InputStream in = getClass().getClassLoader().getResourceAsStream("META-INF/multimodal4j/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
