package io.multimodal4j.samples;

import io.multimodal4j.media.AudioItem;
import io.multimodal4j.media.ImageItem;
import io.multimodal4j.media.ImageSize;
import io.multimodal4j.media.MediaItem;
import io.multimodal4j.media.PixelLayout;
import io.multimodal4j.media.VideoItem;
import io.multimodal4j.processing.ProcessedInputs;
import io.multimodal4j.prompt.PlaceholderRange;
import io.multimodal4j.prompt.Prompt;
import io.multimodal4j.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Requests to several models, made of few different items so that a cache has something to find. */
final class StressRequests {

    private static final int REQUESTS_PER_MODEL = 8;
    private static final int ITEMS = 5;
    private static final List<String> FILES = List.of("420.jpg", "grey-alpha8.png", "alpha.webp");

    private final Random random;

    private StressRequests(long seed) {
        this.random = new Random(seed);
    }

    /**
     * A request.
     *
     * @param model the model directory's name
     * @param placeholder what stands for a picture in its prompt; empty if no further one may be given
     */
    record Request(String model, String placeholder, Prompt prompt) {}

    /** What must be equal between two ways of processing one request. */
    record Result(
            List<Integer> tokenIds,
            Optional<List<Integer>> encoderTokenIds,
            Map<String, List<PlaceholderRange>> placeholders,
            Map<String, List<String>> hashes,
            List<String> fields) {

        static Result of(ProcessedInputs inputs) {
            List<String> fields = new ArrayList<>();
            inputs.items()
                    .forEach((modality, items) -> items.forEach(item -> item.fields()
                            .forEach((name, field) -> fields.add(name + " " + described(field.tensor())))));
            return new Result(
                    list(inputs.promptTokenIds()),
                    inputs.encoderPromptTokenIds().map(Result::list),
                    inputs.placeholders(),
                    inputs.hashes(),
                    fields);
        }

        private static List<Integer> list(int[] ids) {
            return Arrays.stream(ids).boxed().toList();
        }

        private static String described(Tensor tensor) {
            return tensor + " " + tensor.sha256();
        }
    }

    /** Where an item goes in the prompts of a model, and what it can be. */
    private record Model(String name, String placeholder, String modality, int most, Map<String, Object> kwargs) {

        static Model ofPictures(String name, String placeholder, int most) {
            return new Model(name, placeholder, "image", most, Map.of());
        }
    }

    private static final List<Model> MODELS = List.of(
            Model.ofPictures("llava-1.5", "<image>", 3),
            Model.ofPictures("llava-next", "<image>", 1),
            Model.ofPictures("qwen2-vl", "<|vision_start|><|image_pad|><|vision_end|>", 3),
            new Model("qwen2-vl", "<|vision_start|><|video_pad|><|vision_end|>", "video", 2, Map.of()),
            Model.ofPictures("pixtral", "[IMG]", 3),
            new Model("idefics3", "<image>", "image", 2, Map.of("size", Map.of("longest_edge", 364))),
            Model.ofPictures("paligemma", "", 1),
            new Model("qwen2-audio", "<|audio_bos|><|AUDIO|><|audio_eos|>", "audio", 2, Map.of()),
            new Model("whisper", "", "audio", 1, Map.of()));

    static List<String> models() {
        return MODELS.stream().map(Model::name).distinct().toList();
    }

    static Path directory(String model) {
        return Path.of("models", model);
    }

    /** The same requests for the same seed, those of one model together. */
    static List<Request> all(long seed) throws IOException {
        StressRequests requests = new StressRequests(seed);
        List<Request> all = new ArrayList<>();
        for (Model model : MODELS) {
            for (int i = 0; i < REQUESTS_PER_MODEL; i++) {
                all.add(requests.request(model));
            }
        }
        return all;
    }

    private Request request(Model model) throws IOException {
        StringBuilder text =
                new StringBuilder(model.name().equals("whisper") ? "<|startoftranscript|>" : "What is this?");
        List<MediaItem> items = new ArrayList<>();
        for (int i = 1 + random.nextInt(model.most()); i > 0; i--) {
            text.append(model.placeholder());
            items.add(item(model.modality(), random.nextInt(ITEMS)));
        }
        Prompt prompt = Prompt.of(text.toString()).withProcessorKwargs(model.kwargs());
        for (MediaItem item : items) {
            prompt = prompt.with(item);
        }
        return new Request(model.name(), model.modality().equals("image") ? model.placeholder() : "", prompt);
    }

    private static MediaItem item(String modality, int n) throws IOException {
        Random content = new Random(n);
        return switch (modality) {
            case "image" ->
                n < FILES.size()
                        ? ImageItem.of(Files.readAllBytes(Path.of("src/test/resources/pictures", FILES.get(n))))
                        : picture(content, 60 + 31 * n, 80 + 17 * n);
            case "video" -> VideoItem.ofFrames(List.of(picture(content, 60 + n, 56), picture(content, 60 + n, 56)));
            default -> sound(content, 8_000 + 1_000 * n);
        };
    }

    private static ImageItem picture(Random content, int width, int height) {
        byte[] pixels = new byte[3 * width * height];
        content.nextBytes(pixels);
        return ImageItem.ofPixels(pixels, PixelLayout.HWC_RGB, new ImageSize(width, height));
    }

    private static AudioItem sound(Random content, int samples) {
        float[] values = new float[samples];
        for (int i = 0; i < samples; i++) {
            values[i] = content.nextFloat() - 0.5f;
        }
        return AudioItem.ofSamples(values, 16_000);
    }
}
