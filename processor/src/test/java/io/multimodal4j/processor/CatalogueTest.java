package io.multimodal4j.processor;

import static org.assertj.core.api.Assertions.assertThat;

import io.multimodal4j.processor.diag.Diagnostic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every diagnostic of the catalogue has its own id, a fixture that shows it, and a page that explains it. */
class CatalogueTest {

    /** What takes more than sources to show. */
    private static final Map<Diagnostic, Class<?>> SHOWN_BY_TESTS = Map.of(
            Diagnostic.NOT_PROVIDED, ModuleTest.class,
            Diagnostic.INTERNAL_ERROR, RobustnessTest.class);

    private static final Path PAGES = Path.of("..", "docs", "diagnostics");

    @Test
    void idsAreUnique() {
        assertThat(Arrays.stream(Diagnostic.values()).map(Diagnostic::id)).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource
    void isShown(Diagnostic diagnostic) throws IOException {
        Class<?> test = SHOWN_BY_TESTS.get(diagnostic);
        if (test == null) {
            assertThat(ErrorFixturesTest.fixtures()).anyMatch(f -> f.startsWith(diagnostic.id()));
        } else {
            Path source = Path.of("src/test/java", test.getName().replace('.', '/') + ".java");
            assertThat(source).content().contains("[" + diagnostic.id() + "]");
        }
    }

    @ParameterizedTest
    @EnumSource
    void isExplained(Diagnostic diagnostic) {
        assertThat(PAGES.resolve(diagnostic.id() + ".md"))
                .content()
                .startsWith("# " + diagnostic.id() + ": ")
                .contains("## Wrong", "## Right");
        assertThat(PAGES.resolve("README.md"))
                .content()
                .contains("[" + diagnostic.id() + "](" + diagnostic.id() + ".md)");
    }

    @Test
    void thereIsNoPageOrFixtureOfAnUnknownId() throws IOException {
        List<String> known =
                Arrays.stream(Diagnostic.values()).map(Diagnostic::id).toList();
        try (var pages = Files.list(PAGES)) {
            assertThat(pages.map(p -> p.getFileName().toString().replace(".md", ""))
                            .filter(name -> !name.equals("README"))
                            .collect(Collectors.toSet()))
                    .isSubsetOf(known);
        }
        assertThat(ErrorFixturesTest.fixtures())
                .allMatch(f -> f.equals("javac_alone") || known.contains(f.substring(0, 7)));
    }
}
