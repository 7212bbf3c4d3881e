package io.vmq.tools.report;

import io.vmq.tools.doctor.Diagnosis;
import io.vmq.tools.doctor.Finding;
import io.vmq.tools.doctor.Severity;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What the doctor found, for people: the findings with their reasons, then all commands in the order to run them. */
public final class DoctorText {

    private static final int WIDTH = 110;
    private static final String INDENT = "  ";

    private DoctorText() {}

    /** The text, which ends with a line feed. */
    public static String text(Diagnosis diagnosis) {
        StringBuilder text = new StringBuilder(diagnosis.host()).append('\n');
        diagnosis.findings().forEach(finding -> add(text, finding));
        return text.append('\n').append(ending(diagnosis)).toString();
    }

    private static void add(StringBuilder text, Finding finding) {
        text.append('\n').append(finding.severity().label().toUpperCase(Locale.ROOT)).append("  ")
                .append(finding.title()).append("  [").append(finding.id()).append("]\n");
        String event = finding.event();
        if (event != null) {
            text.append(INDENT).append(event).append('\n');
        }
        wrap(text, finding.why() + " (" + finding.source() + ")");
    }

    /** Events stand in one line, so that they can be searched for as Windows writes them; the rest is wrapped. */
    static void wrap(StringBuilder text, String sentences) {
        StringBuilder line = new StringBuilder(INDENT);
        for (String word : Arrays.asList(sentences.split(" ", -1))) {
            if (line.length() + word.length() > WIDTH) {
                text.append(line.toString().stripTrailing()).append('\n');
                line = new StringBuilder(INDENT);
            }
            line.append(word).append(' ');
        }
        text.append(line.toString().stripTrailing()).append('\n');
    }

    private static String ending(Diagnosis diagnosis) {
        List<String> commands = diagnosis.commands();
        if (diagnosis.findings().isEmpty()) {
            return diagnosis.isEmpty()
                    ? "Nothing could be checked: no adapter is known that the rules for queues are about.\n"
                    : diagnosis.notes().isEmpty() ? "Nothing is wrong.\n"
                            : "Nothing is wrong in what could be checked.\n";
        }
        if (commands.isEmpty()) {
            return count(diagnosis) + ". No command mends them.\n";
        }
        return count(diagnosis) + ". Mended by:\n\n" + String.join("\n", commands) + "\n";
    }

    private static String count(Diagnosis diagnosis) {
        return Arrays.stream(Severity.values()).map(severity -> of(diagnosis, severity)).filter(part -> !part.isEmpty())
                .reduce((one, other) -> one + ", " + other).orElse("");
    }

    private static String of(Diagnosis diagnosis, Severity severity) {
        long count = diagnosis.findings().stream().filter(finding -> finding.severity() == severity).count();
        String plural = count == 1 || severity == Severity.INFO ? "" : "s";
        return count == 0 ? "" : count + " " + severity.label() + plural;
    }
}
