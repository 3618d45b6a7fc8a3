package io.multimodal4j.media;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The pictures in a folder, which are the frames of a video: the files whose names end in .jpg, .jpeg, .png, .webp, .gif, .bmp, .tif or .tiff, in the order of their names, where numbers
 * are compared as numbers: {@code frame2.png} comes before {@code frame10.png}.
 */
final class PictureFolder {

    private static final Set<String> ENDINGS = Set.of("jpg", "jpeg", "png", "webp", "gif", "bmp", "tif", "tiff");

    private PictureFolder() {}

    /**
     * The pictures.
     *
     * @param folder the folder
     * @param atMost more than these are not looked at, though one more is given
     */
    static List<Path> pictures(Path folder, long atMost) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> ENDINGS.contains(ending(name(file))) && Files.isRegularFile(file))
                    .limit(atMost + 1)
                    .sorted(Comparator.comparing(PictureFolder::name, PictureFolder::compareNames))
                    .toList();
        }
    }

    private static String name(Path file) {
        Path name = file.getFileName();
        return name == null ? "" : name.toString();
    }

    private static String ending(String name) {
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    /** Compares runs of digits by their value, everything else by its characters; names of equal value by their characters. */
    static int compareNames(String a, String b) {
        int i = 0;
        int j = 0;
        while (i < a.length() && j < b.length()) {
            if (isDigit(a.charAt(i)) && isDigit(b.charAt(j))) {
                int endA = endOfDigits(a, i);
                int endB = endOfDigits(b, j);
                int order = compareNumbers(a.substring(i, endA), b.substring(j, endB));
                if (order != 0) {
                    return order;
                }
                i = endA;
                j = endB;
            } else if (a.charAt(i) != b.charAt(j)) {
                return Character.compare(a.charAt(i), b.charAt(j));
            } else {
                i++;
                j++;
            }
        }
        int rest = Integer.compare(a.length() - i, b.length() - j);
        return rest != 0 ? rest : a.compareTo(b);
    }

    private static int compareNumbers(String a, String b) {
        String one = withoutZeros(a);
        String other = withoutZeros(b);
        int byLength = Integer.compare(one.length(), other.length());
        return byLength != 0 ? byLength : one.compareTo(other);
    }

    private static String withoutZeros(String digits) {
        int from = 0;
        while (from < digits.length() && digits.charAt(from) == '0') {
            from++;
        }
        return digits.substring(from);
    }

    private static int endOfDigits(String text, int from) {
        int end = from;
        while (end < text.length() && isDigit(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
