package io.multimodal4j.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import io.multimodal4j.annotations.ConfigFile;
import io.multimodal4j.annotations.Modality;
import io.multimodal4j.config.ConfigException;
import io.multimodal4j.config.ConfigNode;
import io.multimodal4j.media.AudioLength;
import io.multimodal4j.media.ImageSize;
import io.multimodal4j.media.ItemInfo;
import io.multimodal4j.media.ItemSize;
import io.multimodal4j.media.VideoSize;
import io.multimodal4j.model.DummyInputsBuilder;
import io.multimodal4j.model.ModelRegistration;
import io.multimodal4j.prompt.PromptContent;
import io.multimodal4j.prompt.PromptException;
import io.multimodal4j.prompt.PromptUpdate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;

/**
 * Two thousand declarations with mistakes in them: the processor never fails, no error is in what it generates, and whatever compiles can be loaded and used.
 */
class MutationTest {

    private static final int MUTANTS = 2_000;
    private static final int TOGETHER = 200;
    private static final long SEED = 20_240_607;

    private static final Pattern ARCHITECTURE = Pattern.compile("@RegisterProcessor\\((?:\\s*value = )?\"(?=\\w)");

    private static final String CONFIG = """
            {"vision_config": {"image_size": 28, "patch_size": 14}, "image_size": 28, "patch_size": 14,
             "image_grid_pinpoints": [[672, 672]]}
            """;

    private static final Map<String, String> OTHER_FILES = Map.of(
            ConfigFile.PREPROCESSOR,
                    "{\"size\": {\"longest_edge\": 1456}, \"max_image_size\": {\"longest_edge\": 364}}",
            ConfigFile.PROCESSOR, "{\"candidate_resolutions\": [[384, 384]]}");

    private static final Map<String, ItemSize> SIZES = Map.of(
            Modality.IMAGE, new ImageSize(640, 480),
            Modality.VIDEO, new VideoSize(4, 320, 240),
            Modality.AUDIO, new AudioLength(160_000, 16_000));

    /** One declaration with mistakes, in a package of its own. */
    private record Mutant(String packageName, String model, String text) {

        static Mutant of(Path base, int number, Random random) {
            try {
                String text = Mutator.mutate(Files.readString(base), random);
                if (random.nextInt(4) == 0) {
                    text = Mutator.mutate(text, random);
                }
                String name = "m" + number;
                text = text.replace("package catalogue;", "package " + name + ";");
                Matcher architecture = ARCHITECTURE.matcher(text);
                // Otherwise two mutants of one model would serve the same architecture.
                text = architecture.replaceFirst(found -> Matcher.quoteReplacement(found.group() + name));
                return new Mutant(name, base.getFileName().toString().replace(".java", ""), text);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        JavaFileObject source() {
            return JavaFileObjects.forSourceString(packageName + "." + model, text);
        }
    }

    @Test
    void noMistakeBreaksTheProcessorAndWhatCompilesWorks() throws Exception {
        List<Path> bases;
        try (Stream<Path> files = Files.list(Javac.resource("catalogue"))) {
            bases = files.filter(f -> f.toString().endsWith(".java")).sorted().toList();
        }
        Random random = new Random(SEED);
        int used = 0;
        for (int first = 0; first < MUTANTS; first += TOGETHER) {
            Map<String, Mutant> mutants = new TreeMap<>();
            for (int i = first; i < first + TOGETHER; i++) {
                Mutant mutant = Mutant.of(bases.get(i % bases.size()), i, random);
                mutants.put(mutant.packageName(), mutant);
            }
            used += use(mutants);
        }
        assertThat(used).as("mutants that compile").isBetween(MUTANTS / 10, MUTANTS * 9 / 10);
    }

    /** Takes away what has errors until the rest compiles, because javac stops at different places for different errors. */
    private static int use(Map<String, Mutant> mutants) throws ReflectiveOperationException {
        while (true) {
            Compilation compilation = Compiler.javac()
                    .withProcessors(new ModelProcessor(), new RegistryProcessor())
                    .withOptions("-Xlint:all,-processing,-classfile", "-Xmaxerrs", "100000", "-Xmaxwarns", "100000")
                    .compile(mutants.values().stream().map(Mutant::source).toList());
            Set<String> wrong = wrong(compilation, mutants);
            mutants.keySet().removeAll(wrong);
            if (wrong.isEmpty()) {
                assertThat(compilation.status()).isEqualTo(Compilation.Status.SUCCESS);
                MemoryLoader loader = new MemoryLoader(compilation);
                for (Mutant mutant : mutants.values()) {
                    load(mutant, loader);
                }
                return mutants.size();
            }
        }
    }

    /** The packages with errors, none of which may be an error of the processor or only in what it generated. */
    private static Set<String> wrong(Compilation compilation, Map<String, Mutant> mutants) {
        Set<String> wrong = new HashSet<>();
        List<String> inGenerated = new ArrayList<>();
        for (Diagnostic<? extends JavaFileObject> diagnostic : compilation.diagnostics()) {
            String message = diagnostic.getMessage(Locale.ROOT);
            JavaFileObject source = diagnostic.getSource();
            assertThat(message).doesNotContain("MM4J999", "MM4J901");
            String path = source == null ? "" : source.toUri().getPath();
            String packageName = path.replaceFirst("^(?:.*/)?(m\\d+)/[^/]*$", "$1");
            if (path.endsWith("_Registration.java")) {
                inGenerated.add(packageName + ": " + message);
            } else if (diagnostic.getKind() == Diagnostic.Kind.ERROR) {
                assertThat(mutants.keySet()).as("%s: %s", path, message).contains(packageName);
                wrong.add(packageName);
            }
        }
        assertThat(inGenerated)
                .allSatisfy(text -> assertThat(wrong).as(text).contains(text.substring(0, text.indexOf(':'))));
        return wrong;
    }

    private static ConfigNode files() {
        ConfigNode config = node("config.json", CONFIG);
        for (Map.Entry<String, String> file : OTHER_FILES.entrySet()) {
            config = config.withFile(file.getKey(), node(file.getKey(), file.getValue()));
        }
        return config;
    }

    private static ConfigNode node(String name, String json) {
        return ConfigNode.parse(name, json.getBytes(StandardCharsets.UTF_8));
    }

    private static void load(Mutant mutant, ClassLoader loader) throws ReflectiveOperationException {
        String name = mutant.packageName() + "." + mutant.model() + "_Registration";
        if (!mutant.text().contains("@RegisterProcessor")) {
            return;
        }
        @SuppressWarnings("unchecked")
        ModelRegistration<Object> registration = (ModelRegistration<Object>)
                loader.loadClass(name).getMethod("registration").invoke(null);
        assertThat(registration.schema().modalities()).as(name).isNotEmpty();
        Object config;
        try {
            config = registration.readConfig(files());
        } catch (ConfigException e) {
            return; // A mistake in a key: the declaration asks for what the file does not have.
        }
        List<PromptUpdate> updates = registration.promptUpdates(config);
        assertThat(updates).as(name).isNotEmpty();
        Map<String, List<PromptContent.Piece>> contents = new HashMap<>();
        for (PromptUpdate update : updates) {
            ItemSize size = java.util.Objects.requireNonNull(SIZES.get(update.modality()));
            try {
                List<PromptContent.Piece> pieces =
                        update.content(new ItemInfo(size, 0, 1)).pieces();
                assertThat(pieces).as(name).isNotEmpty();
                // An item becomes the same wherever it goes: whichever of a modality's updates applies.
                assertThat(contents.computeIfAbsent(update.modality(), m -> pieces))
                        .as(name)
                        .isEqualTo(pieces);
            } catch (PromptException | IllegalArgumentException | ArithmeticException e) {
                assertThat(e).as("what the model's own function says").isNotNull();
            }
        }
        assertThat(registration.dummyInputs(config, new DummyInputsBuilder(Map.of("image", 1), SIZES)))
                .isNotNull();
        assertThat(registration.info()).isNotNull();
    }
}
