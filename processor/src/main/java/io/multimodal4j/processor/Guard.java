package io.multimodal4j.processor;

import io.multimodal4j.processor.diag.Diagnostic;
import io.multimodal4j.processor.diag.DiagnosticPrinter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import javax.lang.model.element.Element;
import org.jspecify.annotations.Nullable;

/** Keeps what goes wrong inside a processor from ending the compilation without a word about the cause. */
final class Guard {

    private Guard() {}

    /** Work that writes files. */
    interface Work {
        void run() throws IOException;
    }

    /** Does the work for one subject; what it throws becomes a diagnostic, and the next subject has its turn. */
    static void run(String subject, @Nullable Element at, DiagnosticPrinter out, Work work) {
        try {
            work.run();
        } catch (IOException e) {
            out.print(
                    Diagnostic.CANNOT_WRITE,
                    "cannot write what is generated for '" + subject + "': " + e.getMessage()
                            + "\n  Fix: if a class of that name is your own, rename it; otherwise see to the output folder.",
                    at);
        } catch (RuntimeException e) {
            StringWriter trace = new StringWriter();
            e.printStackTrace(new PrintWriter(trace));
            out.print(
                    Diagnostic.INTERNAL_ERROR,
                    "internal error while processing '" + subject + "', please report it with the following lines.\n"
                            + trace.toString().strip().replace("\r", ""),
                    at);
        }
    }
}
