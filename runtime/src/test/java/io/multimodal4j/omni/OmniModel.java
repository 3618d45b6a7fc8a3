package io.multimodal4j.omni;

import io.multimodal4j.annotations.DType;
import io.multimodal4j.config.ConfigNode;
import io.multimodal4j.field.EncodeInputs;
import io.multimodal4j.field.FieldSpec;
import io.multimodal4j.field.Ragged;
import io.multimodal4j.media.AudioLength;
import io.multimodal4j.media.ImageSize;
import io.multimodal4j.media.VideoSize;
import io.multimodal4j.model.AudioProcessorFactory;
import io.multimodal4j.model.DummyInputsBuilder;
import io.multimodal4j.model.ImageProcessorFactory;
import io.multimodal4j.model.ModelContext;
import io.multimodal4j.model.ModelIndex;
import io.multimodal4j.model.ModelRegistration;
import io.multimodal4j.model.ModelSchema;
import io.multimodal4j.model.ModelSchema.ModalitySchema;
import io.multimodal4j.model.ModelSchema.PromptUpdateSpec;
import io.multimodal4j.model.SupportsMultiModal;
import io.multimodal4j.model.VideoProcessorFactory;
import io.multimodal4j.prompt.Prompt;
import io.multimodal4j.prompt.PromptContent;
import io.multimodal4j.prompt.PromptUpdate;
import io.multimodal4j.registry.ModelRegistry;
import io.multimodal4j.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Takes pictures, videos and sounds, and pictures that were encoded already. A picture becomes rows of {@code <image>} with a {@code <break>} after each, as many as its height has
 * cells; a video as many {@code <video>} as it has frames and one {@code <break>}; a sound {@code <audio>} for each hundred samples.
 */
public final class OmniModel implements ModelRegistration<Integer>, ModelIndex {

    public static final String ARCHITECTURE = "OmniForConditionalGeneration";
    public static final int HIDDEN_SIZE = 4;

    private static final FieldSpec PIXEL_VALUES =
            FieldSpec.batched("pixel_values", "image", DType.FLOAT32, "n 3 h w").whenRagged(Ragged.LIST);
    private static final FieldSpec IMAGE_SIZES = FieldSpec.batched("image_sizes", "image", DType.INT64, "n 2");
    private static final FieldSpec IMAGE_EMBEDS = FieldSpec.batched(
                    "image_embeds", "image", DType.FLOAT32, "n tokens 4")
            .whenRagged(Ragged.LIST);
    private static final FieldSpec FRAMES =
            FieldSpec.flat("pixel_values_videos", "video", DType.FLOAT32, "frames 3", "video_frames");
    private static final FieldSpec VIDEO_FRAMES = FieldSpec.batched("video_frames", "video", DType.INT64, "n 1");
    private static final FieldSpec CHANNELS = FieldSpec.shared("channels", "video", DType.INT64, "1");
    private static final FieldSpec FEATURES = FieldSpec.batched("input_features", "audio", DType.FLOAT32, "n frames")
            .whenRagged(Ragged.PAD);

    /** The model itself, which encodes nothing. */
    private record Model() implements SupportsMultiModal {}

    public static ModelRegistry registry() {
        return ModelRegistry.of(List.of(new OmniModel()));
    }

    /** Writes a model directory. */
    public static Path write(Path folder) throws IOException {
        Files.writeString(
                folder.resolve("config.json"), "{\"architectures\": [\"" + ARCHITECTURE + "\"], \"hidden_size\": 4}");
        Files.writeString(folder.resolve("preprocessor_config.json"), "{\"cell\": 16, \"do_invert\": false}");
        Files.writeString(folder.resolve("tokenizer.json"), OmniTokenizer.json());
        return folder;
    }

    @Override
    public List<String> architectures() {
        return List.of(ARCHITECTURE);
    }

    @Override
    public ModelRegistration<?> registration(String architecture) {
        return this;
    }

    @Override
    public ModelSchema schema() {
        return new ModelSchema(
                OmniModel.class.getName(),
                List.of(ARCHITECTURE),
                "",
                List.of(
                        new ModalitySchema(
                                "image",
                                OptionalInt.empty(),
                                List.of(PIXEL_VALUES, IMAGE_SIZES, IMAGE_EMBEDS),
                                List.of(List.of("pixel_values", "image_sizes"), List.of("image_embeds")),
                                List.of(PromptUpdateSpec.replacement("<image>"))),
                        new ModalitySchema(
                                "video",
                                OptionalInt.of(3),
                                List.of(FRAMES, VIDEO_FRAMES, CHANNELS),
                                List.of(List.of("pixel_values_videos", "video_frames", "channels")),
                                List.of(PromptUpdateSpec.replacement("<video>"))),
                        new ModalitySchema(
                                "audio",
                                OptionalInt.empty(),
                                List.of(FEATURES),
                                List.of(List.of("input_features")),
                                List.of(PromptUpdateSpec.replacement("<audio>")))));
    }

    /** The configuration is the size of a cell, which is an option of the image processor. */
    @Override
    public Integer readConfig(ConfigNode config) {
        return config.file("preprocessor_config.json").atOr("16", "cell").asInt();
    }

    @Override
    public List<PromptUpdate> promptUpdates(Integer cell) {
        return List.of(
                PromptUpdate.replacement("image", "<image>").content(item -> picture(item.imageSize(), cell)),
                PromptUpdate.replacement("video", "<video>")
                        .after("<break>")
                        .count(item -> item.videoSize().frames()),
                PromptUpdate.replacement("audio", "<audio>").count(item -> sound(item.audioLength())));
    }

    private static PromptContent picture(ImageSize size, int cell) {
        PromptContent.Builder content = PromptContent.builder();
        for (int row = 0; row < cells(size.height(), cell); row++) {
            content.embed("<image>", cells(size.width(), cell)).token("<break>");
        }
        return content.build();
    }

    static int cells(int pixels, int cell) {
        return (pixels + cell - 1) / cell;
    }

    static int sound(AudioLength length) {
        return (int) ((length.samples() + 99) / 100);
    }

    @Override
    public Prompt dummyInputs(Integer config, DummyInputsBuilder dummies) {
        return dummies.add("image", "<image>")
                .add("video", "<video>")
                .add("audio", "<audio>")
                .build();
    }

    @Override
    public Optional<ImageProcessorFactory<? super Integer>> imageProcessor() {
        return Optional.of((config, node) -> new OmniImages(node));
    }

    @Override
    public Optional<VideoProcessorFactory<? super Integer>> videoProcessor() {
        return Optional.of((config, node) -> new OmniVideos());
    }

    @Override
    public Optional<AudioProcessorFactory<? super Integer>> audioProcessor() {
        return Optional.of((config, node) -> new OmniSounds(node));
    }

    @Override
    public SupportsMultiModal create(Integer config, ModelContext context) {
        return new Model();
    }

    @Override
    public List<Tensor> embed(SupportsMultiModal model, String modality, EncodeInputs inputs) {
        throw new IllegalStateException("this model encodes nothing, but was given " + Map.of(modality, inputs));
    }

    /** The size of a video for tests. */
    public static VideoSize video(int frames) {
        return new VideoSize(frames, 8, 6);
    }
}
