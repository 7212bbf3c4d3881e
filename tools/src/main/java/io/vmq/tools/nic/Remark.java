package io.vmq.tools.nic;

import java.util.List;

/**
 * A setting of an interface, or of the host behind it, that spoils a measurement.
 *
 * @param id
 *            short name of the rule, the same for every interface
 * @param text
 *            what is so, and what it does, in a sentence
 * @param fix
 *            commands that mend it; empty if none can
 */
public record Remark(String id, String text, List<String> fix) {

    public Remark {
        fix = List.copyOf(fix);
    }
}
