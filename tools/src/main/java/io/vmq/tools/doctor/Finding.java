package io.vmq.tools.doctor;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong with a host.
 *
 * @param id
 *            short name of the rule, the same for every host
 * @param severity
 *            how bad it is
 * @param title
 *            what is wrong, in a line
 * @param event
 *            what Windows logs for it, word for word; null if it logs nothing
 * @param why
 *            why it matters, in sentences
 * @param source
 *            where the rule stands
 * @param adapters
 *            names of the adapters concerned
 * @param fix
 *            commands that mend it, together with those of the other findings; empty if no command can
 */
public record Finding(String id, Severity severity, String title, @Nullable String event, String why, String source,
        List<String> adapters, List<String> fix) {

    /** Ends the reasons of a finding whose event has identifiers that the host's settings do not tell. */
    public static final String MADE_UP_IDENTIFIERS = " Identifiers that the export lacks are made up in the event.";

    public Finding {
        adapters = List.copyOf(adapters);
        fix = List.copyOf(fix);
    }

    /** The event if there is one, why it matters, and the source. */
    public String text() {
        return (event == null ? "" : event + " ") + why + " (" + source + ")";
    }

    /** The same finding with the commands that mend it. */
    public Finding withFix(List<String> commands) {
        return new Finding(id, severity, title, event, why, source, adapters, commands);
    }
}
