package io.vmq.tools.command;

import io.vmq.tools.report.TerminalStyle;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** What standard output is: a terminal, as the launcher found out, and what that can show, as its environment says. */
final class StandardTerminal {

    /** Set by the launcher when standard output is a terminal. */
    private static final boolean TERMINAL = Boolean.getBoolean("vmq.terminal.output");

    private StandardTerminal() {}

    /** What may be drawn, or null if standard output is no terminal. */
    static @Nullable TerminalStyle style(CommandLine command) {
        return TERMINAL ? drawn(command, true) : null;
    }

    /** What may be drawn even where it is none; colours are for terminals. */
    static TerminalStyle anywhere(CommandLine command) {
        return drawn(command, TERMINAL);
    }

    private static TerminalStyle drawn(CommandLine command, boolean terminal) {
        String kind = environment("TERM");
        boolean plain = kind.equals("dumb") || kind.equals("linux");
        boolean colour = terminal && !kind.equals("dumb") && environment("NO_COLOR").isEmpty();
        String encoding = System.getProperty("stdout.encoding", "").toLowerCase(Locale.ROOT);
        return new TerminalStyle(columns(command, terminal), encoding.equals("utf-8") && !plain, colour);
    }

    private static int columns(CommandLine command, boolean terminal) {
        String columns = environment("COLUMNS");
        if (columns.matches("[1-9][0-9]{0,3}")) {
            return Integer.parseInt(columns);
        }
        return terminal ? command.getCommandSpec().usageMessage().width() : TerminalStyle.WIDEST;
    }

    private static String environment(String name) {
        String value = System.getenv(name);
        return value == null ? "" : value;
    }
}
