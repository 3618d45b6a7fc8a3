package com.acme;

import static io.multimodal4j.annotations.Modality.AUDIO;
import static io.multimodal4j.annotations.Modality.IMAGE;
import static io.multimodal4j.annotations.Modality.VIDEO;

import io.multimodal4j.annotations.DType;
import io.multimodal4j.annotations.InsertionPoint;
import io.multimodal4j.annotations.MaxTokensPerItem;
import io.multimodal4j.annotations.MultiModalField;
import io.multimodal4j.annotations.PromptInsertion;
import io.multimodal4j.annotations.PromptReplacement;
import io.multimodal4j.annotations.RegisterProcessor;
import io.multimodal4j.annotations.SizeWithMostFeatures;
import io.multimodal4j.media.ImageSize;
import io.multimodal4j.media.ItemInfo;
import io.multimodal4j.media.VideoSize;
import io.multimodal4j.model.SupportsMultiModal;
import io.multimodal4j.prompt.PromptContent;
import io.multimodal4j.tensor.Tensor;
import java.util.List;
import java.util.Optional;

/** Every way to say what an item becomes and where, alternatives, and what the model says of its items. */
@RegisterProcessor("VielsprachigForConditionalGeneration")
@PromptReplacement(modality = AUDIO, target = "<audio>", before = "<\u00e4>", after = "</\u00e4>", count = 7, order = 2)
@PromptReplacement(modality = AUDIO, target = "<audio>s", embed = "<audio>", before = "<\u00e4>", after = "</\u00e4>", count = 7, order = 1)
record Vielsprachig(Info config) implements SupportsMultiModal {

    /** Named as the class that is generated. */
    record Info(int größe) {}

    @PromptReplacement(modality = IMAGE, target = "<|image_{n}|>", embed = "<image>", after = "\n")
    @PromptInsertion(modality = IMAGE, at = InsertionPoint.AFTER_TARGET, text = "User:", embed = "<image>", after = "\n")
    static int imageTokens(ItemInfo item, Info config, ImageSize size) {
        return config.größe() + size.width() + item.index();
    }

    @PromptInsertion(modality = VIDEO, at = InsertionPoint.END)
    static PromptContent video(VideoSize size) {
        return PromptContent.repeat("<video>", size.frames());
    }

    @SizeWithMostFeatures(modality = IMAGE)
    static ImageSize largest(Info config) {
        return new ImageSize(config.größe(), 1);
    }

    @MaxTokensPerItem(modality = IMAGE)
    static int mostTokens(int longest) {
        return longest;
    }

    @MaxTokensPerItem(modality = VIDEO)
    static int mostVideoTokens(int longest, Info config) {
        return Math.min(longest, config.größe());
    }

    List<Tensor> embedImages(
            @MultiModalField(name = "pixel_values", modality = IMAGE, shape = "n 3 h w") Tensor pixels,
            @MultiModalField(name = "image_sizes", modality = IMAGE, shape = "n 2", dtype = DType.INT64) Optional<Tensor> sizes) {
        return List.of(pixels);
    }

    List<Tensor> projectImages(
            @MultiModalField(name = "image_embeds", modality = IMAGE, shape = "n tokens hidden") Tensor embeds,
            @MultiModalField(name = "image_sizes", modality = IMAGE, shape = "n 2", dtype = DType.INT64) Optional<Tensor> sizes) {
        return List.of(embeds);
    }

    List<Tensor> embedVideos(@MultiModalField(name = "frames", modality = VIDEO, shape = "n f 3 h w") Tensor frames) {
        return List.of(frames);
    }

    List<Tensor> embedAudio(@MultiModalField(name = "features", modality = AUDIO, shape = "n 80 t") Tensor features) {
        return List.of(features);
    }
}
