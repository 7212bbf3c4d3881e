package io.vmq.dispatch.engine;

import io.vmq.dispatch.frame.ArrivingSource;
import io.vmq.dispatch.frame.EthernetLayout;
import io.vmq.dispatch.frame.Source;
import io.vmq.dispatch.host.HostEvent;
import io.vmq.dispatch.measure.InvalidReason;
import io.vmq.dispatch.measure.LatencySummary;
import io.vmq.dispatch.measure.Thresholds;
import io.vmq.dispatch.measure.TrialBooks;
import io.vmq.dispatch.measure.TrialResult;
import io.vmq.dispatch.measure.Window;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Closes a trial: fixes how long it was, closes its books, judges whether it is valid, and makes the result. */
final class TrialClosing {

    private static final double NS_PER_SECOND = 1e9;
    /** A clock that is only slewed moves by less in a trial; one that is set moves by more. */
    private static final long MOST_DRIFT_NS = 10_000_000;
    private static final String WARM_UP_UNSENT = "warm-up-unsent";

    /**
     * What a live trial knows of the machine under it.
     *
     * @param failure
     *            why frames ended before the trial did, or null
     */
    record LiveFacts(@Nullable Long maxSourceGapNs, @Nullable Long maxCoreGapNs,
            @Nullable Boolean pinned, long transportFull, @Nullable String failure) {

        /** Virtual time knows nothing of the machine. */
        static final LiveFacts NONE = new LiveFacts(null, null, null, 0, null);
    }

    private final TrialPlan plan;
    private final TrialBooks books;
    private final Intake intake;
    private final boolean partial;

    TrialClosing(TrialPlan plan, TrialBooks books, Intake intake, boolean partial) {
        this.plan = plan;
        this.books = books;
        this.intake = intake;
        this.partial = partial;
    }

    /**
     * Closes the books and makes the result.
     *
     * @param cores
     *            have served all that they accepted
     */
    TrialResult close(String clock, String coreMode, long wallNs, ServedCores cores, LiveFacts facts) {
        long durationNs = durationNs(cores.lastCompletionNs());
        books.close(plan.window().fromNs() + durationNs);
        TrialResult.Frames frames = frames();
        boolean canBeLate = facts.pinned() != null || !plan.faults().source().isEmpty();
        LatencySummary late = canBeLate ? intake.late().summary() : null;
        return new TrialResult(plan.mode(), clock, coreMode, plan.seed(), plan.trial(),
                invalidReasons(frames, late, facts), partial, durationNs, wallNs, rate(frames, durationNs), frames,
                new TrialResult.SourceReport(intake.digest(), intake.wireWait().summary(), late),
                books.latency(), books.uncorrectedLatency(), books.queues(cores.highWater(), cores.coreOfQueue()),
                books.cores(cores.busy(durationNs)), books.vms(durationNs), books.sizes(), books.fairness(),
                cores.moves(), events(facts),
                new TrialResult.Qualification(plan.thresholds(), facts.maxSourceGapNs(), facts.maxCoreGapNs(),
                        facts.pinned(), facts.transportFull()));
    }

    private TrialResult.Frames frames() {
        boolean ordered = !(plan.source() instanceof ArrivingSource arriving) || arriving.knowsOrder();
        return ordered ? books.frames() : books.frames().withoutOrder();
    }

    /**
     * What was planned; what a NIC that frames arrived at has to say; and a word on frames that were missing before the window, because
     * what they left behind is in it.
     */
    private List<HostEvent> events(LiveFacts facts) {
        List<HostEvent> events = new ArrayList<>(plan.events());
        if (plan.source() instanceof ArrivingSource arriving) {
            addRemarks(arriving, facts.failure(), events);
        }
        long unsent = intake.unsentInWarmUp();
        if (unsent == 0) {
            return events;
        }
        events.add(new HostEvent(WARM_UP_UNSENT, "source", HostEvent.Level.INFO, unsent
                + " frames of the warm-up were given up as too late; queues may have begun the measured time otherwise than in virtual time"));
        return events;
    }

    private void addRemarks(ArrivingSource arriving, @Nullable String failure, List<HostEvent> events) {
        String nic = plan.ports().nic(0).first().nic();
        arriving.remarks()
                .forEach(text -> events.add(new HostEvent(HostEvent.ARRIVALS, nic, HostEvent.Level.INFO, text)));
        arriving.refusals().forEach(text -> events.add(
                new HostEvent(InvalidReason.FILTERS_REFUSED.label(), nic, HostEvent.Level.ERROR, text)));
        if (failure != null) {
            events.add(new HostEvent(InvalidReason.NIC_FAILED.label(), nic, HostEvent.Level.ERROR,
                    "no more frames came: " + failure));
        }
    }

    /**
     * The measured time: the window. If the source ran dry or the trial was stopped, it ends with the last frame's service: a
     * burst that takes longer to serve than to come was not delivered while it came.
     */
    private long durationNs(long lastCompletionNs) {
        Window window = plan.window();
        boolean ranDry = plan.source().isFinite() && intake.nextDueNs() == Source.NEVER;
        if (!partial && !ranDry) {
            return window.durationNs();
        }
        long endNs = Math.max(lastCompletionNs, intake.lastDueNs());
        return Math.clamp(endNs - window.fromNs(), 1, window.durationNs());
    }

    private TrialResult.Rate rate(TrialResult.Frames frames, long durationNs) {
        double perSecond = NS_PER_SECOND / durationNs;
        double bits = books.deliveredBytes() * 8.0;
        double overheadBits = frames.delivered() * 8.0 * EthernetLayout.WIRE_OVERHEAD_BYTES;
        return new TrialResult.Rate(plan.intendedPps(), frames.generated() * perSecond, frames.delivered() * perSecond,
                bits * perSecond, (bits + overheadBits) * perSecond);
    }

    private List<InvalidReason> invalidReasons(TrialResult.Frames frames, @Nullable LatencySummary late,
            LiveFacts facts) {
        Thresholds limits = plan.thresholds();
        List<InvalidReason> reasons = new ArrayList<>();
        // A real queue holds up the real source, a modelled one only frames on their way into the model.
        boolean heldUp = plan.mayBlockSource() && facts.maxCoreGapNs() != null;
        if (frames.unsent() > books.withdrawnFrames() && !heldUp) {
            reasons.add(InvalidReason.UNSENT);
        }
        if (late != null && !heldUp && late.atNs(99) > limits.maxLateP99Ns()) {
            reasons.add(InvalidReason.SOURCE_LATE);
        }
        if (facts.transportFull() > 0) {
            reasons.add(InvalidReason.TRANSPORT_FULL);
        }
        if (exceeds(facts.maxSourceGapNs(), limits) || exceeds(facts.maxCoreGapNs(), limits)) {
            reasons.add(InvalidReason.HOST_STALL);
        }
        if (facts.failure() != null) {
            reasons.add(InvalidReason.NIC_FAILED);
        }
        if (plan.source() instanceof ArrivingSource arriving) {
            addReasonsOfArrivals(arriving, reasons);
        }
        if (frames.generated() < limits.minFrames()) {
            reasons.add(InvalidReason.TOO_SHORT);
        }
        return List.copyOf(reasons);
    }

    private static void addReasonsOfArrivals(ArrivingSource arriving, List<InvalidReason> reasons) {
        if (!arriving.refusals().isEmpty()) {
            reasons.add(InvalidReason.FILTERS_REFUSED);
        }
        if (Math.abs(arriving.clockDriftNs()) > MOST_DRIFT_NS) {
            reasons.add(InvalidReason.CLOCK_MOVED);
        }
    }

    private static boolean exceeds(@Nullable Long gapNs, Thresholds limits) {
        return gapNs != null && gapNs > limits.maxGapNs();
    }
}
