package io.multimodal4j.fuzz;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.bytedeco.javacpp.Pointer;

/**
 * Runs targets on damaged files in a process of its own, where a crash of native code is an exit status and what native libraries write to standard error goes to a file. Arguments: the folder for
 * reports, the number of runs, a seed, targets.
 */
public final class FuzzRun {

    private static final double WARM_UP = 0.25;

    private FuzzRun() {}

    /** Writes a line per target, and at a defect the input that found it. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        int runs = Integer.parseInt(arguments[1]);
        long seed = Long.parseLong(arguments[2]);
        try (PrintStream report =
                new PrintStream(Files.newOutputStream(folder.resolve("report.txt")), true, StandardCharsets.UTF_8)) {
            for (int i = 3; i < arguments.length; i++) {
                run(FuzzTarget.valueOf(arguments[i]), runs, seed, folder, report);
            }
            report.println("done");
        }
    }

    private static void run(FuzzTarget target, int runs, long seed, Path folder, PrintStream report)
            throws IOException {
        List<byte[]> seeds = target.seeds();
        for (byte[] whole : seeds) {
            if (!target.accepts(whole)) {
                report.println(target + " fails: a file that is whole is refused");
            }
        }
        int accepted = 0;
        long before = 0;
        for (int i = 0; i < runs; i++) {
            if (i == (int) (runs * WARM_UP)) {
                before = Pointer.physicalBytes();
            }
            byte[] input = new Mutator(new Random(seed + i), seeds).next();
            // Where a crash can be looked at.
            Files.write(folder.resolve("input"), input);
            try {
                accepted += target.accepts(input) ? 1 : 0;
            } catch (Throwable e) {
                Files.write(folder.resolve("defect-" + target), input);
                report.println(target + " run " + i + " of seed " + seed + " fails: " + e);
                e.printStackTrace(report);
                break;
            }
        }
        report.println(target + " " + runs + " runs, " + accepted + " accepted, grown by "
                + ((Pointer.physicalBytes() - before) >> 20) + " MB");
    }
}
