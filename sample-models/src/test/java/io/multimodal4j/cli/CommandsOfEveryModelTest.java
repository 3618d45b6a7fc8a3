package io.multimodal4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.multimodal4j.MultiModalProcessor;
import io.multimodal4j.TestPictures;
import io.multimodal4j.model.ModelSchema;
import io.multimodal4j.prompt.PromptUpdate;
import io.multimodal4j.samples.Backends;
import io.multimodal4j.samples.TestSounds;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The commands on every model directory, with a file of each modality that its model takes: a picture, a folder of frames, a WAV file. */
class CommandsOfEveryModelTest {

    private static final Path HARBOUR = Path.of("images/harbour.jpg");
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private static Path folder;

    private static Path sound;
    private static Path frames;

    @BeforeAll
    static void writeMedia() throws IOException {
        sound = Files.write(folder.resolve("sound.wav"), TestSounds.wav(22_050, 22_050));
        frames = Files.createDirectories(folder.resolve("frames"));
        for (int i = 0; i < 5; i++) {
            Files.write(frames.resolve("frame" + i + ".png"), TestPictures.png(90, 70, i));
        }
    }

    static Stream<Path> directories() throws IOException {
        try (Stream<Path> folders = Files.list(Path.of("models"))) {
            return folders.sorted().toList().stream();
        }
    }

    static Stream<Arguments> directoriesAndBackends() throws IOException {
        List<String> backends = Backends.here().toList();
        return directories().flatMap(directory -> backends.stream().map(backend -> Arguments.of(directory, backend)));
    }

    /** What a model takes, from its declaration. */
    private record Model(Path directory, Map<String, String> placeholders, boolean chats, boolean encoderPrompt) {

        static Model of(Path directory) {
            try (MultiModalProcessor processor =
                    MultiModalProcessor.builder(directory).backend("java").load()) {
                Map<String, String> placeholders = new TreeMap<>();
                for (ModelSchema.ModalitySchema modality : processor.schema().modalities()) {
                    String target = modality.promptUpdates().get(0).target();
                    placeholders.put(modality.modality(), target.replace(PromptUpdate.NUMBER, "1"));
                }
                return new Model(
                        directory,
                        placeholders,
                        processor.chatTemplate().isPresent(),
                        processor.architecture().startsWith("Whisper"));
            }
        }

        String prompt() {
            String placed = encoderPrompt
                    ? "<|startoftranscript|>"
                    : placeholders.values().stream().collect(Collectors.joining("\n"));
            return placed + "What is this?\n";
        }

        List<String> media() {
            List<String> options = new ArrayList<>();
            for (String modality : placeholders.keySet()) {
                options.add("--" + modality);
                options.add(file(modality).toString());
            }
            return options;
        }

        /** A message with everything that the model takes: pictures and sounds as OpenAI has them, videos beside. */
        String messages() {
            List<String> parts = new ArrayList<>();
            for (String modality : placeholders.keySet()) {
                parts.add(
                        switch (modality) {
                            case "image" ->
                                "{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:image/jpeg;base64,"
                                        + base64(HARBOUR) + "\"}}";
                            case "audio" ->
                                "{\"type\":\"input_audio\",\"input_audio\":{\"format\":\"wav\",\"data\":\""
                                        + base64(sound) + "\"}}";
                            default -> "{\"type\":\"video\"}";
                        });
            }
            parts.add("{\"type\":\"text\",\"text\":\"What is this? <image>\"}");
            return "[{\"role\":\"user\",\"content\":[" + String.join(",", parts) + "]}]";
        }
    }

    private static Path file(String modality) {
        return switch (modality) {
            case "image" -> HARBOUR;
            case "video" -> frames;
            default -> sound;
        };
    }

    private static String base64(Path file) {
        try {
            return Base64.getEncoder().encodeToString(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode run(String command, Model model, List<String> more) {
        List<String> args = new ArrayList<>(
                List.of(command, "--model-dir", model.directory().toString(), "--json"));
        args.addAll(more);
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Main.run(new PrintWriter(out), new PrintWriter(err), args.toArray(String[]::new));
        assertThat(err.toString()).isEmpty();
        assertThat(code).isZero();
        try {
            return JSON.readTree(out.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> list(List<String> first, String... more) {
        return Stream.concat(first.stream(), Stream.of(more)).toList();
    }

    @ParameterizedTest
    @MethodSource("directoriesAndBackends")
    void processAndCountAgree(Path directory, String backend) {
        Model model = Model.of(directory);
        List<String> request = list(model.media(), "--prompt", model.prompt(), "--backend", backend);
        JsonNode processed = run("process", model, request);
        JsonNode counted = run("count", model, request);
        assertThat(processed.get("backend").asText()).isEqualTo(backend);
        assertThat(processed.get("fields")).isNotEmpty();
        assertThat(counted.get("prompt_tokens").asInt())
                .isEqualTo(processed.get("prompt_token_ids").size());
        for (String modality : model.placeholders().keySet()) {
            JsonNode placed = processed.get("placeholders").get(modality);
            assertThat(placed).hasSize(1);
            assertThat(counted.get("items").get(modality).get(0).asInt())
                    .isEqualTo(placed.get(0).get("embeds").asInt())
                    .isPositive();
            assertThat(processed.get("hashes").get(modality)).hasSize(1);
        }
    }

    @ParameterizedTest
    @MethodSource("directories")
    void profileMeasuresTheWorstCase(Path directory) {
        Model model = Model.of(directory);
        JsonNode profile = run("profile", model, List.of());
        JsonNode counted = run("count", model, list(model.media(), "--prompt", model.prompt()));
        for (String modality : model.placeholders().keySet()) {
            assertThat(profile.get("items").get(modality).get(0).asInt())
                    .isGreaterThanOrEqualTo(
                            counted.get("items").get(modality).get(0).asInt());
        }
        assertThat(profile.get("peak_native_bytes").asLong()).isPositive();
    }

    @ParameterizedTest
    @MethodSource("directories")
    void conversationsAreProcessedAndCounted(Path directory) throws IOException {
        Model model = Model.of(directory);
        if (!model.chats()) {
            return;
        }
        Path messages = Files.writeString(folder.resolve(directory.getFileName() + ".json"), model.messages());
        List<String> request = new ArrayList<>(List.of("--messages", messages.toString()));
        if (model.placeholders().containsKey("video")) {
            request.addAll(List.of("--video", frames.toString()));
        }
        JsonNode processed = run("process", model, request);
        JsonNode counted = run("count", model, request);
        assertThat(counted.get("prompt_tokens").asInt())
                .isEqualTo(processed.get("prompt_token_ids").size());
        for (String modality : model.placeholders().keySet()) {
            assertThat(processed.get("placeholders").get(modality)).hasSize(1);
            assertThat(counted.get("items").get(modality)).hasSize(1);
        }
    }

    /** The options of a load are part of what the schema says of it. */
    @ParameterizedTest
    @MethodSource("directories")
    void schemaOfALoadedDirectory(Path directory) {
        StringWriter out = new StringWriter();
        int code = Main.run(
                new PrintWriter(out),
                new PrintWriter(new StringWriter()),
                "schema",
                "--model-dir",
                directory.toString(),
                "--dtype",
                "bfloat16");
        assertThat(code).isZero();
        try {
            for (JsonNode modality : JSON.readTree(out.toString()).get("modalities")) {
                assertThat(modality.get("options")).isNotEmpty();
                assertThat(modality.get("fields").toString())
                        .contains("bfloat16")
                        .doesNotContain("float32");
                if (!modality.get("modality").asText().equals("audio")) {
                    assertThat(modality.get("parities").toString()).isEqualTo("[\"pil\",\"torchvision\"]");
                    assertThat(modality.get("parity").asText()).isIn("pil", "torchvision");
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
