package com.acme;

import static io.multimodal4j.annotations.Modality.IMAGE;

import io.multimodal4j.annotations.MultiModalField;
import io.multimodal4j.annotations.PromptReplacement;
import io.multimodal4j.annotations.RegisterProcessor;
import io.multimodal4j.config.ConfigNode;
import io.multimodal4j.image.ImageProcessor;
import io.multimodal4j.image.ImageProcessors;
import io.multimodal4j.model.DummyInputs;
import io.multimodal4j.model.DummyInputsBuilder;
import io.multimodal4j.model.ImageProcessorFactory;
import io.multimodal4j.model.ProcessingInfo;
import io.multimodal4j.model.SupportsMultiModal;
import io.multimodal4j.prompt.Prompt;
import io.multimodal4j.tensor.Tensor;
import java.util.List;

/** A sealed parent, and a child that is registered itself and repeats the annotations of what it overrides. */
@RegisterProcessor(
        value = "Eltern",
        info = Eltern.Hand.class,
        dummyInputs = Eltern.Dummies.class,
        processor = Eltern.Bilder.class)
sealed class Eltern implements SupportsMultiModal permits Kind {

    static final class Hand implements ProcessingInfo<Object> {}

    static final class Dummies implements DummyInputs<Object> {
        @Override
        public Prompt build(Object config, DummyInputsBuilder dummies) {
            return dummies.add(IMAGE, "<image>").build();
        }
    }

    static final class Bilder implements ImageProcessorFactory<Object> {
        @Override
        public ImageProcessor create(Object config, ConfigNode preprocessorConfig) {
            return ImageProcessors.create(preprocessorConfig);
        }
    }

    @PromptReplacement(modality = IMAGE, target = "<image>")
    static int imageTokens() {
        return 1;
    }

    List<Tensor> embed(@MultiModalField(name = "pixels", modality = IMAGE, shape = "n 3") Tensor pixels) {
        return List.of(pixels);
    }
}
