package io.multimodal4j.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.testing.compile.Compilation;
import io.multimodal4j.annotations.Modality;
import io.multimodal4j.config.ConfigNode;
import io.multimodal4j.media.AudioLength;
import io.multimodal4j.media.ImageSize;
import io.multimodal4j.media.ItemInfo;
import io.multimodal4j.media.ItemSize;
import io.multimodal4j.media.VideoSize;
import io.multimodal4j.model.ModelRegistration;
import io.multimodal4j.prompt.PromptContent;
import io.multimodal4j.prompt.PromptUpdate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The count functions of the seed models, called through what is generated for them, say what vLLM and Hugging Face say: {@code catalogue-counts.txt}. */
@SuppressWarnings("NullAway.Init")
class SeedModelCountsTest {

    private static final Path COUNTS = Javac.resource("catalogue-counts.txt");
    private static final Pattern FILE = Pattern.compile("(\\w+\\.json): (.*)");
    private static final Pattern COUNT = Pattern.compile("([0-9x@]+)(?: of (\\d+))? = (?:(error)|(\\d+)(?: (\\d+))?)");

    private static MemoryLoader loader;

    /** A model with the files of its directory and the items that were counted with them. */
    private record Case(int number, String model, Map<String, String> files, List<Count> counts) {
        @Override
        public String toString() {
            return model + " " + number;
        }
    }

    /** What one item becomes; nothing for an item that is refused. */
    private record Count(ItemSize size, int items, OptionalInt embeddings, OptionalInt tokens) {
        static Count of(Matcher line) {
            return new Count(
                    size(line.group(1)),
                    line.group(2) == null ? 1 : Integer.parseInt(line.group(2)),
                    number(line.group(4)),
                    number(line.group(5)));
        }

        private static OptionalInt number(String text) {
            return text == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(text));
        }

        private static ItemSize size(String text) {
            String[] parts = text.split("[x@]", -1);
            int[] numbers = Stream.of(parts).mapToInt(Integer::parseInt).toArray();
            if (text.contains("@")) {
                return new AudioLength(numbers[0], numbers[1]);
            }
            return numbers.length == 2
                    ? new ImageSize(numbers[0], numbers[1])
                    : new VideoSize(numbers[0], numbers[1], numbers[2]);
        }

        String modality() {
            return size instanceof ImageSize
                    ? Modality.IMAGE
                    : size instanceof VideoSize ? Modality.VIDEO : Modality.AUDIO;
        }
    }

    @BeforeAll
    static void compile() {
        Compilation compilation = Javac.compiler().compile(Javac.sources(Javac.resource("catalogue")));
        assertThat(Javac.diagnostics(compilation)).isEmpty();
        loader = new MemoryLoader(compilation);
    }

    static List<Case> cases() throws IOException {
        List<Case> cases = new ArrayList<>();
        for (String line : Files.readAllLines(COUNTS)) {
            Matcher file = FILE.matcher(line);
            Matcher count = COUNT.matcher(line);
            if (line.startsWith("[")) {
                cases.add(new Case(
                        cases.size() + 1,
                        line.substring(1, line.length() - 1),
                        new LinkedHashMap<>(),
                        new ArrayList<>()));
            } else if (file.matches()) {
                cases.get(cases.size() - 1).files().put(file.group(1), file.group(2));
            } else if (count.matches()) {
                cases.get(cases.size() - 1).counts().add(Count.of(count));
            } else {
                assertThat(line).matches("(#.*)?");
            }
        }
        return cases;
    }

    @Test
    void noSeedModelIsLeftOut() throws IOException {
        assertThat(cases()).extracting(Case::model).containsAll(SeedModelsTest.models());
        assertThat(cases()).allSatisfy(c -> assertThat(c.counts()).isNotEmpty());
    }

    private static ConfigNode files(Case wanted) {
        ConfigNode config = node(wanted, "config.json");
        for (String name : wanted.files().keySet()) {
            config = config.withFile(name, node(wanted, name));
        }
        return config;
    }

    private static ConfigNode node(Case wanted, String name) {
        return ConfigNode.parse(name, wanted.files().getOrDefault(name, "{}").getBytes(StandardCharsets.UTF_8));
    }

    @SuppressWarnings("unchecked")
    private static ModelRegistration<Object> registration(Case wanted) throws ReflectiveOperationException {
        return (ModelRegistration<Object>) loader.loadClass("catalogue." + wanted.model() + "_Registration")
                .getMethod("registration")
                .invoke(null);
    }

    private static PromptContent content(List<PromptUpdate> updates, Count count, ItemSize size) {
        return updates.stream()
                .filter(update -> update.modality().equals(count.modality()))
                .findFirst()
                .orElseThrow()
                .content(new ItemInfo(size, 0, count.items()));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void countsAsTheReference(Case wanted) throws ReflectiveOperationException {
        ModelRegistration<Object> registration = registration(wanted);
        Object config = registration.readConfig(files(wanted));
        List<PromptUpdate> updates = registration.promptUpdates(config);
        assertThat(wanted.counts()).allSatisfy(count -> {
            if (count.embeddings().isEmpty()) {
                assertThatIllegalArgumentException().isThrownBy(() -> content(updates, count, count.size()));
                return;
            }
            List<PromptContent.Piece> pieces =
                    content(updates, count, count.size()).pieces();
            assertThat(embeddings(pieces)).isEqualTo(count.embeddings().getAsInt());
            count.tokens().ifPresent(tokens -> assertThat(tokens(pieces)).isEqualTo(tokens));
            registration
                    .info()
                    .sizeWithMostFeatures(config, count.modality())
                    .ifPresent(largest -> assertThat(
                                    embeddings(content(updates, count, largest).pieces()))
                            .as("the most, of %s", largest)
                            .isGreaterThanOrEqualTo(embeddings(pieces)));
        });
    }

    private static int embeddings(List<PromptContent.Piece> pieces) {
        return pieces.stream()
                .filter(PromptContent.Tokens.class::isInstance)
                .map(PromptContent.Tokens.class::cast)
                .filter(PromptContent.Tokens::embed)
                .mapToInt(PromptContent.Tokens::count)
                .sum();
    }

    private static int tokens(List<PromptContent.Piece> pieces) {
        return pieces.stream()
                .mapToInt(piece -> piece instanceof PromptContent.Tokens tokens ? tokens.count() : 1)
                .sum();
    }
}
