import io.multimodal4j.model.ModelRegistration;
import io.multimodal4j.model.NoConfig;
import javax.annotation.processing.Generated;

/** Registration of {@link Plain}, generated from its annotations. */
@Generated("io.multimodal4j.processor.ModelProcessor")
public final class Plain_Registration {

    private Plain_Registration() {}

    /** For the index of models. */
    public static ModelRegistration<?> registration() {
        return ModelRegistration.<Plain, NoConfig>builder("Plain", "Plain")
                .config(config -> new NoConfig())
                .create((config, context) -> new Plain())
                .modality("image")
                .batched("pixels", "n 3")
                .encode((model, inputs) -> model.embed(inputs.tensor("pixels")))
                .replacement("<image>")
                .count((config, item) -> Plain.imageTokens())
                .build();
    }
}
