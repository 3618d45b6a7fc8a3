package io.multimodal4j.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The entry of {@code mm4j.jar}. */
@Command(
        name = "mm4j",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        description = "Text and media in, token ids, placeholders and tensors out: equal to Hugging Face's.",
        subcommands = {
            ModelsCommand.class,
            SchemaCommand.class,
            ProcessCommand.class,
            CountCommand.class,
            ProfileCommand.class,
            ExplainCommand.class
        })
public final class Main implements Runnable {

    /** The exit code for input that cannot be used; the reason is one line on standard error. */
    static final int BAD_INPUT = 2;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "Show the stack trace of an error.")
    private boolean debug;

    Main() {}

    /** The version in the jar's manifest. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Main.class.getPackage().getImplementationVersion();
            return new String[] {"mm4j " + (version == null ? "(not from a jar)" : version)};
        }
    }

    /**
     * Runs a command and exits with its code.
     *
     * @param args the command line
     */
    public static void main(String[] args) {
        // JavaCPP warns on standard error that TVM's own dependencies are of another line than its own, as they must
        // be.
        System.setProperty("org.bytedeco.javacpp.logger", "slf4j");
        PrintWriter out = new PrintWriter(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        System.exit(run(out, err, args));
    }

    /** Runs a command and returns its exit code: 0, or 2 for bad input. */
    static int run(PrintWriter out, PrintWriter err, String... args) {
        Main main = new Main();
        CommandLine commandLine = new CommandLine(main)
                .setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler((exception, arguments) -> wrongUse(exception))
                .setExecutionExceptionHandler((exception, command, result) -> main.failed(exception, command));
        int code = commandLine.execute(args);
        out.flush();
        err.flush();
        return code;
    }

    private static int wrongUse(ParameterException exception) {
        CommandLine command = exception.getCommandLine();
        command.getErr()
                .println("mm4j: " + oneLine(exception) + "; see "
                        + command.getCommandSpec().qualifiedName() + " --help");
        return BAD_INPUT;
    }

    private int failed(Exception exception, CommandLine command) {
        command.getErr().println("mm4j: " + oneLine(exception));
        if (debug) {
            exception.printStackTrace(command.getErr());
        }
        return BAD_INPUT;
    }

    private static String oneLine(Exception exception) {
        String message = Objects.requireNonNullElse(exception.getMessage(), exception.toString());
        return message.strip().replaceAll("\\s*\\R\\s*", " ");
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }
}
