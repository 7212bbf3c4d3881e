package io.vmq.tools.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;

/** The command line as a user meets it, in this process. */
final class Vmq {

    private Vmq() {}

    /** What a command gave. */
    record Outcome(int code, String out, String err) {

        /** One sentence that names the values; nothing else anywhere. */
        void assertRefused(String... named) {
            assertThat(err).startsWith("vmq: ").endsWith("\n").contains(named).doesNotContain("\tat ");
            assertThat(err.lines()).hasSize(1);
            assertThat(out).isEmpty();
            assertThat(code).isEqualTo(2);
        }
    }

    static Outcome run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = VmqCommand.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err))
                .execute(arguments);
        return new Outcome(code, out.toString(), err.toString());
    }
}
