package io.vmq.tools.report;

import io.vmq.tools.conformance.Check;
import io.vmq.tools.conformance.Conformance;
import io.vmq.tools.conformance.Difference;
import io.vmq.tools.conformance.Rule;
import io.vmq.tools.conformance.RuleCount;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A check for people: the rules with what became of their frames, the differences by their likely reasons, the outcome. */
public final class ConformanceText {

    /** Rules with their reasons that are shown, and frames of each. */
    private static final int MOST_GROUPS = 20;
    private static final int MOST_OF_GROUP = 4;

    private final StringBuilder text = new StringBuilder();
    private int groups;
    private int shown;

    private ConformanceText() {}

    /** The text, which ends with a line feed. */
    public static String text(Check check, Conformance conformance) {
        ConformanceText page = new ConformanceText();
        page.text.append(heading(check, conformance)).append("\n\n");
        if (!conformance.rules().isEmpty()) {
            page.text.append(table(conformance)).append('\n');
        }
        byReason(conformance.differences()).forEach(page::addGroup);
        if (conformance.differ() > page.shown) {
            page.text.append(conformance.differ() - page.shown)
                    .append(" differences are not shown here (all of them: --json)\n\n");
        }
        conformance.notes().forEach(note -> page.text.append("Note: ").append(note).append('\n'));
        return page.text.append(ending(conformance)).append('\n').toString();
    }

    private static String heading(Check check, Conformance conformance) {
        return check.subject().mode() + " on " + check.interfaceName() + " through " + check.backend() + ", "
                + check.queueCount() + (check.queueCount() == 1 ? " queue; " : " queues; ")
                + (conformance.frames() == 0 ? "nothing was sent" : conformance.frames() + " frames")
                + " out of " + check.peer() + ", seed " + check.seed();
    }

    private static String table(Conformance conformance) {
        TextTable table = new TextTable().words("rule").figures("frames").figures("agree").figures("differ")
                .figures("missing");
        for (RuleCount count : conformance.rules()) {
            row(table, count.rule().label(), count.frames(), count.agree(), count.differ(), count.missing());
        }
        row(table, "all", conformance.frames(), conformance.agree(), conformance.differ(), conformance.missing());
        return table.text();
    }

    private static void row(TextTable table, String name, int... figures) {
        String[] cells = new String[figures.length + 1];
        cells[0] = name;
        for (int i = 0; i < figures.length; i++) {
            cells[i + 1] = Integer.toString(figures[i]);
        }
        table.row(cells);
    }

    /** Rule and likely reason. */
    private record Group(Rule rule, String likely) {}

    private static Map<Group, List<Difference>> byReason(List<Difference> differences) {
        Map<Group, List<Difference>> groups = new LinkedHashMap<>();
        differences.forEach(difference -> groups
                .computeIfAbsent(new Group(difference.rule(), difference.likely()), _ -> new ArrayList<>())
                .add(difference));
        return groups;
    }

    private void addGroup(Group group, List<Difference> differences) {
        if (groups++ >= MOST_GROUPS) {
            return;
        }
        text.append(group.rule().label()).append(": ").append(differences.size())
                .append(differences.size() == 1 ? " frame differs; likely: " : " frames differ; likely: ")
                .append(group.likely()).append('\n');
        differences.stream().limit(MOST_OF_GROUP).forEach(this::add);
        shown += Math.min(differences.size(), MOST_OF_GROUP);
        text.append('\n');
    }

    private void add(Difference difference) {
        text.append("  frame ").append(difference.frame()).append(" (").append(difference.what())
                .append("): predicted queue ").append(difference.predicted()).append(", arrived at queue ")
                .append(difference.actual()).append(hashes(difference)).append('\n');
    }

    private static String hashes(Difference difference) {
        Integer predicted = difference.predictedHash();
        Integer reported = difference.reportedHash();
        return (predicted == null ? "" : "; predicted hash " + ConformanceDocument.hex(predicted))
                + (reported == null ? "" : ", reported " + ConformanceDocument.hex(reported));
    }

    private static String ending(Conformance conformance) {
        String reason = conformance.reason();
        return switch (conformance.outcome()) {
            case CONFORMS -> "Conforms: all " + conformance.frames()
                    + " frames arrived at the queue that was predicted.";
            case DIFFERS -> "Differs: " + reason
                    + (conformance.missing() == 0 ? "." : ", and " + conformance.missing() + " did not arrive.");
            case NOT_VALIDATED -> "Not validated: " + reason + ".";
        };
    }
}
