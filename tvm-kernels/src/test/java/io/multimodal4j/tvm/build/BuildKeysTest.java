package io.multimodal4j.tvm.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is compiled again, and what is not. */
class BuildKeysTest {

    private static final Variant V3 = Variant.ALL.get(2);
    private static final Variant V4 = Variant.ALL.get(1);
    private static final Map<String, String> TOOLS = Map.of("tvm", "1", "llvm", "2");

    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void writeSources() throws IOException {
        write("mm4j_kernels/__init__.py", "ABI = 1");
        write("mm4j_kernels/shared.py", "shared");
        write("mm4j_kernels/kernels/__init__.py", "");
        write("mm4j_kernels/kernels/crop.py", "crop");
        write("mm4j_kernels/kernels/resize.py", "resize");
        write("compile.txt", "script");
        write("check.txt", "check");
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.resolveSibling(""));
        Files.writeString(file, text);
    }

    private KernelSources sources(Map<String, String> tools) throws IOException {
        return new KernelSources(folder, folder.resolve("compile.txt"), folder.resolve("check.txt"), tools);
    }

    @Test
    void everyFileInTheKernelsFolderIsAKernel() throws IOException {
        assertThat(sources(TOOLS).kernels()).containsExactly("crop", "resize");
    }

    @Test
    void aChangedKernelChangesOnlyItsOwnObjects() throws IOException {
        String crop = sources(TOOLS).objectKey("crop", V3);
        String resize = sources(TOOLS).objectKey("resize", V3);
        String all = sources(TOOLS).key(Variant.ALL);
        write("mm4j_kernels/kernels/crop.py", "crop, otherwise");
        assertThat(sources(TOOLS).objectKey("crop", V3)).isNotEqualTo(crop);
        assertThat(sources(TOOLS).objectKey("resize", V3)).isEqualTo(resize);
        assertThat(sources(TOOLS).key(Variant.ALL)).isNotEqualTo(all);
    }

    @Test
    void sharedSourcesScriptToolsAndTargetChangeEveryObject() throws IOException {
        String before = sources(TOOLS).objectKey("crop", V3);
        assertThat(sources(TOOLS).objectKey("crop", V4)).isNotEqualTo(before);
        assertThat(sources(Map.of("tvm", "1", "llvm", "3")).objectKey("crop", V3))
                .isNotEqualTo(before);
        write("mm4j_kernels/shared.py", "shared, otherwise");
        String shared = sources(TOOLS).objectKey("crop", V3);
        assertThat(shared).isNotEqualTo(before);
        write("compile.txt", "script, otherwise");
        assertThat(sources(TOOLS).objectKey("crop", V3)).isNotEqualTo(shared).isNotEqualTo(before);
    }

    @Test
    void aChangedCheckChangesNoObject() throws IOException {
        String crop = sources(TOOLS).objectKey("crop", V3);
        String all = sources(TOOLS).key(Variant.ALL);
        write("check.txt", "check, otherwise");
        assertThat(sources(TOOLS).objectKey("crop", V3)).isEqualTo(crop);
        assertThat(sources(TOOLS).key(Variant.ALL)).isNotEqualTo(all);
    }

    @Test
    void keysDoNotDependOnTimes() throws IOException {
        String before = sources(TOOLS).key(Variant.ALL);
        writeSources();
        assertThat(sources(TOOLS).key(Variant.ALL)).isEqualTo(before);
    }

    @Test
    void movingTextBetweenFilesChangesTheKey() throws IOException {
        write("mm4j_kernels/a.py", "xy");
        write("mm4j_kernels/b.py", "z");
        String before = sources(TOOLS).key(Variant.ALL);
        write("mm4j_kernels/a.py", "x");
        write("mm4j_kernels/b.py", "yz");
        assertThat(sources(TOOLS).key(Variant.ALL)).isNotEqualTo(before);
    }

    @Test
    void theRecordIsCurrentUntilTheKeyOrAResultChanges() throws IOException {
        BuildRecord record = new BuildRecord(folder.resolve("built.txt"), folder);
        assertThat(record.isCurrent("key")).isFalse();
        write("lib.so", "library");
        record.write("key", List.of("lib.so"));
        assertThat(record.isCurrent("key")).isTrue();
        assertThat(record.isCurrent("other key")).isFalse();
        write("lib.so", "damaged");
        assertThat(record.isCurrent("key")).isFalse();
        Files.delete(folder.resolve("lib.so"));
        assertThat(record.isCurrent("key")).isFalse();
    }

    @Test
    void aCutOffRecordIsNotCurrent() throws IOException {
        write("built.txt", "key\n");
        assertThat(new BuildRecord(folder.resolve("built.txt"), folder).isCurrent("key"))
                .isFalse();
    }

    @Test
    void anUnknownKernelIsNamed() {
        assertThatThrownBy(() -> sources(TOOLS).objectKey("rotate", V3)).hasMessageContaining("rotate");
    }
}
