package io.multimodal4j.tvm;

import io.multimodal4j.kernel.BackendUnavailableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the CPU can do.
 *
 * @param flags as Linux names them; it leaves out what the system does not allow, such as AVX-512 without its registers
 */
record CpuFeatures(Set<String> flags) {

    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

    static CpuFeatures ofThisMachine() throws BackendUnavailableException {
        String system = System.getProperty("os.name") + " on " + System.getProperty("os.arch");
        if (!isLinuxOnX86()) {
            throw new BackendUnavailableException("the kernels are compiled for Linux on x86-64, this is " + system);
        }
        try (Stream<String> lines = Files.lines(CPU_INFO)) {
            return new CpuFeatures(Set.copyOf(lines.filter(line -> line.startsWith("flags"))
                    .findFirst()
                    .map(line -> Arrays.asList(
                            line.substring(line.indexOf(':') + 1).strip().split(" ")))
                    .orElse(List.of())));
        } catch (IOException e) {
            throw new BackendUnavailableException("cannot read the features of the CPU from " + CPU_INFO, e);
        }
    }

    static boolean isLinuxOnX86() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        return system.startsWith("linux") && System.getProperty("os.arch").equals("amd64");
    }

    boolean has(Collection<String> wanted) {
        return flags.containsAll(wanted);
    }

    String missing(Collection<String> wanted) {
        return wanted.stream().filter(flag -> !flags.contains(flag)).collect(Collectors.joining(", "));
    }
}
