package io.multimodal4j.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code mm4j explain}: what a diagnostic of the compiler means. The build packs the pages of the documentation. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        description = "Prints the page of a diagnostic such as MM4J204, or lists them all.")
final class ExplainCommand implements Runnable {

    private static final String PAGES = "META-INF/multimodal4j/diagnostics/";
    private static final Pattern ROW =
            Pattern.compile("^\\| \\[(MM4J\\d{3})]\\(\\1\\.md\\) \\| (.*?) *\\|$", Pattern.MULTILINE);

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "CODE", description = "The diagnostic's id; all are listed without one.")
    private Optional<String> code = Optional.empty();

    ExplainCommand() {}

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        Map<String, String> titles = titles();
        if (code.isEmpty()) {
            Table table = new Table();
            titles.forEach(table::line);
            table.print(out);
            return;
        }
        String wanted = code.get().toUpperCase(Locale.ROOT);
        if (!titles.containsKey(wanted)) {
            throw new IllegalArgumentException("there is no diagnostic '" + code.get() + "'; the nearest are "
                    + String.join(", ", Nearest.to(wanted, titles.keySet(), 3)) + "; mm4j explain lists all");
        }
        out.print(page(wanted));
    }

    private static Map<String, String> titles() {
        Map<String, String> titles = new TreeMap<>();
        Matcher row = ROW.matcher(page("README"));
        while (row.find()) {
            titles.put(row.group(1), row.group(2));
        }
        return titles;
    }

    private static String page(String name) {
        return Resources.text(PAGES + name + ".md")
                .orElseThrow(() -> new IllegalStateException("the page " + name + " is not in this jar"));
    }
}
