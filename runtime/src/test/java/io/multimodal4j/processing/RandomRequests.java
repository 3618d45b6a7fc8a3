package io.multimodal4j.processing;

import io.multimodal4j.media.AudioItem;
import io.multimodal4j.media.AudioLength;
import io.multimodal4j.media.ImageItem;
import io.multimodal4j.media.ImageSize;
import io.multimodal4j.media.MediaItem;
import io.multimodal4j.media.PixelLayout;
import io.multimodal4j.media.VideoItem;
import io.multimodal4j.media.VideoSize;
import io.multimodal4j.omni.OmniModel;
import io.multimodal4j.prompt.PlaceholderRange;
import io.multimodal4j.prompt.Prompt;
import io.multimodal4j.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Requests for {@link OmniModel} made of few different items, so that caches have something to find. */
final class RandomRequests {

    private static final List<String> MODALITIES = List.of("image", "video", "audio");

    private RandomRequests() {}

    /** What must be equal between two ways of processing one request. */
    record Result(
            List<Integer> tokenIds,
            Map<String, List<PlaceholderRange>> placeholders,
            Map<String, List<String>> hashes,
            List<String> fields) {

        static Result of(ProcessedInputs inputs) {
            List<String> fields = new ArrayList<>();
            inputs.items()
                    .forEach((modality, items) -> items.forEach(item -> item.fields()
                            .forEach((name, field) ->
                                    fields.add(modality + " " + name + " " + describe(field.tensor())))));
            new TreeMap<>(inputs.fields())
                    .forEach((name, field) -> fields.add(
                            name + " " + field.merged().map(Result::describe).orElse("list")));
            return new Result(
                    Arrays.stream(inputs.promptTokenIds()).boxed().toList(),
                    inputs.placeholders(),
                    inputs.hashes(),
                    fields);
        }

        private static String describe(Tensor tensor) {
            return tensor + " " + tensor.sha256();
        }
    }

    /** A prompt of segments or of text with placeholders, with up to three items of each modality. */
    static Prompt prompt(Random random) {
        List<MediaItem> items = new ArrayList<>();
        for (String modality : MODALITIES) {
            for (int i = random.nextInt(4); i > 0; i--) {
                items.add(item(modality, random.nextInt(6)));
            }
        }
        Collections.shuffle(items, random);
        return random.nextBoolean() ? segments(items, random) : text(items, random);
    }

    private static Prompt segments(List<MediaItem> items, Random random) {
        Prompt.Builder prompt = Prompt.builder();
        for (MediaItem item : items) {
            if (random.nextBoolean()) {
                prompt.template("see ");
            }
            if (random.nextBoolean()) {
                prompt.text("<image> ");
            }
            prompt.item(item);
        }
        return prompt.build();
    }

    private static Prompt text(List<MediaItem> items, Random random) {
        StringBuilder text = new StringBuilder();
        for (MediaItem item : items) {
            text.append(random.nextBoolean() ? "a" : "")
                    .append('<')
                    .append(item.modality())
                    .append('>');
        }
        Prompt prompt = Prompt.of(text.append(" what?").toString());
        for (MediaItem item : items) {
            prompt = prompt.with(item);
        }
        return prompt;
    }

    /** Item {@code n} of a modality: the same for the same number. */
    static MediaItem item(String modality, int n) {
        Random content = new Random(n);
        return switch (modality) {
            case "image" -> picture(content, 2 + n * 7, 3 + n * 5);
            case "video" ->
                n == 0
                        ? VideoItem.blank(new VideoSize(2, 4, 4))
                        : VideoItem.ofFrames(List.of(picture(content, 4, n), picture(content, 4, n))
                                .subList(0, 1 + n % 2));
            default -> n == 0 ? AudioItem.silence(new AudioLength(250, 1000)) : sound(content, n * 77);
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
            values[i] = content.nextFloat();
        }
        return AudioItem.ofSamples(values, 1000);
    }
}
