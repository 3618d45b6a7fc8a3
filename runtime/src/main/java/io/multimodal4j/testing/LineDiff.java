package io.multimodal4j.testing;

import java.util.ArrayList;
import java.util.List;

/** The lines that two texts do not share, with some around them, by the longest common subsequence. */
final class LineDiff {

    private static final int CONTEXT = 2;

    private final List<String> lines = new ArrayList<>();
    private final List<Boolean> changed = new ArrayList<>();

    private LineDiff() {}

    static String of(String before, String after) {
        LineDiff diff = new LineDiff();
        diff.compare(before.lines().toList(), after.lines().toList());
        return diff.print();
    }

    private void compare(List<String> before, List<String> after) {
        int[][] common = new int[before.size() + 1][after.size() + 1];
        for (int i = before.size() - 1; i >= 0; i--) {
            for (int j = after.size() - 1; j >= 0; j--) {
                common[i][j] = before.get(i).equals(after.get(j))
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        int i = 0;
        int j = 0;
        while (i < before.size() || j < after.size()) {
            if (i < before.size() && j < after.size() && before.get(i).equals(after.get(j))) {
                add("  ", before.get(i), false);
                i++;
                j++;
            } else if (j == after.size() || (i < before.size() && common[i + 1][j] >= common[i][j + 1])) {
                add("- ", before.get(i), true);
                i++;
            } else {
                add("+ ", after.get(j), true);
                j++;
            }
        }
    }

    private void add(String mark, String line, boolean isChanged) {
        lines.add(mark + line);
        changed.add(isChanged);
    }

    private String print() {
        StringBuilder text = new StringBuilder();
        boolean gap = false;
        for (int i = 0; i < lines.size(); i++) {
            int from = Math.max(0, i - CONTEXT);
            int to = Math.min(lines.size(), i + CONTEXT + 1);
            if (changed.subList(from, to).contains(true)) {
                text.append(gap ? "  ...\n" : "").append(lines.get(i)).append('\n');
                gap = false;
            } else {
                gap = true;
            }
        }
        return text.toString();
    }
}
