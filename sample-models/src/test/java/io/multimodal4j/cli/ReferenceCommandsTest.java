package io.multimodal4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands that look something up: {@code schema} and {@code explain}. */
class ReferenceCommandsTest {

    private static final Path PAGES = Path.of("..", "docs", "diagnostics");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... args) {
        return Main.run(new PrintWriter(out), new PrintWriter(err), args);
    }

    @ParameterizedTest
    @ValueSource(strings = {"LlavaForConditionalGeneration", "io.multimodal4j.samples.Llava"})
    void schemaPrintsWhatWasGenerated(String model) throws IOException {
        assertThat(run("schema", model)).isZero();
        assertThat(out.toString())
                .isEqualTo(Files.readString(Path.of("src/test/resources/schemas/io.multimodal4j.samples.Llava.json")));
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void anUnknownModelIsBadInput() {
        assertThat(run("schema", "LavaForConditionalGeneration")).isEqualTo(2);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString())
                .hasLineCount(1)
                .startsWith("mm4j: no model is registered as 'LavaForConditionalGeneration';"
                        + " did you mean LlavaForConditionalGeneration? There are ")
                .contains("io.multimodal4j.samples.Llava");
    }

    @Test
    void explainPrintsThePage() throws IOException {
        assertThat(run("explain", "mm4j204")).isZero();
        assertThat(out.toString()).isEqualTo(Files.readString(PAGES.resolve("MM4J204.md")));
    }

    @Test
    void explainAloneListsEveryPage() throws IOException {
        assertThat(run("explain")).isZero();
        try (Stream<Path> pages = Files.list(PAGES)) {
            List<String> codes = pages.map(page -> page.getFileName().toString().replace(".md", ""))
                    .filter(name -> !name.equals("README"))
                    .sorted()
                    .toList();
            assertThat(out.toString().lines().map(line -> line.substring(0, 7))).containsExactlyElementsOf(codes);
        }
        assertThat(out.toString()).contains("MM4J204  a malformed shape");
    }

    @Test
    void anUnknownCodeIsBadInput() {
        assertThat(run("explain", "MM4J294")).isEqualTo(2);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString())
                .hasLineCount(1)
                .startsWith("mm4j: there is no diagnostic 'MM4J294'; the nearest are ")
                .contains("MM4J204");
    }
}
