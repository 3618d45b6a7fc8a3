package io.multimodal4j.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.multimodal4j.testing.ModelCompilation;
import io.multimodal4j.testing.ModelCompiler;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What the runtime offers to authors of models, with the processors found as services, as in their builds. */
class ModelCompilerTest {

    private static final String MODEL = """
            package com.acme;

            import io.multimodal4j.annotations.*;
            import io.multimodal4j.model.SupportsMultiModal;
            import io.multimodal4j.tensor.Tensor;
            import java.util.List;

            @RegisterProcessor("Acme")
            final class Acme implements SupportsMultiModal {
              Acme() {}

              @PromptReplacement(modality = "image", target = "<image>")
              static int tokens() {
                return 1;
              }

              List<Tensor> embed(
                  @MultiModalField(name = "pixels", modality = "image", shape = "n 3") Tensor pixels) {
                return List.of();
              }
            }
            """;

    private static ModelCompilation compile(String model) {
        return ModelCompiler.withProcessorPath(System.getProperty("java.class.path"))
                .source("com.acme.Acme", model)
                .compile();
    }

    @Test
    void givesWhatWasGenerated() {
        ModelCompilation compiled = compile(MODEL);
        assertThat(compiled.messages()).isEmpty();
        assertThat(compiled.succeeded()).isTrue();
        assertThat(compiled.codes()).isEmpty();
        assertThat(compiled.generated("META-INF/multimodal4j/com.acme.Acme.json"))
                .contains("\"modelClass\": \"com.acme.Acme\"");
        assertThat(compiled.generated("com/acme/Acme_Registration.java")).contains("class Acme_Registration");
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> compiled.generated("com/acme/Nothing.java"))
                .withMessageContaining("com/acme/Nothing.java was not generated, only [")
                .withMessageContaining("com/acme/MultiModalIndex.java");
    }

    @Test
    void givesWhatWasSaidAndWhere() {
        ModelCompilation compiled = compile(MODEL.replace("n 3\"", "n H\"").replace("(\"Acme\")", "({})"));
        assertThat(compiled.succeeded()).isFalse();
        assertThat(compiled.codes()).containsExactlyInAnyOrder("MM4J204", "MM4J401");
        assertThat(compiled.messages())
                .filteredOn(message -> message.code().equals("MM4J204"))
                .singleElement()
                .satisfies(message -> {
                    assertThat(message.kind()).isEqualTo("error");
                    assertThat(message.file()).isEqualTo("Acme.java");
                    assertThat(message.line()).isEqualTo(18);
                    assertThat(message.column()).isPositive();
                    assertThat(message.message()).startsWith("[MM4J204]");
                    assertThat(message.toString()).startsWith("Acme.java:18:");
                });
    }

    @Test
    void pathsAndOptionsAreThoseOfTheCaller() {
        ModelCompilation without = ModelCompiler.withProcessorPath(Path.of("target", "classes"))
                .classPath(System.getProperty("java.class.path"))
                .options("-Amm4j.indexPackage=com.acme.new")
                .source("com.acme.Acme", MODEL)
                .compile();
        assertThat(without.succeeded()).isFalse();
        assertThat(without.codes()).containsExactly("MM4J501");
        ModelCompiler wrong = ModelCompiler.withProcessorPath("").options("--no-such-option");
        assertThatIllegalArgumentException().isThrownBy(wrong::compile).withMessageContaining("--no-such-option");
    }
}
