package io.vmq.tools.report;

import io.vmq.tools.gate.Comparison;
import io.vmq.tools.gate.GateResult;
import io.vmq.tools.gate.GateVerdict;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A gate for a pull request or a job summary, in GitHub's Markdown: verdict, what is not a plain pass, and the rest folded away.
 *
 * <p>
 * Long lists are cut with a count of what is left out: a comment may have 65,536 characters.
 */
public final class GateMarkdown {

    private static final String HEADING = """
            | verdict | series | metric | baseline | candidate | change | interval | p |
            |---|---|---|---:|---:|---:|---:|---:|
            """;
    private static final int MOST_ROWS = 50;
    private static final int MOST_SENTENCES = 20;
    /** What could mean something to Markdown, to HTML, or to the table. */
    private static final Pattern SPECIAL = Pattern.compile("[\\p{Punct}&&[^.,;()%+/-]]|(?i:(?<=www)\\.)");
    /** Somebody is notified, or another thread linked, unless these stand alone. */
    private static final Pattern REFERENCE = Pattern.compile("&#(?:64|35);");

    private GateMarkdown() {}

    /** The text, which ends with a line feed. */
    public static String text(GateResult result) {
        List<Comparison> rows = GateSentences.byUrgency(result);
        List<Comparison> shown = rows.stream().filter(row -> !GateSentences.isPlainPass(row)).toList();
        List<Comparison> passes = rows.stream().filter(GateSentences::isPlainPass).toList();
        StringBuilder text = new StringBuilder("### vmq gate: ").append(result.verdict().label()).append("\n\n")
                .append(escaped(GateSentences.verdict(result))).append('\n');
        if (!shown.isEmpty()) {
            text.append('\n').append(table(shown)).append('\n').append(sentences(shown));
        }
        if (!passes.isEmpty()) {
            fold(text, passes.size() == 1 ? "1 comparison that passes" : passes.size() + " comparisons that pass",
                    table(passes));
        }
        fold(text, "How it was compared", how(result));
        return text.toString();
    }

    private static String table(List<Comparison> rows) {
        StringBuilder text = new StringBuilder(HEADING);
        rows.stream().limit(MOST_ROWS).forEach(row -> text.append("| ").append(label(row.verdict())).append(" | ")
                .append(code(row.series())).append(" | ").append(code(row.metric().name())).append(" | ")
                .append(value(row, row.baseline())).append(" | ").append(value(row, row.candidate())).append(" | ")
                .append(GateFigures.change(row.ratio())).append(" | ").append(escaped(GateFigures.interval(row)))
                .append(" | ").append(escaped(GateFigures.chance(row.pValue()))).append(" |\n"));
        return rows.size() <= MOST_ROWS ? text.toString()
                : text.append("\nand ").append(rows.size() - MOST_ROWS).append(" more\n").toString();
    }

    private static String label(GateVerdict verdict) {
        return verdict == GateVerdict.PASS ? verdict.label() : "**" + verdict.label() + "**";
    }

    private static String value(Comparison row, @Nullable Double value) {
        String unit = GateFigures.unit(row);
        return value == null || unit.isEmpty() ? GateFigures.value(row, value)
                : GateFigures.value(row, value) + " " + escaped(unit);
    }

    private static String sentences(List<Comparison> shown) {
        StringBuilder text = new StringBuilder();
        shown.stream().limit(MOST_SENTENCES).forEach(
                row -> text.append("- ").append(row.verdict().label()).append(": ")
                        .append(escaped(GateSentences.of(row)))
                        .append('\n'));
        return shown.size() <= MOST_SENTENCES ? text.toString()
                : text.append("- and ").append(shown.size() - MOST_SENTENCES).append(" more\n").toString();
    }

    private static String how(GateResult result) {
        StringBuilder text = new StringBuilder("- baseline ").append(code(result.baseline())).append(", candidate ")
                .append(code(result.candidate())).append("\n- ").append(escaped(GateSentences.heading(result)))
                .append('\n');
        if (!result.method().isBlank()) {
            text.append("- tested: ").append(escaped(PlainText.sentence(result.method()))).append('\n');
        }
        result.remarks().stream().limit(MOST_SENTENCES).forEach(
                remark -> text.append("- note: ").append(escaped(PlainText.sentence(remark))).append('\n'));
        return result.remarks().size() <= MOST_SENTENCES ? text.toString()
                : text.append("- and ").append(result.remarks().size() - MOST_SENTENCES).append(" more notes\n")
                        .toString();
    }

    private static void fold(StringBuilder text, String summary, String content) {
        text.append("\n<details><summary>").append(summary).append("</summary>\n\n").append(content)
                .append("\n</details>\n");
    }

    /** A name as code, in which nobody is notified and nothing is linked. */
    static String code(String name) {
        String plain = PlainText.name(name);
        return plain.isBlank() ? "" : "<code>" + references(plain) + "</code>";
    }

    /** A text that says the same to whoever reads it rendered. */
    static String escaped(String text) {
        return REFERENCE.matcher(references(PlainText.of(text))).replaceAll("$0<!-- -->");
    }

    /** References to characters never have a meaning to Markdown, unlike characters behind a backslash. */
    private static String references(String text) {
        return SPECIAL.matcher(text).replaceAll(found -> "&#" + found.group().codePointAt(0) + ";");
    }
}
