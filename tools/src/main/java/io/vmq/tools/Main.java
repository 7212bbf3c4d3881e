package io.vmq.tools;

import io.vmq.tools.command.VmqCommand;

/** Where the process begins and ends. */
public final class Main {

    private Main() {
    }

    public static void main(String[] arguments) {
        System.exit(VmqCommand.commandLine().execute(arguments));
    }
}
