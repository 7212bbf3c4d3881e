package io.vmq.tools;

import io.vmq.tools.command.ExitCode;
import io.vmq.tools.command.VmqCommand;

/** Where the process begins and ends. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(execute(arguments));
    }

    /** An error of the virtual machine itself is an internal error too, and never the answer "false". */
    static int execute(String[] arguments) {
        try {
            return VmqCommand.commandLine().execute(arguments);
        } catch (Error e) {
            System.err.println("vmq: internal error: " + e);
            return ExitCode.INTERNAL_ERROR;
        }
    }
}
