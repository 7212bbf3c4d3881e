package io.vmq.dispatch.measure;

import io.vmq.dispatch.frame.MacAddress;
import io.vmq.dispatch.frame.SizeClass;
import io.vmq.dispatch.host.HostEvent;
import io.vmq.dispatch.host.Processor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one run of one mode at one load with one seed gave. Times in ns, rates per second, sizes with FCS.
 *
 * @param mode
 *            name of the steering
 * @param clock
 *            {@code live} or {@code virtual}
 * @param coreMode
 *            {@code pinned}, {@code emulated} or {@code virtual}
 * @param seed
 *            seed of this trial's traffic
 * @param trial
 *            number of the trial, from 0
 * @param invalidReasons
 *            why the trial must not be believed; empty if it is valid
 * @param partial
 *            whether it was interrupted
 * @param durationNs
 *            length of the measured window
 * @param wallNs
 *            how long the trial took on this machine
 * @param latency
 *            from due time to completion, or null without samples or for a capacity run
 * @param uncorrectedLatency
 *            from the actual hand-over, or null in virtual time
 * @param moves
 *            queues that went to other cores, over the whole trial, warm-up included
 */
public record TrialResult(String mode, String clock, String coreMode, long seed, int trial,
        List<InvalidReason> invalidReasons, boolean partial, long durationNs, long wallNs, Rate rate, Frames frames,
        SourceReport source, @Nullable LatencySummary latency, @Nullable LatencySummary uncorrectedLatency,
        List<QueueReport> queues, List<CoreReport> cores, List<VmReport> vms, List<SizeReport> sizes, Fairness fairness,
        List<QueueMove> moves, List<HostEvent> events, Qualification qualification) {

    /** Whether the trial may be believed. */
    public boolean valid() {
        return invalidReasons.isEmpty();
    }

    /** Fraction of the generated frames that was dropped, 0 to 1. */
    public double lossRatio() {
        return frames.generated() == 0 ? 0 : (double) frames.dropped().total() / frames.generated();
    }

    /**
     * Rates over the measured window; bits per second count the frame with FCS (L2) or also preamble and gap (L1).
     *
     * @param intendedPps
     *            what the source was asked for, or null if it was to go as fast as it can
     */
    public record Rate(@Nullable Double intendedPps, double offeredPps, double deliveredPps, double deliveredBps,
            double deliveredL1Bps) {}

    /**
     * Where the frames went: {@code generated = delivered + dropped + inFlight}; unsent frames were never generated.
     *
     * @param overflowed
     *            frames that went to the default queue because their own was full
     * @param reordered
     *            frames that a later one of their flow overtook (RFC 4737); null if frames came from a wire and none of them said
     *            which one of its flow it is
     */
    public record Frames(long generated, long unsent, long delivered, DropCounts dropped, long inFlight,
            long overflowed, @Nullable Long reordered) {

        /** The same where nothing is known of order. */
        public Frames withoutOrder() {
            return new Frames(generated, unsent, delivered, dropped, inFlight, overflowed, null);
        }
    }

    /** The traffic as it was made: its digest, how long frames waited for the wire, and how late they were handed over. */
    public record SourceReport(long digest, @Nullable LatencySummary wireWait, @Nullable LatencySummary late) {}

    /** One receive queue; {@code vm}, {@code mac} and {@code vlan} are those of the VM that owns it, if one does. */
    public record QueueReport(int id, String nic, @Nullable MacAddress mac, @Nullable Integer vlan, @Nullable String vm,
            int core, long received, long delivered, DropCounts dropped, long inFlight, int highWater,
            @Nullable LatencySummary latency) {}

    /** One core; {@code busy} is the fraction of the window in service. */
    public record CoreReport(int id, Processor processor, double busy, long delivered) {}

    /** One VM, or in the last row the host, which has no MAC. */
    public record VmReport(String name, @Nullable MacAddress mac, long generated, long delivered, DropCounts dropped,
            long inFlight, double deliveredBps, @Nullable LatencySummary latency) {}

    /** The frames of one class of sizes. */
    public record SizeReport(SizeClass sizes, long generated, long delivered, DropCounts dropped, long inFlight,
            @Nullable LatencySummary latency) {}

    /** How evenly VMs were served and cores were loaded; null where there is nothing to compare. */
    public record Fairness(@Nullable Double jainVms, @Nullable Double maxOverMeanCores) {}

    /**
     * What the engine saw of the machine under it.
     *
     * @param maxSourceGapNs
     *            longest time between clock reads of the source loop; null in virtual time
     * @param maxCoreGapNs
     *            the same for pinned core loops; null without such
     * @param pinned
     *            whether every thread ran on a CPU of its own; null in virtual time
     * @param transportFull
     *            how often the transport to emulated cores could not take a batch at once
     */
    public record Qualification(Thresholds thresholds, @Nullable Long maxSourceGapNs, @Nullable Long maxCoreGapNs,
            @Nullable Boolean pinned, long transportFull) {}
}
