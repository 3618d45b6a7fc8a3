package com.acme;

import static io.multimodal4j.annotations.Modality.IMAGE;

import io.multimodal4j.annotations.MultiModalField;
import io.multimodal4j.annotations.PromptReplacement;
import io.multimodal4j.annotations.RegisterProcessor;
import io.multimodal4j.tensor.Tensor;
import java.util.List;

/** A child. */
@RegisterProcessor("Kind")
@PromptReplacement(modality = IMAGE, target = "<image>", count = 2)
final class Kind extends Eltern {

    @Override
    List<Tensor> embed(@MultiModalField(name = "pixels", modality = IMAGE, shape = "n 3") Tensor pixels) {
        return super.embed(pixels);
    }
}
