package io.vmq.tools.report;

import io.vmq.nic.notation.TimeSpan;
import io.vmq.tools.scenario.Scenario;
import io.vmq.tools.search.GoalResult;
import io.vmq.tools.search.LoadRange;
import io.vmq.tools.search.LowerTrials;
import io.vmq.tools.search.ModeResult;
import io.vmq.tools.search.SearchResult;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a reader must know before believing a bound: that its trials had other traffic than asked for, or contradict each other. */
final class SearchNotes {

    /** Distance of the traffic of a trial from the load that was asked for, as a part of it, that is worth a note. */
    private static final double NOTABLE = 0.05;

    private SearchNotes() {}

    /** Sentences about one bound, without the mode and the goal; empty if there is nothing to say. */
    static List<String> of(Scenario scenario, ModeResult mode, GoalResult goal) {
        List<String> notes = new ArrayList<>();
        LowerTrials.of(mode, goal)
                .filter(trials -> isFar(goal.lowerPps(), trials.farthestPps()))
                .ifPresent(trials -> notes.add(otherTraffic(scenario, goal.lowerPps(), trials.farthestPps())));
        if (goal.metAbovePps() != null) {
            notes.add("met at " + pps(goal.metAbovePps()) + " pps, above " + pps(goal.upperPps())
                    + " where it is not: loss does not grow with the load here, which a search assumes; "
                    + "the bounds are those of the smallest load that was seen to miss the goal");
        }
        return notes;
    }

    /** One line for each sentence, with the mode and all goals that it is about. */
    static String text(SearchResult result) {
        StringBuilder text = new StringBuilder();
        for (ModeResult mode : result.modes()) {
            Map<String, List<String>> goals = new LinkedHashMap<>();
            for (GoalResult goal : mode.goals()) {
                of(result.plan().scenario(), mode, goal).forEach(
                        note -> goals.computeIfAbsent(note, _ -> new ArrayList<>()).add(goal.goal().name()));
            }
            goals.forEach((note, names) -> text.append("Note ").append(mode.mode()).append(", ")
                    .append(String.join(" and ", names)).append(": ").append(note).append(".\n"));
        }
        return text.toString();
    }

    private static boolean isFar(@Nullable Double askedPps, double duePps) {
        return askedPps != null && Math.abs(duePps - askedPps) > NOTABLE * askedPps;
    }

    private static String otherTraffic(Scenario scenario, @Nullable Double askedPps, double duePps) {
        return "the trial at the lower bound had " + whole(duePps) + " frames a second instead of " + pps(askedPps)
                + ", " + reason(scenario);
    }

    /** Frames for VMs that a timeline takes away are not sent, however long a trial is. */
    private static String reason(Scenario scenario) {
        if (!scenario.timeline().isEmpty() || !(scenario.traffic() instanceof Scenario.Emulated emulated)) {
            return "since frames for absent VMs are not sent";
        }
        return "since " + new TimeSpan(scenario.run().durationNs()).text() + " is too short for "
                + emulated.arrivals().text()
                + " arrivals to show their mean: the bounds are not those of longer traffic "
                + "(expected a longer --duration)";
    }

    private static String whole(double pps) {
        return BigDecimal.valueOf(pps).setScale(0, RoundingMode.HALF_UP).toPlainString();
    }

    private static String pps(@Nullable Double pps) {
        return pps == null ? Figures.NONE : LoadRange.plain(pps).toPlainString();
    }
}
