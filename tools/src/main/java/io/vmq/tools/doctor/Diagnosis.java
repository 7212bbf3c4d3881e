package io.vmq.tools.doctor;

import java.util.List;

/**
 * What the doctor says of a host.
 *
 * @param host
 *            what was looked at, in a line
 * @param findings
 *            what is wrong, the worst first
 * @param commands
 *            all commands, each once, in the order in which they are to be run
 * @param notes
 *            what could not be looked at, in sentences
 * @param checked
 *            adapters that the rules could be applied to; with none, no finding means nothing
 */
public record Diagnosis(String host, List<Finding> findings, List<String> commands, List<String> notes,
        int checked) {

    public Diagnosis {
        findings = List.copyOf(findings);
        commands = List.copyOf(commands);
        notes = List.copyOf(notes);
    }

    /** Whether there is nothing to say, because there was nothing to look at. */
    public boolean isEmpty() {
        return checked == 0 && findings.isEmpty();
    }

    /** Whether no error and no warning was found. */
    public boolean isHealthy() {
        return findings.stream().allMatch(finding -> finding.severity() == Severity.INFO);
    }
}
