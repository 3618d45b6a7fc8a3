package io.multimodal4j.benchmarks.compile;

import java.util.ArrayList;
import java.util.List;

/**
 * An annotation processor and a class that it generates code for, as many times as wanted.
 *
 * @param name what it is called
 * @param processors its processors' class names
 * @param jars the beginnings of the names of the jars that its processors run from; empty means all
 * @param template the source of one class: {@code #} stands for its number
 */
record Subject(String name, List<String> processors, List<String> jars, String template) {

    static List<Subject> all() {
        return List.of(
                new Subject(
                        "multimodal4j",
                        List.of(
                                "io.multimodal4j.processor.ModelProcessor",
                                "io.multimodal4j.processor.RegistryProcessor"),
                        List.of("multimodal4j-processor", "multimodal4j-annotations"),
                        """
                        package made;
                        import io.multimodal4j.annotations.*;
                        import io.multimodal4j.media.ImageSize;
                        import io.multimodal4j.model.*;
                        import io.multimodal4j.tensor.Tensor;
                        import java.util.List;
                        @RegisterProcessor("Model#ForConditionalGeneration")
                        final class Model# implements SupportsMultiModal {
                            record Config(Vision visionConfig, int imageTokenIndex, @ConfigKey(defaultValue = "-2") int layer) {}
                            record Vision(int imageSize, int patchSize) {}
                            Model#(Config config, ModelContext context) {}
                            @PromptReplacement(modality = "image", target = "<image>")
                            static int imageTokens(Config config, ImageSize size) { return config.visionConfig().imageSize() / 14; }
                            List<Tensor> embedImages(
                                    @MultiModalField(name = "pixel_values", modality = "image", shape = "n 3 h w") Tensor pixels,
                                    @MultiModalField(name = "image_sizes", modality = "image", shape = "n 2", dtype = DType.INT64) Tensor sizes) {
                                return List.of();
                            }
                        }
                        """),
                new Subject(
                        "AutoValue",
                        List.of("com.google.auto.value.processor.AutoValueProcessor"),
                        List.of("auto-value"),
                        """
                        package made;
                        import com.google.auto.value.AutoValue;
                        import java.util.List;
                        @AutoValue
                        abstract class Value# {
                            abstract String name();
                            abstract int size();
                            abstract long count();
                            abstract boolean open();
                            abstract List<String> tags();
                            static Value# of(String name, int size, long count, boolean open, List<String> tags) {
                                return new AutoValue_Value#(name, size, count, open, tags);
                            }
                        }
                        """),
                new Subject("Dagger", List.of("dagger.internal.codegen.ComponentProcessor"), List.of(), """
                        package made;
                        import javax.inject.Inject;
                        final class Service# {
                            static final class First { @Inject First() {} }
                            static final class Second { @Inject Second() {} }
                            final First first;
                            final Second second;
                            @Inject Service#(First first, Second second) { this.first = first; this.second = second; }
                        }
                        """),
                new Subject("MapStruct", List.of("org.mapstruct.ap.MappingProcessor"), List.of("mapstruct"), """
                        package made;
                        import org.mapstruct.Mapper;
                        @Mapper
                        interface Mapper# {
                            Target map(Source source);
                            final class Source {
                                private String name; private int size; private long count; private boolean open;
                                public String getName() { return name; } public void setName(String v) { name = v; }
                                public int getSize() { return size; } public void setSize(int v) { size = v; }
                                public long getCount() { return count; } public void setCount(long v) { count = v; }
                                public boolean isOpen() { return open; } public void setOpen(boolean v) { open = v; }
                            }
                            final class Target {
                                private String name; private int size; private long count; private boolean open;
                                public String getName() { return name; } public void setName(String v) { name = v; }
                                public int getSize() { return size; } public void setSize(int v) { size = v; }
                                public long getCount() { return count; } public void setCount(long v) { count = v; }
                                public boolean isOpen() { return open; } public void setOpen(boolean v) { open = v; }
                            }
                        }
                        """));
    }

    /** The sources of so many classes, by class name. */
    List<MemoryCompiler.Source> sources(int count) {
        String className = template.replaceFirst("(?s).*?(?:class|interface) (\\w+)#.*", "$1");
        List<MemoryCompiler.Source> sources = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            sources.add(new MemoryCompiler.Source(
                    "made/" + className + i + ".java", template.replace("#", Integer.toString(i))));
        }
        return sources;
    }
}
