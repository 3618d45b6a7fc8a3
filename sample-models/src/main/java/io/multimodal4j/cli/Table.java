package io.multimodal4j.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Lines of cells, printed with aligned columns, for people. */
final class Table {

    private static final String GAP = "  ";

    private final List<List<String>> lines = new ArrayList<>();

    Table line(String... cells) {
        lines.add(List.of(cells));
        return this;
    }

    void print(PrintWriter out) {
        int columns = lines.stream().mapToInt(List::size).max().orElse(0);
        int[] widths = new int[columns];
        for (List<String> line : lines) {
            for (int i = 0; i < line.size(); i++) {
                widths[i] = Math.max(widths[i], line.get(i).length());
            }
        }
        for (List<String> line : lines) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < line.size(); i++) {
                text.append(line.get(i));
                text.append(" ".repeat(widths[i] - line.get(i).length())).append(GAP);
            }
            out.println(text.toString().stripTrailing());
        }
    }

    /** A number with thousands separators. */
    static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    /** A number of bytes with thousands separators, and in the unit that people think in. */
    static String bytes(long value) {
        String exact = number(value) + " bytes";
        return value < 1024 * 1024
                ? exact
                : String.format(Locale.ROOT, "%s (%.1f MiB)", exact, value / (1024.0 * 1024.0));
    }

    /** A time in milliseconds. */
    static String millis(long nanos) {
        return String.format(Locale.ROOT, "%,.3f ms", nanos / 1e6);
    }
}
