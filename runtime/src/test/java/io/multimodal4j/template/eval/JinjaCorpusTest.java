package io.multimodal4j.template.eval;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.multimodal4j.template.syntax.Source;
import io.multimodal4j.template.value.Budget;
import io.multimodal4j.template.value.TemplateFailure;
import io.multimodal4j.template.value.Value;
import io.multimodal4j.template.value.Values;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the real Jinja2 made of small templates, a rule each; see {@code make_template_goldens.py}. */
class JinjaCorpusTest {

    private static final JsonNode CORPUS = read();
    private static final LocalDateTime NOW =
            LocalDateTime.parse(CORPUS.get("now").asText());
    private static final Map<String, Value> VARIABLES = variables();

    private static JsonNode read() {
        try (InputStream in = JinjaCorpusTest.class.getResourceAsStream("/golden/jinja-corpus.json")) {
            return new ObjectMapper().readTree(Objects.requireNonNull(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Value> variables() {
        Map<String, Value> variables = new HashMap<>();
        CORPUS.get("variables")
                .properties()
                .forEach(entry -> variables.put(
                        entry.getKey(), Values.data(new ObjectMapper().convertValue(entry.getValue(), Object.class))));
        return variables;
    }

    /** The text, or when and how the template was refused. */
    static String outcome(String template) {
        Program program;
        try {
            program = Program.load(new Source(template));
        } catch (TemplateFailure e) {
            return "load: " + e.reason() + " " + e.getMessage();
        }
        try {
            return "text: " + program.render(VARIABLES, new Budget(1_000_000, 10_000_000, 500), () -> NOW);
        } catch (TemplateFailure e) {
            return "render: " + e.reason() + " " + e.getMessage();
        }
    }

    private static boolean agrees(JsonNode entry, String outcome) {
        if (entry.has("text")) {
            return outcome.equals("text: " + entry.get("text").asText());
        }
        // What Jinja2 finds out when it renders may be known here before.
        return outcome.startsWith("load: ")
                || (entry.get("fails").asText().equals("render") && outcome.startsWith("render: "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "literals",
                "operators",
                "subscripts",
                "methods",
                "filters",
                "json",
                "tests",
                "globals",
                "statements",
                "whitespace",
                "arguments",
                "unsupported",
                "generated"
            })
    void agreesWithJinja(String group) {
        List<String> differences = new ArrayList<>();
        int records = 0;
        for (JsonNode entry : CORPUS.get("records")) {
            if (entry.get("group").asText().equals(group)) {
                records++;
                String outcome = outcome(entry.get("template").asText());
                if (!agrees(entry, outcome)) {
                    differences.add(entry + "\n  here " + outcome);
                }
            }
        }
        assertThat(records).isPositive();
        assertThat(differences).isEmpty();
    }
}
