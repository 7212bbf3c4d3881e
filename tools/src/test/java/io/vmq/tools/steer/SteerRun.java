package io.vmq.tools.steer;

import io.vmq.tools.command.SteerCommand;
import io.vmq.tools.command.VmqCommand;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine;

/** What {@code vmq steer} said and how it ended. */
record SteerRun(int exitCode, String out, String err) {

    /** Runs the command with a text as its standard input, and errors treated as the root command treats them. */
    static SteerRun of(String standardInput, String... arguments) {
        return of(standardInput.getBytes(StandardCharsets.UTF_8), arguments);
    }

    static SteerRun of(byte[] standardInput, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        StringWriter err = new StringWriter();
        CommandLine root = VmqCommand.commandLine();
        CommandLine steer = new CommandLine(
                new SteerCommand(new ByteArrayInputStream(standardInput),
                        new PrintStream(out, false, StandardCharsets.UTF_8)))
                .setParameterExceptionHandler(root.getParameterExceptionHandler())
                .setExecutionExceptionHandler(root.getExecutionExceptionHandler())
                .setErr(new PrintWriter(err));
        int exitCode = steer.execute(arguments);
        return new SteerRun(exitCode, out.toString(StandardCharsets.UTF_8), err.toString());
    }

    /** The lines of standard output behind the header. */
    List<String> rows() {
        return out.lines().skip(1).toList();
    }
}
