package io.multimodal4j.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.multimodal4j.annotations.ConfigFile;
import io.multimodal4j.annotations.DType;
import io.multimodal4j.annotations.Layout;
import io.multimodal4j.config.ConfigException;
import io.multimodal4j.config.ConfigNode;
import io.multimodal4j.field.EncodeInputs;
import io.multimodal4j.field.FieldException;
import io.multimodal4j.media.AudioLength;
import io.multimodal4j.media.ImageSize;
import io.multimodal4j.media.ItemInfo;
import io.multimodal4j.media.ItemSize;
import io.multimodal4j.model.DummyInputsBuilder;
import io.multimodal4j.model.ModelContext;
import io.multimodal4j.model.ModelIndex;
import io.multimodal4j.model.ModelRegistration;
import io.multimodal4j.model.ModelSchema;
import io.multimodal4j.model.ModelSchema.ModalitySchema;
import io.multimodal4j.model.SupportsMultiModal;
import io.multimodal4j.prompt.Prompt;
import io.multimodal4j.prompt.PromptContent;
import io.multimodal4j.prompt.PromptUpdate;
import io.multimodal4j.tensor.Tensor;
import io.multimodal4j.tensor.TensorAllocator;
import java.io.IOException;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Runs what was generated for the model of {@code golden/modalities}. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class RegistrationTest {

    private static final String CONFIG = """
            {
              "patch": 4,
              "big_number": 5000000000,
              "layer_norm_eps": 1e-5,
              "use_flash": true,
              "model_type": "omni",
              "select": "default",
              "maybe_select": "full",
              "audio_tower": {"hidden_size": 8, "inner": {"hidden_size": 4}},
              "image_mean": [0.5, 1],
              "layers": [1, 2],
              "names": [["a"], []],
              "towers": [{"hidden_size": 1}],
              "selects": ["full"],
              "grid": [["full", "default"]],
              "llm_config": {"hidden_size": 16, "inner": null},
              "num_kv_heads2d": 3,
              "unknown": {}
            }
            """;

    private URLClassLoader loader;
    private ModelRegistration<Object> registration;

    @BeforeAll
    @SuppressWarnings("unchecked")
    void compileAndLoad(@TempDir Path folder) throws IOException {
        Path sources = Javac.resource("golden/modalities/src/com/acme");
        DiskJavac project = new DiskJavac(folder)
                .source("com/acme/Omni", Files.readString(sources.resolve("Omni.java")))
                .source("com/acme/OmniConfig", Files.readString(sources.resolve("OmniConfig.java")));
        assertThat(project.compileAll()).isEmpty();
        loader = IncrementalTest.loader(project);
        ModelIndex index =
                ServiceLoader.load(ModelIndex.class, loader).findFirst().orElseThrow();
        assertThat(index.architectures()).containsExactly("OmniForConditionalGeneration", "OmniModel");
        registration = (ModelRegistration<Object>) index.registration("OmniModel");
        assertThatThrownBy(() -> index.registration("Other"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no model here serves the architecture Other");
    }

    @AfterAll
    void closeLoader() throws IOException {
        loader.close();
    }

    private static ConfigNode node(String json) {
        return file("config.json", json);
    }

    private Object config() {
        return registration.readConfig(node(CONFIG));
    }

    @Test
    void theConfigIsReadWithDefaultsOptionalsListsEnumsAndNestedRecords() {
        assertThat(config())
                .hasToString("OmniConfig[patch=4, bigNumber=5000000000, layerNormEps=1.0E-5, useFlash=true,"
                        + " modelType=omni, select=DEFAULT, maxLength=Optional.empty, maybeSelect=Optional[FULL],"
                        + " audioTower=Optional[Tower[hiddenSize=8, inner=Optional[Tower[hiddenSize=4, inner=Optional.empty]]]],"
                        + " imageMean=Optional[[0.5, 1.0]], layers=[1, 2], names=[[a], []],"
                        + " towers=[Tower[hiddenSize=1, inner=Optional.empty]], selects=[FULL],"
                        + " grid=[[FULL, DEFAULT]], textConfig=Tower[hiddenSize=16, inner=Optional.empty],"
                        + " offset=-1, eps=1.0E-6, bias=true, textual=224, suffix=, fallback=FULL, numKVHeads2D=3,"
                        + " pictures=Pictures[minPixels=3136, size=Optional.empty], generation=Optional.empty]");
    }

    @Test
    void otherFilesAreRead() {
        ConfigNode files = node(CONFIG)
                .withFile(
                        ConfigFile.PREPROCESSOR,
                        file(ConfigFile.PREPROCESSOR, "{\"min_pixels\": 7, \"size\": {\"hidden_size\": 2}}"))
                .withFile(ConfigFile.GENERATION, file(ConfigFile.GENERATION, "{\"max_new_tokens\": 5}"));

        assertThat(registration.readConfig(files).toString())
                .contains("pictures=Pictures[minPixels=7, size=Optional[Tower[hiddenSize=2, inner=Optional.empty]]]")
                .contains("generation=Optional[Generation[maxNewTokens=5]]");
        assertThatThrownBy(() -> registration.readConfig(
                        node(CONFIG).withFile(ConfigFile.GENERATION, file(ConfigFile.GENERATION, "{}"))))
                .isInstanceOf(ConfigException.class)
                .hasMessage("generation_config.json: the key max_new_tokens is missing");
    }

    private static ConfigNode file(String name, String json) {
        return ConfigNode.parse(name, json.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void whatIsWrittenWinsOverTheDefault() {
        String json =
                CONFIG.replace("\"unknown\": {}", "\"textual\": \"x\", \"bias\": false, \"fallback\": \"default\"");

        assertThat(registration.readConfig(node(json)).toString())
                .contains("bias=false, textual=x, suffix=, fallback=DEFAULT");
    }

    @Test
    void aMissingOrWrongKeyIsNamed() {
        assertThatThrownBy(() -> registration.readConfig(node(CONFIG.replace("\"patch\": 4,", ""))))
                .isInstanceOf(ConfigException.class)
                .hasMessage("config.json: the key patch is missing");
        assertThatThrownBy(() ->
                        registration.readConfig(node(CONFIG.replace("\"inner\": {\"hidden", "\"inner\": {\"hiden"))))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("audio_tower.inner.hidden_size");
        assertThatThrownBy(() ->
                        registration.readConfig(node(CONFIG.replace("[[\"full\", \"default\"]]", "[[\"half\"]]"))))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("grid[0][0] is \"half\", expected one of \"default\", \"full\"");
    }

    @Test
    void theSchemaSaysWhatIsDeclared() {
        ModelSchema schema = registration.schema();

        assertThat(schema.modelClass()).isEqualTo("com.acme.Omni");
        assertThat(schema.modalities()).extracting(ModalitySchema::modality).containsExactly("image", "audio");
        ModalitySchema image = schema.modality("image").orElseThrow();
        assertThat(image.limit()).hasValue(4);
        assertThat(image.promptUpdates()).containsExactly(ModelSchema.PromptUpdateSpec.replacement("<|image_pad|>"));
        assertThat(image.fields())
                .extracting(f -> f.name() + " " + f.layout() + " " + f.dtype() + " " + f.shape())
                .containsExactly(
                        "pixel_values " + Layout.FLAT + " " + DType.FLOAT32 + " patches 1176",
                        "image_grid_thw " + Layout.BATCHED + " " + DType.INT64 + " n 3",
                        "schema " + Layout.SHARED + " " + DType.FLOAT32 + " 4");
        assertThat(image.fields().get(0).sizes()).isEqualTo("image_grid_thw");
        assertThat(image.fields()).extracting(f -> f.keepOnCpu()).containsExactly(false, true, false);
    }

    private static int count(PromptUpdate update, ItemSize size) {
        return update.content(new ItemInfo(size, 0, 1)).pieces().stream()
                .filter(PromptContent.Tokens.class::isInstance)
                .mapToInt(piece -> ((PromptContent.Tokens) piece).count())
                .sum();
    }

    @Test
    void promptUpdatesCountWithTheModelsOwnFunction() {
        List<PromptUpdate> updates = registration.promptUpdates(config());

        assertThat(updates).extracting(PromptUpdate::target).containsExactly("<|image_pad|>", "<|audio|>");
        assertThat(count(updates.get(0), new ImageSize(8, 3))).isEqualTo(6);
        assertThat(updates.get(1).modality()).isEqualTo("audio");
        assertThat(count(updates.get(1), new AudioLength(16_000, 16_000))).isEqualTo(7);
    }

    @Test
    void dummyInputsHaveOnePlaceholderForEachItem() {
        Prompt prompt = registration.dummyInputs(
                config(), new DummyInputsBuilder(Map.of("image", 2), Map.of("image", new ImageSize(9, 5))));

        assertThat(prompt.text()).isEqualTo("<|image_pad|><|image_pad|>");
        assertThat(prompt.images()).hasSize(2);
    }

    @Test
    void embedCallsTheEncodeMethodWithCheckedFields() {
        List<String> seen = new ArrayList<>();
        ModelContext context = new ModelContext(Map.of("image", fields -> {
            seen.add(fields.keySet().stream().sorted().toList().toString());
            return List.of();
        }));
        SupportsMultiModal model = registration.create(config(), context);
        TensorAllocator allocator = new TensorAllocator();
        try (Tensor pixels = allocator.allocate(DType.FLOAT32, 12, 1176);
                Tensor grid = allocator.allocate(DType.INT64, 2, 3);
                Tensor badGrid = allocator.allocate(DType.INT64, 2, 4);
                Tensor table = allocator.allocate(DType.FLOAT32, 4)) {
            Map<String, Tensor> good = Map.of("pixel_values", pixels, "image_grid_thw", grid, "schema", table);
            Map<String, Tensor> bad = Map.of("pixel_values", pixels, "image_grid_thw", badGrid, "schema", table);

            assertThat(registration.embed(model, "image", new EncodeInputs(good)))
                    .isEmpty();
            assertThat(seen).containsExactly("[grid, pixel_values, schema]");
            assertThatThrownBy(() -> registration.embed(model, "image", new EncodeInputs(bad)))
                    .isInstanceOf(FieldException.class)
                    .hasMessageContaining("image_grid_thw");
            assertThatThrownBy(() -> registration.embed(model, "image", new EncodeInputs(Map.of())))
                    .isInstanceOf(FieldException.class);
            assertThatThrownBy(() -> registration.embed(model, "video", new EncodeInputs(good)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("Omni takes no video, only image and audio");
        }
        assertThat(allocator.liveTensors()).isZero();
    }
}
