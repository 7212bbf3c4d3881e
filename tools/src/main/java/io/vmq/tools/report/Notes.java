package io.vmq.tools.report;

import io.vmq.dispatch.host.HostEvent;
import io.vmq.dispatch.measure.InvalidReason;
import io.vmq.dispatch.measure.LatencySummary;
import io.vmq.dispatch.measure.TrialResult;
import io.vmq.tools.experiment.ExperimentResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a reader must know before believing the figures: events of the host, and trials that are INVALID, and why. */
final class Notes {

    private static final double NS_PER_MS = 1e6;
    private static final int MOST_PLANNED = 12;

    private Notes() {}

    /** One line for each note; empty if there is nothing to say. */
    static String of(ExperimentResult result) {
        StringBuilder notes = new StringBuilder();
        result.trials().stream().limit(1).forEach(trial -> appendPlanned(notes, trial.events()));
        result.trialsOfMode().forEach((mode, trials) -> appendArrivals(notes, mode, trials.getFirst().events()));
        result.trialsOfMode().forEach((mode, trials) -> appendEvents(notes, mode,
                trials.getFirst().events().stream().filter(event -> event.level() != HostEvent.Level.INFO).toList()));
        result.trials().stream().filter(trial -> !trial.valid()).forEach(trial -> notes.append("INVALID ")
                .append(trial.mode()).append(", trial ").append(trial.trial()).append(": ").append(reasons(trial))
                .append('\n'));
        if (result.trials().stream().anyMatch(trial -> Boolean.FALSE.equals(trial.qualification().pinned()))) {
            notes.append(
                    "Note: not every thread could be tied to a CPU of its own; timing is as the scheduler allowed.\n");
        }
        int leftOut = result.leftOut();
        if (!result.interrupted() && leftOut > 0) {
            notes.append("Left out: ").append(leftOut == 1 ? "1 trial" : leftOut + " trials")
                    .append(" that would have followed the one whose NIC failed.\n");
        }
        if (result.interrupted()) {
            notes.append("Interrupted: the figures are of what was measured so far.\n");
        }
        return notes.toString();
    }

    /** What was meant to happen is the same in every mode. */
    private static void appendPlanned(StringBuilder notes, List<HostEvent> events) {
        List<HostEvent> planned = events.stream()
                .filter(event -> event.level() == HostEvent.Level.INFO && !isOfArrivals(event)).toList();
        planned.stream().limit(MOST_PLANNED)
                .forEach(event -> notes.append("Planned: ").append(event.text()).append('\n'));
        if (planned.size() > MOST_PLANNED) {
            notes.append("Planned: ").append(planned.size() - MOST_PLANNED).append(" more\n");
        }
    }

    private static boolean isOfArrivals(HostEvent event) {
        return event.id().equals(HostEvent.ARRIVALS);
    }

    /** Where frames came from, and what their times are worth; modes may differ in it. */
    private static void appendArrivals(StringBuilder notes, String mode, List<HostEvent> events) {
        events.stream().filter(Notes::isOfArrivals)
                .forEach(
                        event -> notes.append("Arrivals ").append(mode).append(": ").append(event.text()).append('\n'));
    }

    /** Events of the same kind share a line: the first text, and how many more. */
    private static void appendEvents(StringBuilder notes, String mode, List<HostEvent> events) {
        Map<String, List<HostEvent>> byId = events.stream()
                .collect(Collectors.groupingBy(HostEvent::id, LinkedHashMap::new, Collectors.toList()));
        byId.forEach((id, same) -> {
            HostEvent first = same.getFirst();
            boolean windows = first.source().equals(HostEvent.VM_SWITCH);
            notes.append("Note ").append(mode).append(": ").append(windows ? "Event " + id + ": " : "")
                    .append(first.text());
            if (same.size() > 1) {
                notes.append(" (and ").append(same.size() - 1).append(" more like it)");
            }
            if (windows && id.equals("113")) {
                notes.append(" More VMs than queues: those VMs share default queue 0.");
            }
            notes.append('\n');
        });
    }

    /** Why a trial is INVALID, with the figures that say so. */
    static String reasons(TrialResult trial) {
        return trial.invalidReasons().stream().map(reason -> reason.label() + " (" + figure(reason, trial) + ")")
                .collect(Collectors.joining(", "));
    }

    private static String figure(InvalidReason reason, TrialResult trial) {
        TrialResult.Qualification seen = trial.qualification();
        return switch (reason) {
            case UNSENT -> trial.frames().unsent() + " frames could not be handed over within "
                    + ms(seen.thresholds().maxLateNs()) + " of their time";
            case SOURCE_LATE -> "99 % of the frames within " + lateMs(trial.source().late()) + ", allowed "
                    + ms(seen.thresholds().maxLateP99Ns());
            case TRANSPORT_FULL -> seen.transportFull() + " times";
            case HOST_STALL -> "this machine stood still for "
                    + ms(Math.max(orZero(seen.maxSourceGapNs()), orZero(seen.maxCoreGapNs()))) + ", allowed "
                    + ms(seen.thresholds().maxGapNs());
            case NIC_FAILED -> "it went down or away";
            case FILTERS_REFUSED -> "frames were steered by those of before";
            case CLOCK_MOVED -> "the clock that stamps frames was set meanwhile";
            case TOO_SHORT -> trial.frames().generated() + " frames, at least " + seen.thresholds().minFrames()
                    + " expected";
        };
    }

    private static long orZero(@Nullable Long value) {
        return value == null ? 0 : value;
    }

    private static String lateMs(@Nullable LatencySummary late) {
        return late == null ? Figures.NONE : ms(late.atNs(99));
    }

    private static String ms(long ns) {
        return String.format(Locale.ROOT, "%.3g ms", ns / NS_PER_MS);
    }
}
