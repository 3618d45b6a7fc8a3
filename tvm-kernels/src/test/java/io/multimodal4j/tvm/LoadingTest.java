package io.multimodal4j.tvm;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.multimodal4j.ReflectionUse;
import io.multimodal4j.kernel.BackendUnavailableException;
import io.multimodal4j.kernel.KernelBackend;
import io.multimodal4j.kernel.KernelBackendProvider;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is missing, damaged or of another version is named, before anything is loaded. */
class LoadingTest {

    private static final JarFiles JAR = new JarFiles();

    private String best = "";

    @BeforeEach
    void needsKernels() {
        best = Variants.runnable().get(0);
    }

    @Test
    void theServiceTakesTheBestVariant() throws Exception {
        KernelBackendProvider provider = ServiceLoader.load(KernelBackendProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(p -> p.name().equals("tvm-cpu"))
                .findFirst()
                .orElseThrow();
        assertThat(provider.priority()).isEqualTo(10);
        try (KernelBackend backend = provider.create()) {
            assertThat(backend.name()).isEqualTo("tvm-cpu");
            assertThat(((TvmKernels) backend).variant()).isEqualTo(best);
        }
    }

    @Test
    void nothingNeedsReflection() throws Exception {
        assertThat(ReflectionUse.besides(TvmKernels.class)).isEmpty();
    }

    @Test
    void thePropertyChoosesAVariant() throws Exception {
        System.setProperty(TvmKernelsProvider.CPU_PROPERTY, "x86-64-v3");
        try (KernelBackend backend = new TvmKernelsProvider().create()) {
            assertThat(((TvmKernels) backend).variant()).isEqualTo("x86-64-v3");
        } finally {
            System.clearProperty(TvmKernelsProvider.CPU_PROPERTY);
        }
    }

    @Test
    void anUnknownVariantIsRefusedWithThoseThatExist() {
        assertThatThrownBy(() -> open(JAR, "x86-64-v9"))
                .isInstanceOf(BackendUnavailableException.class)
                .hasMessageContaining("multimodal4j.tvm.cpu=x86-64-v9")
                .hasMessageContaining("x86-64-v4-vnni, x86-64-v4, x86-64-v3");
    }

    @Test
    void aCpuThatLacksInstructionsIsRefusedWithTheirNames() {
        CpuFeatures old = new CpuFeatures(Set.of("sse2", "avx2", "bmi1", "bmi2", "f16c", "movbe"));
        assertThatThrownBy(() -> TvmKernels.open(JAR, old, null))
                .isInstanceOf(BackendUnavailableException.class)
                .hasMessage("the kernels need a CPU of at least x86-64-v3; this one lacks fma");
        assertThatThrownBy(() -> TvmKernels.open(JAR, old, "x86-64-v4"))
                .isInstanceOf(BackendUnavailableException.class)
                .hasMessageContaining("avx512f, avx512bw");
    }

    @Test
    void aJarWithoutKernelsSaysSo() {
        assertThatThrownBy(() -> open(name -> null, null))
                .isInstanceOf(BackendUnavailableException.class)
                .hasMessageContaining("no manifest.json");
    }

    @Test
    void anotherAbiIsRefused() {
        assertThatThrownBy(() -> open(manifest(text -> text.replace("\"abi\": " + Kernel.ABI, "\"abi\": 999")), null))
                .isInstanceOf(BackendUnavailableException.class)
                .hasMessageContaining("ABI 999")
                .hasMessageContaining("ABI " + Kernel.ABI);
    }

    @Test
    void otherArgumentsAreRefused() {
        assertThatThrownBy(
                        () -> open(manifest(text -> text.replace("\"name\": \"top\"", "\"name\": \"bottom\"")), null))
                .isInstanceOf(BackendUnavailableException.class)
                .hasMessageContaining("crop_u8")
                .hasMessageContaining("int32 bottom");
    }

    @Test
    void aMissingKernelIsRefused() {
        assertThatThrownBy(() -> open(manifest(text -> text.replace("normalize_u8_f32", "something_else")), null))
                .isInstanceOf(BackendUnavailableException.class)
                .hasMessageContaining("normalize_u8_f32")
                .hasMessageContaining("no such kernel");
    }

    @Test
    void aManifestThatIsNoJsonIsRefused() {
        assertThatThrownBy(() -> open(manifest(text -> text.substring(0, text.length() / 2)), null))
                .isInstanceOf(BackendUnavailableException.class)
                .hasMessageContaining("manifest.json");
    }

    @Test
    void aDamagedLibraryIsRefused(@TempDir Path folder) throws Exception {
        KernelManifest.Library library = library();
        KernelFiles damaged = name -> {
            InputStream in = JAR.open(name);
            if (in == null || !name.equals(library.file())) {
                return in;
            }
            byte[] content = in.readAllBytes();
            content[content.length / 2] ^= 1;
            return new ByteArrayInputStream(content);
        };
        assertThatThrownBy(() -> new LibraryCache(folder).unpack(damaged, library))
                .isInstanceOf(BackendUnavailableException.class)
                .hasMessageContaining(library.file() + " is damaged")
                .hasMessageContaining(library.sha256());
    }

    @Test
    void aMissingLibraryIsRefused(@TempDir Path folder) throws Exception {
        KernelManifest.Library library = library();
        assertThatThrownBy(() -> new LibraryCache(folder).unpack(name -> null, library))
                .isInstanceOf(BackendUnavailableException.class)
                .hasMessageContaining(library.file());
    }

    @Test
    void aFileThatIsNoLibraryIsRefusedWithTheLoadersText(@TempDir Path folder) throws Exception {
        Variants.open(best).close(); // Otherwise the runtime's own loading fails first.
        Path file = Files.writeString(folder.resolve("libnothing.so"), "nothing");
        assertThatThrownBy(() -> KernelLibrary.load(file))
                .isInstanceOf(BackendUnavailableException.class)
                .hasMessageContaining("libnothing.so");
    }

    @Test
    void unpackedLibrariesAreReusedAndRepaired(@TempDir Path folder) throws Exception {
        KernelManifest.Library library = library();
        LibraryCache cache = new LibraryCache(folder);
        Path file = cache.unpack(JAR, library);
        byte[] good = Files.readAllBytes(file);
        assertThat(cache.unpack(name -> null, library)).isEqualTo(file);
        Files.writeString(file, "damaged by somebody");
        assertThat(cache.unpack(JAR, library)).isEqualTo(file).hasBinaryContent(good);
        try (var files = Files.list(file.resolveSibling(""))) {
            assertThat(files).containsExactly(file);
        }
    }

    private static KernelManifest.Library library() throws BackendUnavailableException {
        return KernelManifest.read(JAR).libraries().get(0);
    }

    private static void open(KernelFiles files, @org.jspecify.annotations.Nullable String variant)
            throws BackendUnavailableException {
        TvmKernels.open(files, CpuFeatures.ofThisMachine(), variant).close();
    }

    private static KernelFiles manifest(UnaryOperator<String> change) {
        return name -> {
            InputStream in = JAR.open(name);
            return in == null || !name.equals("manifest.json") ? in : changed(in, change);
        };
    }

    private static InputStream changed(InputStream in, UnaryOperator<String> change) throws IOException {
        String text = new String(in.readAllBytes(), UTF_8);
        String changed = change.apply(text);
        assertThat(changed).isNotEqualTo(text);
        return new ByteArrayInputStream(changed.getBytes(UTF_8));
    }
}
