package io.multimodal4j.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models in named modules, and found from other ones. */
class ModuleTest {

    private static final String PROVIDES = "provides io.multimodal4j.model.ModelIndex with com.acme.MultiModalIndex;";

    @TempDir
    Path folder;

    private DiskJavac module(String directives) {
        return new DiskJavac(folder.resolve("models"))
                .asModule()
                .source(
                        "module-info",
                        "/** Models. */\nmodule com.acme.models {\n    requires io.multimodal4j.runtime;\n" + directives
                                + "\n}\n")
                .model("com.acme", "Model", "Acme");
    }

    @Test
    void aModuleThatDoesNotProvideItsIndexIsToldTheLineToAdd() {
        assertThat(module("").compileAll())
                .containsExactly(
                        "error module-info.java:2 [MM4J403] the module 'com.acme.models' has models but does not provide"
                                + " their index, so ServiceLoader cannot find them.\n    Fix: " + PROVIDES);
    }

    @Test
    void aModuleIsToldOfTheIndexOfGeneratedModelsToo() {
        DiskJavac models = module(PROVIDES)
                .beside(() -> new Generating(1, "com.acme.Late", Models.minimalText("com.acme", "Late", "L")));

        assertThat(models.compileAll())
                .singleElement()
                .asString()
                .contains("[MM4J403]", "Fix: " + PROVIDES.replace(";", ", com.acme.MultiModalIndex2;"));
    }

    @Test
    void aModuleThatProvidesItsIndexCompilesWithoutJavaCompilerAndIsFoundOnTheModulePath() throws Exception {
        DiskJavac models = module(PROVIDES);

        assertThat(models.compileAll()).isEmpty();

        assertThat(runOnModulePath(models)).isEqualTo("[Acme] com.acme.Model");
    }

    @Test
    void anExportedPackageCausesNoWarningsInWhatIsGenerated() {
        DiskJavac models = module("    exports com.acme;\n" + PROVIDES)
                .source(
                        "com/acme/Model",
                        Models.minimalText("com.acme", "Model", "Acme")
                                .replace("public final class", "final class")
                                .replace("Model() {}", "record Config(int x) {}\n\n    Model(Config config) {}"));

        assertThat(models.compileAll()).isEmpty();
    }

    @Test
    void aWrongModelGivesNoErrorAboutTheMissingIndex() {
        DiskJavac models = module(PROVIDES)
                .source(
                        "com/acme/Wrong",
                        "package com.acme;\n\n@io.multimodal4j.annotations.RegisterProcessor(\"W\")\ninterface Wrong {}\n");

        assertThat(models.option("--should-stop=ifError=FLOW").compileAll())
                .singleElement()
                .asString()
                .startsWith("error Wrong.java:4 [MM4J101]");
    }

    @Test
    void aModelInAnotherJarIsFoundOnTheClassPath() {
        DiskJavac first = new DiskJavac(folder.resolve("first")).model("org.one", "One", "First");
        DiskJavac second = new DiskJavac(folder.resolve("second")).model("org.two", "Two", "Second");

        assertThat(first.compileAll()).isEmpty();
        assertThat(second.dependsOn(first).compileAll()).isEmpty();

        assertThat(IncrementalTest.architectures(first, second)).containsExactly("First", "Second");
    }

    private String runOnModulePath(DiskJavac models) throws IOException, InterruptedException {
        DiskJavac application = new DiskJavac(folder.resolve("application"))
                .asModule()
                .dependsOn(models)
                .source("module-info", """
                        /** Main. */
                        module com.acme.main {
                            requires io.multimodal4j.runtime;
                            uses io.multimodal4j.model.ModelIndex;
                        }
                        """)
                .source("com/acme/main/Main", """
                        package com.acme.main;

                        import io.multimodal4j.model.ModelIndex;
                        import java.util.ServiceLoader;

                        final class Main {

                            private Main() {}

                            public static void main(String[] arguments) {
                                for (ModelIndex index : ServiceLoader.load(ModelIndex.class)) {
                                    String architecture = index.architectures().get(0);
                                    System.out.print(index.architectures() + " "
                                            + index.registration(architecture).schema().modelClass());
                                }
                            }
                        }
                        """);
        assertThat(application.compileAll()).isEmpty();
        String path = String.join(
                java.io.File.pathSeparator,
                application.output().toString(),
                models.output().toString(),
                DiskJavac.modulePath(System.getProperty("java.class.path")));
        Process java = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--module-path",
                        path,
                        "--module",
                        "com.acme.main/com.acme.main.Main"))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String output = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(java.waitFor()).as(output).isZero();
        return output;
    }
}
