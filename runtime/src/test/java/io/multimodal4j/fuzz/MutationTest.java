package io.multimodal4j.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Damaged files are our exceptions or they are read: nothing else is thrown, no native code crashes, no memory stays. {@code -Dmultimodal4j.fuzz.runs=100000} looks longer, {@code -Dmultimodal4j.fuzz.seed=7}
 * elsewhere; docs/fuzzing.md says how Jazzer runs on the same targets.
 */
class MutationTest {

    private static final int RUNS = Integer.getInteger("multimodal4j.fuzz.runs", 500);
    private static final long SEED = Long.getLong("multimodal4j.fuzz.seed", 20_261_123L);
    private static final long MOST_GROWTH_MB = 48;
    private static final Pattern LINE = Pattern.compile("(\\w+) \\d+ runs, \\d+ accepted, grown by (-?\\d+) MB");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "JPEG PNG WEBP",
                "GIF BMP TIFF ANIMATION",
                "WAV DATA_URL CONFIG KWARGS TOKENIZER_CONFIG TOKENIZER CHAT_TEMPLATE CONVERSATION",
                "VIDEO_FILE SOUND_FILE",
            })
    void damagedFilesAreRefusedOrRead(String names, @TempDir Path folder) throws IOException, InterruptedException {
        List<String> targets = List.of(names.split(" ", -1));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // All of the heap at once, so that what grows is native memory.
                "-Xms256m",
                "-Xmx256m",
                "-XX:+AlwaysPreTouch",
                "-cp",
                System.getProperty("java.class.path")));
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("--enable-native-access"))
                .forEach(command::add);
        command.addAll(List.of(FuzzRun.class.getName(), folder.toString(), "" + RUNS, "" + SEED));
        command.addAll(targets);
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output.txt").toFile())
                .start();
        int status = process.waitFor();
        Path report = folder.resolve("report.txt");
        String said = Files.exists(report) ? Files.readString(report) : "nothing";
        assertThat(status).as(() -> said + "\n" + keep(folder)).isZero();
        assertThat(said)
                .as(() -> said + keep(folder))
                .endsWith("done" + System.lineSeparator())
                .doesNotContain("fails:");
        Matcher lines = LINE.matcher(said);
        for (String target : targets) {
            assertThat(lines.find()).as(said).isTrue();
            assertThat(lines.group(1)).isEqualTo(target);
            assertThat(Long.parseLong(lines.group(2))).as(said).isLessThan(MOST_GROWTH_MB);
        }
        assertThat(lines.find()).isFalse();
    }

    /** Brings what was found to where it outlives the test. */
    private static String keep(Path folder) {
        Path kept = new File("target/fuzz").toPath();
        try (Stream<Path> files = Files.list(folder)) {
            Files.createDirectories(kept);
            for (Path file : files.toList()) {
                Files.copy(file, kept.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
            return "the input is in " + kept.toAbsolutePath();
        } catch (IOException e) {
            return "and the input could not be kept: " + e;
        }
    }
}
