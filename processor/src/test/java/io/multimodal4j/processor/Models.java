package io.multimodal4j.processor;

import javax.tools.JavaFileObject;

/** Sources of small models. */
final class Models {

    private Models() {}

    /** A public model of pictures without configuration. */
    static JavaFileObject minimal(String packageName, String name, String architecture) {
        return Javac.source(
                packageName.isEmpty() ? name : packageName + "." + name, minimalText(packageName, name, architecture));
    }

    static String minimalText(String packageName, String name, String architecture) {
        return """
                %s
                import io.multimodal4j.annotations.*;
                import io.multimodal4j.model.*;
                import io.multimodal4j.tensor.Tensor;
                import java.util.List;

                /** A model. */
                @RegisterProcessor("%s")
                public final class %s implements SupportsMultiModal {

                    %s() {}

                    @PromptReplacement(modality = Modality.IMAGE, target = "<image>")
                    static int imageTokens() {
                        return 1;
                    }

                    List<Tensor> embed(
                            @MultiModalField(name = "pixels", modality = Modality.IMAGE, shape = "n 3") Tensor pixels) {
                        return List.of();
                    }
                }
                """.formatted(packageName.isEmpty() ? "" : "package " + packageName + ";", architecture, name, name);
    }
}
