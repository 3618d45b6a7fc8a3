package io.multimodal4j.processor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Changes a declaration as an author might by mistake: still Java to the parser, but perhaps no declaration any more. */
final class Mutator {

    private static final String KEYS = "name|modality|shape|target|text|embed|before|after|count|order|at|layout|dtype"
            + "|sizes|keepOnCpu|max|value|info";
    private static final Pattern MEMBER =
            Pattern.compile("\\b(" + KEYS + ") = (\"(?:[^\"\\\\]|\\\\.)*\"|-?[\\w.]+)(?=[,)\\s])(?!\\s*[;.?:<(])");
    private static final Pattern ANNOTATION = Pattern.compile(
            "@(?:MultiModalField|PromptReplacement|PromptInsertion|SizeWithMostFeatures|MaxTokensPerItem|ConfigKey)"
                    + "\\((?:[^()\"]|\"(?:[^\"\\\\]|\\\\.)*\")*\\)");
    private static final Pattern STRING = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"");

    /** What may stand in the place of what, beside the values of annotations. */
    private static final Map<Pattern, List<String>> REPLACEMENTS = Map.of(
            Pattern.compile("(?<=\\)\\s{1,40})Tensor(?= )"),
            List.of("java.util.Optional<Tensor>", "float[]", "Object", "java.util.Optional<String>", "Tensor..."),
            Pattern.compile("\\b(?:ImageSize|VideoSize|AudioLength|ItemInfo)(?= (?:image|video|audio|item)[,)])"),
            List.of(
                    "io.multimodal4j.media.ImageSize",
                    "io.multimodal4j.media.VideoSize",
                    "io.multimodal4j.media.AudioLength",
                    "io.multimodal4j.media.ItemInfo",
                    "int",
                    "Missing"),
            Pattern.compile("(?<!private )static (?:int|PromptContent|ImageSize|AudioLength)\\b"),
            List.of("static long", "int", "private static int", "public static int", "static <T> int", "static Object"),
            Pattern.compile("(?<=    )List<Tensor>(?= \\w+\\()"),
            List.of("Tensor", "private List<Tensor>", "static List<Tensor>", "public List<Tensor>", "List<?>", "void"),
            Pattern.compile("\\bfinal class(?= \\w+ implements Supports)"),
            List.of("abstract class", "class", "public final class", "final @Deprecated class"),
            Pattern.compile("\\(Config config, "),
            List.of("(", "(Config config, Config again, ", "(String config, ", "(Missing config, "),
            Pattern.compile("\\bModelContext context(?=\\))"),
            List.of("ModelContext context, ModelContext again", "int context", "Object context"),
            Pattern.compile(" implements SupportsMultiModal"),
            List.of("", "<T> implements SupportsMultiModal"),
            Pattern.compile("\\bint (?=\\w+[,)])"),
            List.of("long ", "String ", "java.util.Optional<Integer> ", "float "));

    private final Random random;
    private final String source;

    private Mutator(Random random, String source) {
        this.random = random;
        this.source = source;
    }

    /** A change: what is between two places gives way to a text. */
    private record Change(int start, int end, String text) {}

    static String mutate(String source, Random random) {
        Mutator mutator = new Mutator(random, source);
        List<Change> changes = switch (random.nextInt(8)) {
            case 0 -> mutator.annotations();
            case 1, 2 -> mutator.replacements();
            default -> mutator.members();
        };
        if (changes.isEmpty()) {
            return source;
        }
        Change change = changes.get(random.nextInt(changes.size()));
        return source.substring(0, change.start()) + change.text() + source.substring(change.end());
    }

    private List<Change> annotations() {
        List<Change> changes = new ArrayList<>();
        Matcher found = ANNOTATION.matcher(source);
        while (found.find()) {
            changes.add(
                    new Change(found.start(), found.end(), random.nextBoolean() ? "" : found.group() + found.group()));
        }
        return changes;
    }

    private List<Change> replacements() {
        List<Change> changes = new ArrayList<>();
        REPLACEMENTS.entrySet().stream()
                .sorted(java.util.Comparator.comparing(entry -> entry.getKey().pattern()))
                .forEach(entry -> {
                    Matcher found = entry.getKey().matcher(source);
                    while (found.find()) {
                        changes.add(new Change(found.start(), found.end(), pick(entry.getValue())));
                    }
                });
        return changes;
    }

    private List<Change> members() {
        List<Change> changes = new ArrayList<>();
        Matcher found = MEMBER.matcher(source);
        while (found.find()) {
            changes.add(member(found));
        }
        return changes;
    }

    private Change member(Matcher found) {
        String key = found.group(1);
        return switch (random.nextInt(8)) {
            case 0 -> without(found);
            case 1 -> new Change(found.start(), found.end(), found.group() + ", " + found.group());
            case 2 -> new Change(found.start(1), found.end(1), pick(List.of(KEYS.split("\\|", -1))));
            default -> new Change(found.start(2), found.end(2), value(key, found.group(2)));
        };
    }

    /** Takes a member away with one of the commas around it. */
    private Change without(Matcher found) {
        int end = found.end() + (source.startsWith(",", found.end()) ? 1 : 0);
        int start = found.start();
        while (end == found.end() && Character.isWhitespace(source.charAt(start - 1))) {
            start--;
        }
        boolean last = end == found.end() && source.charAt(start - 1) == ',';
        return new Change(last ? start - 1 : start, end, "");
    }

    private String value(String key, String old) {
        return switch (key) {
            case "modality" -> pick(List.of("IMAGE", "\"video\"", "\"audio\"", "\"imgae\"", "\"\"", "7"));
            case "layout" -> pick(List.of(layout("FLAT"), layout("SHARED"), layout("BATCHED"), layout("RAGGED")));
            case "dtype" -> "io.multimodal4j.annotations.DType." + pick(List.of("INT32", "FLOAT16", "UINT8", "HALF"));
            case "at" ->
                "io.multimodal4j.annotations.InsertionPoint."
                        + pick(List.of("START", "END", "AFTER_PREFIX", "AFTER_TARGET", "MIDDLE"));
            case "count", "order", "max" -> pick(List.of("0", "-1", "1", "17", "Integer.MAX_VALUE", "\"2\""));
            case "keepOnCpu" -> pick(List.of("true", "false", "1"));
            case "info" -> pick(List.of("String.class", "int.class", "Void.class", "Missing.class", "Object[].class"));
            default -> old.startsWith("\"") ? text(old.substring(1, old.length() - 1)) : old;
        };
    }

    private static String layout(String name) {
        return "io.multimodal4j.annotations.Layout." + name;
    }

    private String text(String old) {
        List<String> others =
                STRING.matcher(source).results().map(result -> result.group()).toList();
        return switch (random.nextInt(9)) {
            case 0 -> "\"\"";
            case 1 -> "\" \"";
            case 2 -> "\"" + old + old + "\"";
            case 3 -> "\"" + old + "{n}\"";
            case 4 -> "\"" + old + "x\"";
            case 5 -> "\"" + old + " 1\"";
            case 6 -> "\"ünï\\t✓ $S%s\\\"" + old + "\"";
            default -> pick(others);
        };
    }

    private String pick(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
