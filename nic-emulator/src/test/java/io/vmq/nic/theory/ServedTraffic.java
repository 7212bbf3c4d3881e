package io.vmq.nic.theory;

import io.vmq.dispatch.core.CoreModel;
import io.vmq.dispatch.core.InterruptModeration;
import io.vmq.dispatch.core.QueueModel;
import io.vmq.dispatch.core.ServiceObserver;
import io.vmq.dispatch.core.ServiceTime;
import io.vmq.dispatch.fault.Outages;
import io.vmq.nic.load.ArrivalProcess;
import java.util.Arrays;

/**
 * Arrivals at one queue of one modelled core. No wire lies between them: a frame reaches its queue to the picosecond when it
 * arrives, and latency counts from there.
 */
final class ServedTraffic implements ServiceObserver {

    private static final int LENGTH_BYTES = 64;

    private final LatencyTally latencies;
    private final int frames;
    private final long[] dropped = new long[Estimate.BATCHES];

    private ServedTraffic(int frames) {
        latencies = new LatencyTally(frames);
        this.frames = frames;
    }

    /**
     * Offers {@code frames} frames, a multiple of {@link Estimate#BATCHES}, to a core and serves all that its ring, of {@code
     * ringSlots}, took.
     */
    static ServedTraffic of(ArrivalProcess arrivals, ServiceTime cost, int ringSlots, int frames) {
        ServedTraffic traffic = new ServedTraffic(frames);
        QueueModel queue = new QueueModel(0, ringSlots);
        CoreModel core = new CoreModel(0, new QueueModel[] {queue}, cost, InterruptModeration.OFF, Outages.NONE, 0,
                Long.MAX_VALUE, traffic);
        for (int frame = 0; frame < frames; frame++) {
            long arrivalPs = arrivals.nextArrivalPs();
            core.advance(arrivalPs);
            if (queue.isFull()) {
                traffic.dropped[frame / (frames / Estimate.BATCHES)]++;
            } else {
                // The core hands back what it was given as due time: here the arrival in ps, to lose nothing.
                core.accept(queue, arrivalPs, arrivalPs, 0, LENGTH_BYTES, 0, frame);
            }
        }
        core.advance(Long.MAX_VALUE);
        return traffic;
    }

    @Override
    public void served(int core, int queue, int flow, int sequence, long arrivalPs, int lateNs, int lengthBytes,
            long startPs, long completionPs) {
        latencies.record(completionPs - arrivalPs);
    }

    LatencyTally latencies() {
        return latencies;
    }

    long dropped() {
        return Arrays.stream(dropped).sum();
    }

    /** The share of the frames that found the ring full, 0 to 1. */
    Estimate loss() {
        double batchLength = (double) frames / Estimate.BATCHES;
        return Estimate.of(dropped() / (double) frames,
                Arrays.stream(dropped).mapToDouble(batch -> batch / batchLength).toArray());
    }
}
