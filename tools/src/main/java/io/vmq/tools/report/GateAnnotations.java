package io.vmq.tools.report;

import io.vmq.tools.gate.Comparison;
import io.vmq.tools.gate.GateResult;
import io.vmq.tools.gate.GateVerdict;
import java.util.List;

/**
 * A gate as annotations of GitHub Actions, one workflow command a line: what regressed is an error, what is inconclusive a warning, what
 * improved a notice, and the verdict of all a notice at the end.
 *
 * <p>
 * A step may have ten of each kind; where there are more the last one says how many.
 */
public final class GateAnnotations {

    private static final int MOST_OF_A_KIND = 10;

    private GateAnnotations() {}

    /** The lines, each of which ends with a line feed. */
    public static String text(GateResult result) {
        if (result.comparisons().isEmpty()) {
            return command("warning", "vmq gate", GateSentences.nothing(result));
        }
        StringBuilder text = new StringBuilder();
        add(text, "error", GateVerdict.REGRESSED, result, MOST_OF_A_KIND);
        add(text, "warning", GateVerdict.INCONCLUSIVE, result, MOST_OF_A_KIND);
        add(text, "notice", GateVerdict.IMPROVED, result, MOST_OF_A_KIND - 1);
        return text.append(command("notice", "vmq gate", GateSentences.verdict(result))).toString();
    }

    private static void add(StringBuilder text, String kind, GateVerdict verdict, GateResult result, int most) {
        List<Comparison> found = result.comparisons().stream().filter(each -> each.verdict() == verdict).toList();
        int shown = found.size() <= most ? found.size() : most - 1;
        found.stream().limit(shown).forEach(comparison -> text.append(command(kind,
                verdict.label() + ": " + GateSentences.name(comparison), GateSentences.of(comparison))));
        if (shown < found.size()) {
            text.append(command(kind, verdict.label(), "and " + (found.size() - shown) + " more"));
        }
    }

    private static String command(String kind, String title, String message) {
        return "::" + kind + " title=" + property(title) + "::" + data(message) + "\n";
    }

    /** The value of a property of a workflow command. */
    static String property(String text) {
        return data(text).replace(":", "%3A").replace(",", "%2C");
    }

    /** The message of a workflow command. */
    static String data(String text) {
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
    }
}
