package io.vmq.tools;

import java.util.List;

/**
 * Runs the usual commands once, and small, for the virtual machine to keep the classes that they load: see {@code
 * ./vmq}. Reads tuples from standard input.
 */
final class Rehearsal {

    private static final List<String> COMMANDS = List.of("--help", "--version", "compare --help", "scenario list",
            "steer --mode rss --tuples -",
            "compare --quiet --clock virtual --duration 20ms --warmup 5ms --trials 2");

    private Rehearsal() {}

    /** Ends with the exit code of the first command that fails. */
    public static void main(String[] arguments) {
        for (String command : COMMANDS) {
            int code = Main.execute(command.split(" ", -1));
            if (code != 0) {
                System.exit(code);
            }
        }
        System.exit(0);
    }
}
