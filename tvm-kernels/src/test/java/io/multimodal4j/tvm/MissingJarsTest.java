package io.multimodal4j.tvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** On a class path that lacks jars the back end is unavailable and says which jars it needs; no linkage error comes through. */
class MissingJarsTest {

    @BeforeEach
    void needsKernels() {
        assertThat(Variants.runnable()).isNotEmpty();
    }

    @Test
    void withoutNativeJars() throws Exception {
        Throwable failure = createWithout(jar -> jar.endsWith("-linux-x86_64.jar"));
        assertThat(failure.getClass().getSimpleName()).isEqualTo("BackendUnavailableException");
        assertThat(failure)
                .hasMessageContaining("tvm, openblas, dnnl and opencl")
                .hasCauseInstanceOf(LinkageError.class);
    }

    @Test
    void withoutAnythingOfTvm() throws Exception {
        Throwable failure = createWithout(jar -> jar.startsWith("tvm-0") || jar.endsWith("-linux-x86_64.jar"));
        assertThat(failure.getClass().getSimpleName()).isEqualTo("BackendUnavailableException");
        assertThat(failure)
                .hasMessageContaining("tvm, openblas, dnnl and opencl")
                .hasCauseInstanceOf(LinkageError.class);
    }

    private static Throwable createWithout(Predicate<String> missing) throws Exception {
        URL[] jars = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(path -> !missing.test(String.valueOf(path.getFileName())))
                .map(MissingJarsTest::url)
                .toArray(URL[]::new);
        try (URLClassLoader loader = new URLClassLoader(jars, ClassLoader.getPlatformClassLoader())) {
            Object provider = loader.loadClass(TvmKernelsProvider.class.getName())
                    .getConstructor()
                    .newInstance();
            Throwable failure =
                    catchThrowable(() -> provider.getClass().getMethod("create").invoke(provider));
            return Objects.requireNonNull(failure.getCause(), "the reflective call wraps what create throws");
        }
    }

    private static URL url(Path path) {
        try {
            return path.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }
}
