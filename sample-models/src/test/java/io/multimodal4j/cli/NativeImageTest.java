package io.multimodal4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.multimodal4j.samples.Backends;
import io.multimodal4j.samples.LlavaGoldens;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Method;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A native image has only the resources that are declared in {@code META-INF/native-image}: what our classes read is what is declared. */
class NativeImageTest {

    private static final List<String> MODULES = List.of("runtime", "tvm-kernels", "sample-models");

    /** Loads our classes anew and remembers which resources anybody asks it for; everything else is that of the tests. */
    private static final class RecordingLoader extends ClassLoader {
        private final Set<String> read = new ConcurrentSkipListSet<>();

        RecordingLoader() {
            super(NativeImageTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith("io.multimodal4j.")) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded != null ? loaded : define(name);
            }
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
                if (in == null) {
                    throw new ClassNotFoundException(name);
                }
                byte[] bytes = in.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }

        @Override
        public URL getResource(String name) {
            URL found = super.getResource(name);
            if (found != null && isOurs(found)) {
                read.add(name);
            }
            return found;
        }

        @Override
        public Enumeration<URL> getResources(String name) throws IOException {
            List<URL> found = Collections.list(super.getResources(name));
            if (found.stream().anyMatch(RecordingLoader::isOurs)) {
                read.add(name);
            }
            return Collections.enumeration(found);
        }

        private static boolean isOurs(URL resource) {
            return resource.getPath().matches(".*(/target/classes/|/multimodal4j-[^/]*\\.jar!/).*");
        }
    }

    private static List<Pattern> declared(String module) throws IOException {
        String file = "META-INF/native-image/io.multimodal4j/multimodal4j-" + module + "/resource-config.json";
        try (InputStream in = NativeImageTest.class.getClassLoader().getResourceAsStream(file)) {
            assertThat(in).as(file).isNotNull();
            List<Pattern> patterns = new ArrayList<>();
            for (JsonNode include : new ObjectMapper().readTree(in).at("/resources/includes")) {
                patterns.add(Pattern.compile(include.get("pattern").asText()));
            }
            return patterns;
        }
    }

    private static Set<String> read(String... command) throws ReflectiveOperationException {
        RecordingLoader loader = new RecordingLoader();
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        Thread.currentThread().setContextClassLoader(loader);
        try {
            Method run = loader.loadClass(Main.class.getName())
                    .getDeclaredMethod("run", PrintWriter.class, PrintWriter.class, String[].class);
            run.setAccessible(true);
            StringWriter said = new StringWriter();
            Object code = run.invoke(null, new PrintWriter(said), new PrintWriter(said), command);
            assertThat(code).as(said.toString()).isEqualTo(0);
        } finally {
            Thread.currentThread().setContextClassLoader(context);
        }
        return loader.read;
    }

    private static String[] process(String backend) {
        return new String[] {
            "process",
            "--model-dir",
            LlavaGoldens.MODEL_DIRECTORY.toString(),
            "--prompt",
            "USER: <image> What is this? ASSISTANT:",
            "--image",
            LlavaGoldens.HARBOUR.toString(),
            "--backend",
            backend
        };
    }

    @Test
    void whatIsReadIsDeclaredAndWhatIsDeclaredIsRead() throws Exception {
        List<String> backends = Backends.here().toList();
        Set<String> read = new TreeSet<>();
        for (String backend : backends) {
            read.addAll(read(process(backend)));
        }
        read.addAll(read("models"));
        read.addAll(read("schema", "LlavaForConditionalGeneration"));
        read.addAll(read("explain", "MM4J204"));

        List<Pattern> patterns = new ArrayList<>();
        for (String module : MODULES) {
            if (!module.equals("tvm-kernels") || backends.contains("tvm-cpu")) {
                patterns.addAll(declared(module));
            }
        }
        assertThat(read)
                .contains("META-INF/multimodal4j/io.multimodal4j.samples.Llava.json")
                .allMatch(
                        name -> patterns.stream().anyMatch(p -> p.matcher(name).matches()));
        assertThat(patterns)
                .allMatch(p -> read.stream().anyMatch(name -> p.matcher(name).matches()));
    }

    /** Read only where they are not unpacked yet. */
    @Test
    void everyKernelLibraryIsDeclared() throws IOException {
        String folder = "META-INF/multimodal4j/kernels/linux-x86_64/";
        try (InputStream in = NativeImageTest.class.getClassLoader().getResourceAsStream(folder + "manifest.json")) {
            List<String> libraries =
                    new ObjectMapper().readTree(in).get("libraries").findValuesAsText("file");
            assertThat(libraries)
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(declared("tvm-kernels"))
                            .anyMatch(p -> p.matcher(folder + file).matches()));
        }
    }
}
