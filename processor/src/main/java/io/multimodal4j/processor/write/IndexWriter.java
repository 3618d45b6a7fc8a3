package io.multimodal4j.processor.write;

import io.multimodal4j.processor.model.IndexDescriptor;
import io.multimodal4j.processor.model.TypeRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Map.Entry;

/** Writes the index of a module's models. */
final class IndexWriter {

    private static final String GENERATOR = "io.multimodal4j.processor.RegistryProcessor";
    private static final int CASES_PER_METHOD = 1_000;

    private final IndexDescriptor index;
    private final JavaSource source;

    private IndexWriter(IndexDescriptor index, JavaSource source) {
        this.index = index;
        this.source = source;
    }

    static void write(IndexDescriptor index, boolean hasGenerated, JavaSource source) {
        new IndexWriter(index, source).write(hasGenerated);
    }

    private void write(boolean hasGenerated) {
        String className = index.type().simpleName();
        // A model may be called List; in the unnamed package, only the class itself has its simple name.
        index.models().values().forEach(model -> source.name(model.registration()));
        source.line("/** The models that were compiled together, by architecture; generated from their annotations. */")
                .annotations(GENERATOR, hasGenerated, index.suppressions());
        writeModels();
        source.open("public final class " + className + " implements " + source.name(RuntimeTypes.MODEL_INDEX) + " {")
                .line()
                .line("/** For {@link java.util.ServiceLoader}. */")
                .line("public " + className + "() {}")
                .line();
        writeArchitectures();
        source.line();
        writeRegistration();
        source.close("}");
    }

    private void writeModels() {
        String annotation = "@" + source.name(RuntimeTypes.GENERATED_INDEX) + "(";
        List<String> names = index.modelNames().stream().map(Literal::of).toList();
        if (names.size() > 1) {
            source.call(annotation + "{", names, "})");
        } else {
            source.call(annotation, names, ")");
        }
    }

    private void writeArchitectures() {
        String list = source.name(RuntimeTypes.LIST);
        List<String> names = index.models().keySet().stream().map(Literal::of).toList();
        source.line("@" + source.lang("Override"))
                .open("public " + list + "<" + source.lang("String") + "> architectures() {")
                .call("return " + list + ".of(", names, ");")
                .close("}");
    }

    /** One method, or a chain of them: a method has room for some 1,600 cases. */
    private void writeRegistration() {
        List<List<Entry<TypeRef, List<String>>>> parts = parts();
        for (int i = 0; i < parts.size(); i++) {
            if (i > 0) {
                source.line();
            }
            writePart(parts.get(i), methodName(i), i == 0, i == parts.size() - 1 ? "" : methodName(i + 1));
        }
    }

    private List<List<Entry<TypeRef, List<String>>>> parts() {
        List<List<Entry<TypeRef, List<String>>>> parts = new ArrayList<>();
        int cases = CASES_PER_METHOD;
        for (Entry<TypeRef, List<String>> model : index.architecturesByModel().entrySet()) {
            cases += model.getValue().size();
            if (cases > CASES_PER_METHOD) {
                cases = model.getValue().size();
                parts.add(new ArrayList<>());
            }
            parts.get(parts.size() - 1).add(model);
        }
        return parts;
    }

    private static String methodName(int part) {
        return part == 0 ? "registration" : "registration" + (part + 1);
    }

    private void writePart(List<Entry<TypeRef, List<String>>> models, String name, boolean isFirst, String next) {
        if (isFirst) {
            source.line("@" + source.lang("Override"));
        }
        source.open((isFirst ? "public " : "private static ") + source.name(RuntimeTypes.MODEL_REGISTRATION) + "<?> "
                        + name + "(" + source.lang("String") + " architecture) {")
                .open("return switch (architecture) {");
        models.forEach(model -> source.line("case " + Literal.of(model.getValue()) + " -> "
                + source.name(model.getKey().registration()) + ".registration();"));
        source.line(
                        next.isEmpty()
                                ? "default -> throw new " + source.lang("IllegalArgumentException")
                                        + "(\"no model here serves the architecture \" + architecture);"
                                : "default -> " + next + "(architecture);")
                .close("};")
                .close("}");
    }
}
