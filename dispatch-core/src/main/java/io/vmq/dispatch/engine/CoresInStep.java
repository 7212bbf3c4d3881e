package io.vmq.dispatch.engine;

import io.vmq.dispatch.balance.Assignment;
import io.vmq.dispatch.core.CoreModel;
import io.vmq.dispatch.core.QueueModel;
import io.vmq.dispatch.core.ServiceObserver;
import io.vmq.dispatch.frame.DropReason;
import io.vmq.dispatch.measure.Window;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Modelled cores that hand frames on. The core of a VM's queue only hops: it hashes the frame and hands it to a core of the VM,
 * where it waits in that core's software queue and is served. All frames that are handed to a core share its software queue,
 * which holds as many as a ring and drops what comes beyond; it takes its turn with the receive queues of the core.
 *
 * <p>
 * The end of a hop on one core is an arrival on another, so all cores go through time together: the earliest start of a
 * service or end of a hop is next, of those at one time the starts, and then the core with the lowest number. So a slot that a
 * start frees is free for a frame that is handed over at that moment, as it is for one that comes off the wire.
 *
 * <p>
 * A frame is booked with its receive queue throughout, and with the core that serves it in the end. One thread uses it.
 */
final class CoresInStep implements ServiceObserver {

    private static final long PS_PER_NS = 1_000;

    private final SpreadRoutes routes;
    private final Assignment assignment;
    private final ModelBooks books;
    /** Receive queues, and after them the software queue of each core. */
    private final QueueModel[] queues;
    private final CoreModel[] cores;
    private final HopsInService[] hops;
    /** Of a frame in a queue that spreads its route, of one in a software queue its receive queue. */
    private final FrameTrail trail;

    CoresInStep(TrialPlan plan, Spreading spreading, SpreadRoutes routes, ModelBooks books) {
        ServicePlan service = plan.service();
        this.routes = routes;
        this.books = books;
        assignment = service.assignment();
        int coreCount = service.cores().size();
        queues = new QueueModel[plan.ports().queueCount() + coreCount];
        Arrays.setAll(queues, queue -> new QueueModel(queue, service.ringSlots()));
        trail = new FrameTrail(queues.length, service.ringSlots());
        hops = new HopsInService[coreCount];
        Arrays.setAll(hops, _ -> new HopsInService());
        Window window = plan.window();
        StagedCost cost = new StagedCost(routes, spreading.hop(), service.cost());
        cores = new CoreModel[coreCount];
        Arrays.setAll(cores, core -> new CoreModel(core, queuesOf(core), cost, service.moderation(),
                plan.faults().ofCore(core), window.fromNs() * PS_PER_NS, window.toNs() * PS_PER_NS, this));
    }

    private QueueModel[] queuesOf(int core) {
        return IntStream.concat(Arrays.stream(assignment.queuesOf(core)), IntStream.of(routes.softwareQueue(core)))
                .mapToObj(queue -> queues[queue]).toArray(QueueModel[]::new);
    }

    /** Receive queues, and after them the software queue of each core; shared. */
    QueueModel[] queues() {
        return queues;
    }

    CoreModel core(int number) {
        return cores[number];
    }

    Stream<CoreModel> all() {
        return Arrays.stream(cores);
    }

    /** A frame comes off the wire at {@code nowPs}, to which all were advanced, and its receive queue has room. */
    void accept(int route, int flow, int sequence, long dueNs, int lateNs, int lengthBytes, long nowPs) {
        int queue = routes.queueOf(route);
        if (routes.spreads(queue)) {
            trail.add(queue, route);
        }
        cores[assignment.coreOf(queue)].accept(queues[queue], nowPs, dueNs, lateNs, lengthBytes, flow, sequence);
    }

    /** Takes the oldest frame out of a receive queue, unserved; returns its slot. */
    int dropOldest(int queue) {
        if (routes.spreads(queue)) {
            trail.take(queue);
        }
        return cores[assignment.coreOf(queue)].dropOldest(queues[queue]);
    }

    /** Does all that is to be done up to {@code untilPs}. */
    void advance(long untilPs) {
        long atPs = step(untilPs);
        while (atPs <= untilPs && atPs != CoreModel.NEVER) {
            atPs = step(untilPs);
        }
    }

    /** Does what is next, if that is at {@code untilPs} at the latest; returns when it is or was, or {@link CoreModel#NEVER}. */
    long step(long untilPs) {
        int starts = 0;
        int endsHop = 0;
        long startPs = CoreModel.NEVER;
        long hopEndPs = HopsInService.NONE;
        for (int core = 0; core < cores.length; core++) {
            long ofStart = cores[core].nextServicePs();
            if (ofStart < startPs) {
                startPs = ofStart;
                starts = core;
            }
            long ofHop = hops[core].firstPs();
            if (ofHop < hopEndPs) {
                hopEndPs = ofHop;
                endsHop = core;
            }
        }
        long nextPs = Math.min(startPs, hopEndPs);
        if (nextPs <= untilPs && nextPs != CoreModel.NEVER) {
            if (startPs <= hopEndPs) {
                cores[starts].advance(startPs);
            } else {
                handOver(hops[endsHop], hopEndPs);
            }
        }
        return nextPs;
    }

    private void handOver(HopsInService from, long nowPs) {
        int hop = from.take();
        int route = from.route(hop);
        int core = routes.lastCore(route);
        int to = routes.softwareQueue(core);
        int queue = routes.queueOf(route);
        if (queues[to].isFull()) {
            books.dropped(queue, from.flow(hop), from.dueNs(hop), from.lengthBytes(hop), DropReason.SPREAD_FULL);
        } else {
            trail.add(to, queue);
            cores[core].accept(queues[to], nowPs, from.dueNs(hop), from.lateNs(hop), from.lengthBytes(hop),
                    from.flow(hop), from.sequence(hop));
        }
    }

    @Override
    public void served(int core, int queue, int flow, int sequence, long dueNs, int lateNs, int lengthBytes,
            long startPs, long completionPs) {
        if (routes.isSoftwareQueue(queue)) {
            books.served(core, trail.take(queue), flow, sequence, dueNs, lateNs, lengthBytes, startPs, completionPs);
        } else if (routes.spreads(queue)) {
            hops[core].add(completionPs, trail.take(queue), flow, sequence, dueNs, lateNs, lengthBytes);
        } else {
            books.served(core, queue, flow, sequence, dueNs, lateNs, lengthBytes, startPs, completionPs);
        }
    }
}
