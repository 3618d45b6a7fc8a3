package com.acme;

import io.multimodal4j.annotations.DType;
import io.multimodal4j.annotations.InsertionPoint;
import io.multimodal4j.model.ModelRegistration;
import javax.annotation.processing.Generated;

/** Registration of {@link Vielsprachig}, generated from its annotations. */
@Generated("io.multimodal4j.processor.ModelProcessor")
public final class Vielsprachig_Registration {

    private Vielsprachig_Registration() {}

    /** For the index of models. */
    public static ModelRegistration<?> registration() {
        return ModelRegistration.<Vielsprachig, Vielsprachig.Info>builder("com.acme.Vielsprachig", "VielsprachigForConditionalGeneration")
                .config(config -> new Vielsprachig.Info(config.at("größe").asInt()))
                .create((config, context) -> new Vielsprachig(config))
                .modality("image")
                .batched("pixel_values", "n 3 h w")
                .batched("image_sizes", DType.INT64, "n 2").mayBeMissing()
                .batched("image_embeds", "n tokens hidden")
                .encode((model, inputs) -> model.embedImages(
                        inputs.tensor("pixel_values"),
                        inputs.optional("image_sizes")), "pixel_values", "image_sizes")
                .encode((model, inputs) -> model.projectImages(
                        inputs.tensor("image_embeds"),
                        inputs.optional("image_sizes")), "image_embeds", "image_sizes")
                .replacement("<|image_{n}|>")
                .embed("<image>")
                .after("\n")
                .count((config, item) -> Vielsprachig.imageTokens(item, config, item.imageSize()))
                .insertion(InsertionPoint.AFTER_TARGET, "User:")
                .embed("<image>")
                .after("\n")
                .count((config, item) -> Vielsprachig.imageTokens(item, config, item.imageSize()))
                .sizeWithMostFeatures(config -> Vielsprachig.largest(config))
                .maxTokensPerItem((config, sequenceLength) -> Vielsprachig.mostTokens(sequenceLength))
                .modality("video")
                .batched("frames", "n f 3 h w")
                .encode((model, inputs) -> model.embedVideos(inputs.tensor("frames")))
                .insertion(InsertionPoint.END, "")
                .content((config, item) -> Vielsprachig.video(item.videoSize()))
                .maxTokensPerItem((config, sequenceLength) -> Vielsprachig.mostVideoTokens(sequenceLength, config))
                .modality("audio")
                .batched("features", "n 80 t")
                .encode((model, inputs) -> model.embedAudio(inputs.tensor("features")))
                .replacement("<audio>")
                .before("<ä>")
                .after("</ä>")
                .order(2)
                .count(7)
                .replacement("<audio>s")
                .embed("<audio>")
                .before("<ä>")
                .after("</ä>")
                .order(1)
                .count(7)
                .build();
    }
}
