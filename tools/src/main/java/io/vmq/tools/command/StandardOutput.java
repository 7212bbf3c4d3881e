package io.vmq.tools.command;

import io.vmq.tools.scenario.BadInputException;
import java.io.PrintWriter;
import picocli.CommandLine;

/** Where results go. A full disk or a closed pipe must not look like a result that was written. */
final class StandardOutput {

    private StandardOutput() {}

    /**
     * Writes the text and sees it through.
     *
     * @throws BadInputException
     *             if it could not be written in full
     */
    static void print(CommandLine command, String text) {
        PrintWriter out = command.getOut();
        out.print(text);
        out.flush();
        // The writer may stand before System.out, which keeps its errors to itself.
        if (out.checkError() || System.out.checkError()) {
            throw new BadInputException("standard output: closed or full before everything was written");
        }
    }
}
