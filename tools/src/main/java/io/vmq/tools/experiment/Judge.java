package io.vmq.tools.experiment;

import io.vmq.dispatch.frame.DropReason;
import io.vmq.dispatch.host.HostEvent;
import io.vmq.dispatch.measure.Median;
import io.vmq.dispatch.measure.TrialResult;
import io.vmq.dispatch.measure.TrialResult.CoreReport;
import io.vmq.dispatch.measure.TrialResult.QueueReport;
import io.vmq.tools.experiment.Verdict.Limit;
import io.vmq.tools.scenario.Fault;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Compares the modes of an experiment and says in one sentence each what they are worth and what limits them. */
final class Judge {

    /** Losses below this are a few frames at a burst, not a limit. */
    private static final double NOTICEABLE_LOSS = 0.001;
    /** A core that is busier than this has no time left. */
    private static final double SATURATED = 0.97;
    /** A queue with more than this part of its core's frames has the core to itself. */
    private static final double ALONE = 0.9;
    /** A link that is fuller than this carries no more. */
    private static final double FULL_LINK = 0.99;

    private static final String VRSS = "vrss";

    private final long linkBps;
    private final boolean oneFlowPerVm;

    /**
     * @param linkBps
     *            rate of all links that traffic is for, on layer 1
     * @param oneFlowPerVm
     *            whether the frames of a VM are of one flow
     */
    Judge(long linkBps, boolean oneFlowPerVm) {
        this.linkBps = linkBps;
        this.oneFlowPerVm = oneFlowPerVm;
    }

    /**
     * One verdict for each mode, in order; the first mode is the baseline. Ratios are over all trials, what limits a mode is
     * read off its first trial.
     */
    List<Verdict> judge(Map<String, List<TrialResult>> trialsOfMode) {
        List<Verdict> verdicts = new ArrayList<>();
        Map.Entry<String, List<TrialResult>> baseline = trialsOfMode.entrySet().iterator().next();
        trialsOfMode.forEach((mode, trials) -> {
            PairedRatio ratio = PairedRatio.of(rates(trials), rates(baseline.getValue()));
            Finding finding = finding(trials.getFirst());
            verdicts.add(new Verdict(mode, ratio == null ? null : ratio.ratio(), ratio == null ? null : ratio.low(),
                    ratio == null ? null : ratio.high(), finding.limit(),
                    sentence(mode, baseline, ratio, trials, finding)));
        });
        return verdicts;
    }

    /** What kept the mode of one trial from delivering more. */
    Limit limitOf(TrialResult trial) {
        return finding(trial).limit();
    }

    private static double[] rates(List<TrialResult> trials) {
        return trials.stream().mapToDouble(trial -> trial.rate().deliveredPps()).toArray();
    }

    private record Finding(Limit limit, String text) {}

    private Finding finding(TrialResult trial) {
        return trial.lossRatio() < NOTICEABLE_LOSS ? withoutLoss(trial) : whereLost(trial);
    }

    /** Where a trial lost frames, however few they were, in a few words; empty if it lost none. */
    String lossOf(TrialResult trial) {
        if (trial.frames().dropped().total() == 0) {
            return trial.frames().unsent() == 0 ? "" : withoutLoss(trial).text();
        }
        return whereLost(trial).text();
    }

    private Finding whereLost(TrialResult trial) {
        QueueReport worst = trial.queues().stream()
                .max(Comparator.comparingLong((QueueReport queue) -> queue.dropped().total())).orElseThrow();
        long atQueues = trial.queues().stream().mapToLong(queue -> queue.dropped().total()).sum();
        if (trial.frames().dropped().total() - atQueues > atQueues) {
            Limit limit = largestReason(trial).equals(DropReason.SWITCH_FULL.label()) ? Limit.LINK : Limit.NONE;
            return new Finding(limit, "frames are lost before a queue (" + largestReason(trial) + ")");
        }
        if (2 * worst.dropped().of(DropReason.SPREAD_FULL) > worst.dropped().total()) {
            return behindHop(trial, worst);
        }
        CoreReport core = trial.cores().get(worst.core());
        if (core.busy() < SATURATED) {
            if (isStalledAsPlanned(core, trial)) {
                return new Finding(Limit.QUEUE, nameOf(trial, worst) + " overflows because its core, which is "
                        + percent(core.busy()) + " busy, stands still as planned");
            }
            return new Finding(Limit.QUEUE, nameOf(trial, worst) + " overflows at times while its core is "
                    + percent(core.busy()) + " busy");
        }
        return saturated(trial, worst, core);
    }

    /** Frames were handed on to cores that had no room; the reports do not say to which, but those that were full had no time left. */
    private Finding behindHop(TrialResult trial, QueueReport worst) {
        CoreReport busiest = trial.cores().stream().max(Comparator.comparingDouble(CoreReport::busy)).orElseThrow();
        if (busiest.busy() < SATURATED) {
            return new Finding(Limit.QUEUE, "software queues behind " + nameOf(trial, worst)
                    + " overflow at times while the busiest core is " + percent(busiest.busy()) + " busy");
        }
        if (oneFlowPerVm && worst.vm() != null) {
            return new Finding(Limit.FLOW, worst.vm() + " is limited by its one flow, which is handed on to one core");
        }
        return new Finding(Limit.CORE, placeOf(busiest) + ", to which frames are handed on, is "
                + percent(busiest.busy()) + " busy");
    }

    private static String placeOf(CoreReport core) {
        return "core " + core.id() + " (processor " + core.processor() + ")";
    }

    private static String nameOf(TrialResult trial, QueueReport queue) {
        boolean oneNic = trial.queues().stream().allMatch(other -> other.nic().equals(queue.nic()));
        return "queue " + queue.id() + (oneNic ? "" : " of " + queue.nic());
    }

    private Finding saturated(TrialResult trial, QueueReport worst, CoreReport core) {
        if (trial.queues().size() == 1) {
            return new Finding(Limit.CORE, "its one core is " + percent(core.busy()) + " busy");
        }
        String vm = worst.vm();
        if (vm != null && trial.mode().equals(VRSS)) {
            return new Finding(Limit.CORE,
                    vm + " is limited by " + placeOf(core) + " of its queue, which hands its frames on");
        }
        if (vm != null && loadShare(trial, worst) >= ALONE) {
            return oneFlowPerVm ? new Finding(Limit.FLOW, vm + " is limited by its one flow on one core")
                    : new Finding(Limit.CORE, vm + " is limited by its one core");
        }
        boolean sharedByVms = worst.id() == 0
                && trial.queues().stream().anyMatch(queue -> queue.vm() != null && queue.nic().equals(worst.nic()));
        if (sharedByVms) {
            return new Finding(Limit.QUEUE,
                    "frames that meet no filter share the default queue and its core, which is " + percent(core.busy())
                            + " busy");
        }
        return new Finding(Limit.CORE, placeOf(core) + " is "
                + percent(core.busy()) + " busy" + (vm == null ? "" : " with " + vm + " and others"));
    }

    /** Part of the frames sent to the queue's core that came through this queue. */
    private static double loadShare(TrialResult trial, QueueReport queue) {
        long ofCore = trial.queues().stream().filter(other -> other.core() == queue.core())
                .mapToLong(QueueReport::received).sum();
        return (double) queue.received() / ofCore;
    }

    private Finding withoutLoss(TrialResult trial) {
        if (trial.frames().unsent() > 0 && trial.valid()) {
            return new Finding(Limit.QUEUE, "full queues hold up the source, which gives up "
                    + part(unsentRatio(trial)) + " of its frames");
        }
        if (trial.frames().unsent() > 0
                && trial.events().stream().anyMatch(event -> isPlanned(event, Fault.STALL_SOURCE))) {
            return new Finding(Limit.NONE, "the source stood still, as planned");
        }
        if (trial.frames().generated() == 0) {
            return new Finding(Limit.NONE, "no frame came");
        }
        // A capacity run; frames from outside are not asked for either, but have latencies.
        boolean unpaced = trial.rate().intendedPps() == null && trial.latency() == null;
        if (unpaced || trial.frames().unsent() > 0) {
            return new Finding(Limit.NONE, "the source on this machine was the limit");
        }
        double l1Share = trial.rate().deliveredL1Bps() / linkBps;
        return l1Share >= FULL_LINK ? new Finding(Limit.LINK, "the link is full")
                : new Finding(Limit.NONE, "nothing limits it at this load" + fewLost(trial));
    }

    /** Losses that are no limit are named all the same. */
    private static String fewLost(TrialResult trial) {
        long lost = trial.frames().dropped().total();
        return lost == 0 ? "" : ", where " + lost + " frames are lost (" + largestReason(trial) + ")";
    }

    private static double unsentRatio(TrialResult trial) {
        TrialResult.Frames frames = trial.frames();
        return (double) frames.unsent() / (frames.unsent() + frames.generated());
    }

    private static boolean isStalledAsPlanned(CoreReport core, TrialResult trial) {
        String ofCore = Fault.stallOfCore(core.id());
        String ofProcessor = Fault.stallOfProcessor(core.processor().group(), core.processor().number());
        return trial.events().stream().anyMatch(event -> isPlanned(event, ofCore) || isPlanned(event, ofProcessor));
    }

    private static boolean isPlanned(HostEvent event, String subject) {
        return event.id().equals(PlannedFaults.EVENT) && event.source().equals(subject);
    }

    private static String largestReason(TrialResult trial) {
        return trial.frames().dropped().byReason().entrySet().stream().max(Map.Entry.comparingByValue())
                .map(entry -> entry.getKey().label()).orElse("none");
    }

    private static String sentence(String mode, Map.Entry<String, List<TrialResult>> baseline,
            @Nullable PairedRatio ratio, List<TrialResult> trials,
            Finding finding) {
        String name = display(mode);
        String delivers = String.format(Locale.ROOT, "%.3f Gb/s", medianBps(trials) / 1e9);
        String beginning;
        if (mode.equals(baseline.getKey())) {
            beginning = name + " delivers " + delivers;
        } else if (ratio == null) {
            boolean nothing = medianBps(baseline.getValue()) == 0;
            beginning = name + " delivers " + delivers
                    + (nothing ? ", " + display(baseline.getKey()) + " nothing" : "");
        } else {
            beginning = String.format(Locale.ROOT, "%s delivers %.1fx the frames of %s", name, ratio.ratio(),
                    display(baseline.getKey()));
        }
        return beginning + "; " + finding.text() + ".";
    }

    private static double medianBps(List<TrialResult> trials) {
        double[] bps = trials.stream().mapToDouble(trial -> trial.rate().deliveredBps()).toArray();
        return Median.of(bps);
    }

    /** The mode as prose writes it. */
    static String display(String mode) {
        return switch (mode) {
            case "single" -> "single-queue";
            case VRSS -> "vRSS";
            case "rss", "vmq", "vmmq" -> mode.toUpperCase(Locale.ROOT);
            default -> mode;
        };
    }

    /** A part that is not nothing, and does not look like it: two significant digits, whole percents from 10 % on. */
    private static String part(double fraction) {
        double percent = 100 * fraction;
        return percent >= 9.5 ? percent(fraction)
                : new BigDecimal(percent).round(new MathContext(2, RoundingMode.HALF_UP)).toPlainString() + " %";
    }

    private static String percent(double fraction) {
        return Math.round(fraction * 100) + " %";
    }
}
