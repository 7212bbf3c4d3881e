package io.vmq.dispatch.engine;

import io.vmq.dispatch.fault.FaultPlan;
import io.vmq.dispatch.frame.ArrivingSource;
import io.vmq.dispatch.frame.Source;
import io.vmq.dispatch.host.HostEvent;
import io.vmq.dispatch.host.NicTimeline;
import io.vmq.dispatch.host.Ports;
import io.vmq.dispatch.host.VirtualMachine;
import io.vmq.dispatch.measure.Detail;
import io.vmq.dispatch.measure.IntervalExchange;
import io.vmq.dispatch.measure.Thresholds;
import io.vmq.dispatch.measure.TrialShape;
import io.vmq.dispatch.measure.Window;
import io.vmq.dispatch.ring.WhenFull;
import io.vmq.dispatch.steering.QueueDepths;
import io.vmq.dispatch.steering.RssSettings;
import io.vmq.dispatch.steering.RssSteering;
import io.vmq.dispatch.steering.Steering;
import io.vmq.dispatch.steering.SteeringContext;
import io.vmq.dispatch.steering.SteeringProvider;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that one trial needs, complete and checked before any thread starts.
 *
 * @param mode
 *            name of the mode
 * @param providers
 *            for each port, who makes its steering: the mode, or for a NIC of the host itself what that does beside it
 * @param ports
 *            the NICs as this mode attaches them, over time
 * @param service
 *            how its queues are served
 * @param vms
 *            the guests
 * @param faults
 *            what fails, and when
 * @param source
 *            the traffic, made for this trial alone
 * @param intendedPps
 *            long-run mean rate that the source was asked for, or null if it is to go as fast as it can, or is asked for nothing
 * @param capacityRun
 *            whether nothing is claimed about latency, because the load is as high as can be
 * @param seed
 *            seed of the traffic
 * @param trial
 *            number of the trial
 * @param events
 *            what is known before the trial: what the host logged, what is odd about the source
 * @param intervals
 *            receives histograms of intervals of one second, or null
 */
public record TrialPlan(String mode, List<SteeringProvider> providers, RssSettings rss, Ports ports,
        ServicePlan service,
        List<VirtualMachine> vms, FaultPlan faults, Source source, Window window, @Nullable Double intendedPps,
        boolean capacityRun, Detail detail, long seed, int trial, Thresholds thresholds, List<HostEvent> events,
        IntervalExchange.@Nullable Sink intervals) {

    private static final long INTERVAL_NS = 1_000_000_000;

    TrialShape shape() {
        return new TrialShape(window, detail, ports, service.assignment(), service.cores(), vms, source);
    }

    /**
     * The steering of each phase of port {@code port}, in order; it numbers the queues of its own NIC, or the entries of its table
     * where the plan {@link #steersToEntries}.
     */
    Steering[] newSteerings(int port, QueueDepths depths) {
        NicTimeline nic = ports.nic(port);
        int first = ports.firstQueue(port);
        if (steersToEntries()) {
            return nic.phases().stream().map(phase -> RssSteering.entries(rss)).toArray(Steering[]::new);
        }
        return nic.phases().stream().map(phase -> providers.get(port).create(new SteeringContext(nic.queueCount(),
                service.ringSlots(), rss, phase.nic().filters(), nic.first().queuesPerVm(),
                queue -> depths.depth(first + queue)))).toArray(Steering[]::new);
    }

    /** Whether steering gives the numbers of table entries, and those who serve find the queues. */
    boolean steersToEntries() {
        return service.table() != null;
    }

    /** Whether what frames are steered to is no number of a queue: those who serve count what queues receive. */
    boolean steersBeyondQueues() {
        return steersToEntries() || service.spreading() != null;
    }

    /** Numbers that the steering of a port gives are below this: its queues, or its entries and one for what is not hashed. */
    int steeredCount(int port) {
        return steersToEntries() ? rss.tableEntries() + 1 : ports.nic(port).queueCount();
    }

    /** Whether some port's steering looks at more than frames and settings. */
    boolean isStateful() {
        return providers.stream().anyMatch(SteeringProvider::isStateful);
    }

    /** Whether a full queue holds up the source, so that frames may be unsent although this machine could send them. */
    boolean mayBlockSource() {
        return service.whenFull() == WhenFull.BLOCK_SOURCE;
    }

    /** An exchange for the interval sink, shared by {@code series} recorders, or null if no intervals are wanted. */
    @Nullable
    IntervalExchange newIntervals(int series) {
        return intervals == null || capacityRun ? null
                : new IntervalExchange(window.fromNs(), INTERVAL_NS, series, intervals);
    }

    /** Whether the source goes by no schedule at all; what arrives at a real NIC goes by that of whoever sends. */
    boolean isUnpaced() {
        return intendedPps == null && !(source instanceof ArrivingSource);
    }
}
