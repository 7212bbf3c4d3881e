package io.vmq.tools.report;

import io.vmq.tools.gate.Comparison;
import io.vmq.tools.gate.GateResult;
import io.vmq.tools.gate.GateVerdict;
import java.util.List;
import java.util.Locale;

/**
 * A gate for people: what was compared, a row for each comparison, and the verdict in sentences.
 *
 * <p>
 * No line starts with a name from outside, which a log might take for a command.
 */
public final class GateTable {

    /** With more rows than that, plain passes are counted and not shown. */
    private static final int MOST_ROWS = 20;
    private static final int MOST_SENTENCES = 10;

    private GateTable() {}

    /**
     * The text, which ends with a line feed.
     *
     * @param all
     *            whether to show and to tell every comparison, however many there are
     */
    public static String text(GateResult result, boolean all) {
        List<Comparison> rows = GateSentences.byUrgency(result);
        List<Comparison> shown = all || rows.size() <= MOST_ROWS ? rows
                : rows.stream().filter(row -> !GateSentences.isPlainPass(row)).toList();
        StringBuilder text = new StringBuilder("baseline   ").append(PlainText.of(result.baseline()))
                .append("\ncandidate  ").append(PlainText.of(result.candidate())).append('\n')
                .append(GateSentences.heading(result)).append("\n\n");
        if (!shown.isEmpty()) {
            text.append(table(shown)).append('\n');
        }
        if (shown.size() < rows.size()) {
            text.append(rows.size() - shown.size())
                    .append(" comparisons that pass are not shown (--all shows them)\n\n");
        }
        return text.append(sentences(result, shown, all)).toString();
    }

    private static String table(List<Comparison> rows) {
        TextTable table = new TextTable().words("verdict").words("series").words("metric").figures("baseline")
                .figures("candidate").words("unit").figures("change").figures("interval").figures("noise")
                .figures("p");
        for (Comparison row : rows) {
            table.row(label(row.verdict()), PlainText.name(row.series()), PlainText.name(row.metric().name()),
                    GateFigures.value(row, row.baseline()), GateFigures.value(row, row.candidate()),
                    GateFigures.unit(row), GateFigures.change(row.ratio()), GateFigures.interval(row),
                    GateFigures.noise(row.noise()), GateFigures.chance(row.pValue()));
        }
        return table.text();
    }

    /** What makes the exit code something else than 0 is loud. */
    private static String label(GateVerdict verdict) {
        return verdict == GateVerdict.REGRESSED || verdict == GateVerdict.INCONCLUSIVE
                ? verdict.label().toUpperCase(Locale.ROOT)
                : verdict.label();
    }

    private static String sentences(GateResult result, List<Comparison> shown, boolean all) {
        List<Comparison> told = shown.stream().filter(row -> !GateSentences.isPlainPass(row)).toList();
        StringBuilder text = new StringBuilder("Verdict ").append(GateSentences.verdict(result)).append('\n');
        told.stream().limit(all ? Integer.MAX_VALUE : MOST_SENTENCES).forEach(row -> text.append(label(row.verdict()))
                .append(": ").append(GateSentences.of(row)).append('\n'));
        if (!all && told.size() > MOST_SENTENCES) {
            text.append("and ").append(told.size() - MOST_SENTENCES)
                    .append(" more, as the table has them (--all: in words)\n");
        }
        result.remarks().forEach(remark -> text.append("Note: ").append(PlainText.sentence(remark)).append('\n'));
        if (!result.method().isBlank()) {
            text.append("Tested: ").append(PlainText.sentence(result.method())).append('\n');
        }
        return text.toString();
    }
}
