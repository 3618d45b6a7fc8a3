package io.multimodal4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.multimodal4j.TestPictures;
import io.multimodal4j.samples.Backends;
import io.multimodal4j.samples.LlavaGoldens;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CommandLineTest {

    private static final String MODEL = LlavaGoldens.MODEL_DIRECTORY.toString();
    private static final String HARBOUR = LlavaGoldens.HARBOUR.toString();
    private static final String PROMPT = "USER: <image>\nWhat is this? ASSISTANT:";

    @TempDir
    private Path folder;

    private record Result(int code, String out, String err) {
        JsonNode json() {
            try {
                assertThat(err).isEmpty();
                assertThat(code).isZero();
                assertThat(out.strip()).doesNotContain("\n");
                return new ObjectMapper().readTree(out);
            } catch (JsonProcessingException e) {
                throw new AssertionError(out, e);
            }
        }
    }

    private static Result run(String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Main.run(new PrintWriter(out), new PrintWriter(err), args);
        return new Result(code, out.toString(), err.toString());
    }

    @ParameterizedTest
    @MethodSource("io.multimodal4j.samples.Backends#here")
    void processPrintsTheContract(String backend) {
        JsonNode json = run(
                        "process",
                        "--model-dir",
                        MODEL,
                        "--prompt",
                        PROMPT,
                        "--image",
                        HARBOUR,
                        "--backend",
                        backend,
                        "--json")
                .json();
        assertThat(fieldNames(json))
                .containsExactly(
                        "model", "backend", "prompt_token_ids", "placeholders", "fields", "hashes", "timings_ms");
        assertThat(json.get("model").asText()).isEqualTo("LlavaForConditionalGeneration");
        assertThat(json.get("backend").asText()).isEqualTo(backend);
        assertThat(json.get("prompt_token_ids")).hasSize(587);
        assertThat(json.get("placeholders").toString())
                .isEqualTo("{\"image\":[{\"offset\":3,\"length\":576,\"embeds\":576,\"is_embed\":[[0,576]]}]}");
        JsonNode field = json.at("/fields/pixel_values");
        assertThat(fieldNames(field)).containsExactly("modality", "layout", "dtype", "shape", "sha256");
        assertThat(field.get("modality").asText()).isEqualTo("image");
        assertThat(field.get("layout").asText()).isEqualTo("batched");
        assertThat(field.get("dtype").asText()).isEqualTo("float32");
        assertThat(field.get("shape").toString()).isEqualTo("[1,3,336,336]");
        JsonNode golden = LlavaGoldens.list("pixel_values").stream()
                .filter(entry -> entry.path("file").asText().endsWith("harbour.jpg"))
                .findFirst()
                .orElseThrow();
        assertThat(field.get("sha256")).isEqualTo(golden.get("sha256"));
        assertThat(json.at("/hashes/image/0").asText()).matches("[0-9a-f]{64}");
        assertThat(fieldNames(json.get("timings_ms")))
                .containsExactly("open", "hash", "tokenize", "expand", "decode", "preprocess");
    }

    private static List<String> fieldNames(JsonNode json) {
        List<String> names = new ArrayList<>();
        json.fieldNames().forEachRemaining(names::add);
        return names;
    }

    @Test
    void tokenIdsAreTakenAsTheyAre() {
        JsonNode json = run(
                        "process",
                        "--model-dir",
                        MODEL,
                        "--prompt-token-ids",
                        "5,967,7,967",
                        "--image",
                        HARBOUR,
                        "--image",
                        HARBOUR,
                        "--json")
                .json();
        assertThat(json.get("prompt_token_ids")).hasSize(2 + 2 * 576);
        assertThat(json.at("/placeholders/image/1/offset").asInt()).isEqualTo(578);
        assertThat(json.at("/fields/pixel_values/shape").toString()).isEqualTo("[2,3,336,336]");
        assertThat(json.at("/hashes/image/0")).isEqualTo(json.at("/hashes/image/1"));
    }

    @Test
    void countAgreesWithProcess() {
        JsonNode json = run("count", "--model-dir", MODEL, "--prompt", PROMPT, "--image", HARBOUR, "--json")
                .json();
        assertThat(json.toString())
                .isEqualTo(
                        "{\"model\":\"LlavaForConditionalGeneration\",\"items\":{\"image\":[576]},\"prompt_tokens\":587}");
    }

    @Test
    void modelsAreListed() {
        JsonNode json = run("models", "--json").json();
        assertThat(json.toString())
                .contains("{\"model\":\"LlavaForConditionalGeneration\",\"class\":\"io.multimodal4j.samples.Llava\"")
                .contains("\"image\":{\"limit\":null,\"fields\":{\"pixel_values\":"
                        + "{\"layout\":\"batched\",\"dtype\":\"float32\",\"shape\":\"n 3 h w\"}},"
                        + "\"prompt_updates\":[{\"mode\":\"replace\",\"target\":\"<image>\"}]}");
        assertThat(run("models").out()).contains("LlavaForConditionalGeneration", "pixel_values", "replace <image>");
    }

    @Test
    void profileMeasuresTheWorstCase() {
        JsonNode json = run("profile", "--model-dir", MODEL, "--count", "image=3", "--json")
                .json();
        assertThat(json.at("/items/image").toString()).isEqualTo("[576,576,576]");
        assertThat(json.at("/fields/pixel_values/bytes").asLong()).isEqualTo(3L * 3 * 336 * 336 * 4);
        assertThat(json.get("peak_native_bytes").asLong())
                .isBetween(3L * 3 * 336 * 336 * 4, 3L * 3 * 336 * 336 * 4 + 3L * 336 * 336 * 3);
        assertThat(run("profile", "--model-dir", MODEL).out())
                .contains("1 items of at most 576 tokens", "1,354,752 bytes (1.3 MiB)", "peak native memory");
    }

    @Test
    void processorOptionsAreLaidOverTheModelDirectory() {
        List<String> arguments = List.of("--model-dir", MODEL, "--prompt", PROMPT, "--image", HARBOUR, "--json");
        JsonNode plain = run(with(arguments, "process")).json();
        JsonNode smaller = run(with(
                        arguments,
                        "process",
                        "--processor-kwargs",
                        "{\"crop_size\": 224, \"size\": {\"shortest_edge\": 224}}"))
                .json();
        assertThat(smaller.at("/fields/pixel_values/shape").toString()).isEqualTo("[1,3,224,224]");
        assertThat(smaller.at("/hashes/image/0")).isNotEqualTo(plain.at("/hashes/image/0"));
        JsonNode same = run(with(arguments, "process", "--processor-kwargs", "{\"do_resize\": true}"))
                .json();
        assertThat(same.get("hashes")).isEqualTo(plain.get("hashes"));
        assertThat(run(
                                "count",
                                "--model-dir",
                                MODEL,
                                "--prompt",
                                PROMPT,
                                "--image",
                                HARBOUR,
                                "--processor-kwargs",
                                "{\"do_resise\": 1}")
                        .err())
                .contains("'do_resise' is no processor option of the model LlavaForConditionalGeneration", "do_resize");
        assertThat(run("profile", "--model-dir", MODEL, "--processor-kwargs", "{\"do_resize\": 1}")
                        .err())
                .contains("the processor options: do_resize is 1, expected true or false");
    }

    private static String[] with(List<String> arguments, String command, String... more) {
        List<String> all = new ArrayList<>(List.of(command));
        all.addAll(arguments);
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    @Test
    void soundsAreProcessedAndCounted() {
        String[] sound = {
            "--audio", "src/test/resources/sounds/s32.wav", "--audio", "src/test/resources/sounds/s16-stereo.wav"
        };
        String prompt = "<|audio_bos|><|AUDIO|><|audio_eos|>";
        // 200 samples at 96,000 Hz are 34 at the model's rate: not one token.
        assertThat(run("count", "--model-dir", "models/qwen2-audio", "--prompt", prompt, sound[0], sound[1])
                        .err())
                .contains("audio 0: a sound of 34 samples at 16000 Hz is too short for the model");
        String[] whisper = {"--model-dir", "models/whisper", "--prompt", "<|startoftranscript|>", sound[2], sound[3]};
        JsonNode json = run(with(List.of(whisper), "process", "--json")).json();
        assertThat(json.at("/fields/input_features/shape").toString()).isEqualTo("[1,80,3000]");
        assertThat(json.get("encoder_prompt_token_ids")).hasSize(1500);
        assertThat(json.get("prompt_token_ids")).hasSize(1);
        assertThat(run(with(List.of(whisper), "process")).out()).contains("encoder's prompt", "1,500 tokens");
        assertThat(run(with(List.of(whisper), "count", "--json"))
                        .json()
                        .at("/items/audio")
                        .toString())
                .isEqualTo("[1500]");
        assertThat(run("profile", "--model-dir", "models/qwen2-audio", "--json")
                        .json()
                        .at("/items/audio")
                        .toString())
                .isEqualTo("[750]");
    }

    @Test
    void aModelThatTakesNoVideoSaysSo() {
        assertThat(run(
                                "count",
                                "--model-dir",
                                MODEL,
                                "--prompt",
                                PROMPT,
                                "--video",
                                "src/test/resources/pictures",
                                "--num-frames",
                                "2")
                        .err())
                .contains("LlavaForConditionalGeneration takes no video");
    }

    @Test
    void peopleGetATable() {
        Result result = run(
                "process", "--model-dir", MODEL, "--prompt", "<image><image>", "--image", HARBOUR, "--image", HARBOUR);
        assertThat(result.code()).isZero();
        assertThat(result.out())
                .contains(
                        "1,153 tokens",
                        "576 embeddings in 576 tokens from position 577",
                        "2,709,504 bytes (2.6 MiB)",
                        " ms");
    }

    @Test
    void dumpIsSafetensors() throws Exception {
        Path file = folder.resolve("fields.safetensors");
        JsonNode json = run(
                        "process",
                        "--model-dir",
                        MODEL,
                        "--prompt",
                        "<image>",
                        "--image",
                        HARBOUR,
                        "--dump",
                        file.toString(),
                        "--json")
                .json();
        byte[] bytes = Files.readAllBytes(file);
        long header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
        assertThat(header % 8).isZero();
        JsonNode described = new ObjectMapper().readTree(new String(bytes, 8, (int) header, StandardCharsets.UTF_8));
        assertThat(described.toString())
                .isEqualTo(
                        "{\"pixel_values\":{\"dtype\":\"F32\",\"shape\":[1,3,336,336],\"data_offsets\":[0,1354752]}}");
        byte[] data = Arrays.copyOfRange(bytes, (int) (8 + header), bytes.length);
        assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(data)))
                .isEqualTo(json.at("/fields/pixel_values/sha256").asText());
    }

    static Stream<Arguments> badInput() {
        String[] base = {"process", "--model-dir", MODEL, "--prompt", PROMPT};
        return Stream.of(
                Arguments.of("there is no file none.jpg", with(base, "--image", "none.jpg")),
                Arguments.of("config.json is not a picture", with(base, "--image", MODEL + "/config.json")),
                Arguments.of("has 1 '<image>' placeholder but 0 images were given", base),
                Arguments.of(
                        "has 1 '<image>' placeholder but 2 images were given",
                        with(base, "--image", HARBOUR, "--image", HARBOUR)),
                Arguments.of(
                        "at most 0 images may be given in one prompt, got 1",
                        with(base, "--image", HARBOUR, "--limit", "image=0")),
                Arguments.of("the limit is for modality 'video'", with(base, "--limit", "video=1")),
                Arguments.of(
                        "there is no file none.json",
                        new String[] {"count", "--model-dir", MODEL, "--messages", "none.json"}),
                Arguments.of(
                        "the messages are not valid JSON",
                        new String[] {"count", "--model-dir", MODEL, "--messages", "../README.md"}),
                Arguments.of("mutually exclusive", with(base, "--messages", "none.json")),
                Arguments.of("there is no folder nowhere to allow files from", with(base, "--allow-files", "nowhere")),
                Arguments.of("there is no back end 'gpu'", with(base, "--backend", "gpu")),
                Arguments.of("Unknown options: '--imgae'", with(base, "--imgae", HARBOUR)),
                Arguments.of(
                        "Invalid value for option '--prompt-token-ids",
                        new String[] {"process", "--model-dir", MODEL, "--prompt-token-ids", "1,x"}),
                Arguments.of(
                        "there is no model directory at",
                        new String[] {"count", "--model-dir", "nowhere", "--prompt", "x"}),
                Arguments.of(
                        "there is no config.json", new String[] {"count", "--model-dir", "images", "--prompt", "x"}),
                Arguments.of("Missing required option: '--model-dir=DIR'", new String[] {"profile"}),
                Arguments.of("takes [image]", new String[] {"profile", "--model-dir", MODEL, "--count", "audio=1"}),
                Arguments.of("a command is missing", new String[] {}));
    }

    private static String[] with(String[] base, String... more) {
        return Stream.concat(Arrays.stream(base), Arrays.stream(more)).toArray(String[]::new);
    }

    @ParameterizedTest
    @MethodSource("badInput")
    void badInputIsOneLineAndExitCodeTwo(String message, String[] args) {
        Result result = run(args);
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).startsWith("mm4j: ").contains(message).hasLineCount(1);
    }

    @Test
    void damagedFilesAreNamed() throws IOException {
        byte[] png = TestPictures.png(64, 64, 0);
        Path cut = Files.write(folder.resolve("cut.png"), Arrays.copyOf(png, png.length / 2));
        Path directory = Files.createDirectories(folder.resolve("model"));
        Files.writeString(directory.resolve("config.json"), "{\"architectures\": [");
        Result truncated = run("process", "--model-dir", MODEL, "--prompt", "<image>", "--image", cut.toString());
        assertThat(truncated.err()).hasLineCount(1).contains("cut.png is damaged or cut off");
        assertThat(truncated.code()).isEqualTo(2);
        Result malformed = run("process", "--model-dir", directory.toString(), "--prompt", "x");
        assertThat(malformed.err())
                .hasLineCount(1)
                .contains("config.json in " + directory.toAbsolutePath(), "is not valid JSON");
        Files.writeString(directory.resolve("config.json"), "{\"architectures\": [\"Gpt2\"]}");
        Path messages =
                Files.writeString(folder.resolve("messages.json"), "[{\"role\": \"user\", \"content\": \"x\"}]");
        Result noChats = run("count", "--model-dir", "models/blip2", "--messages", messages.toString());
        assertThat(noChats.err())
                .hasLineCount(1)
                .contains("the model Blip2ForConditionalGeneration was loaded without a chat template");
        Result unknown = run("count", "--model-dir", directory.toString(), "--prompt", "x");
        assertThat(unknown.err()).hasLineCount(1).contains("no model is registered for the architecture Gpt2");
    }

    @Test
    void debugShowsTheStackTrace() {
        Result result = run("count", "--model-dir", "nowhere", "--prompt", "x", "--debug");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("\tat io.multimodal4j.");
    }

    @Test
    void allBackEndsOfThisMachineWereTested() {
        assertThat(Backends.here()).contains("java");
    }
}
